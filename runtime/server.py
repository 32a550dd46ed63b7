"""Where the MQTT server is, and how a device proves there who it is."""

import ssl
from dataclasses import dataclass

from contract.channels import Topics
from contract.messages import DeviceState
from runtime.presence import last_will
from runtime.settings import DeviceSettings, ServerSettings, SettingsError


@dataclass(frozen=True, slots=True)
class Server:
    """Where the MQTT server is, who we are to it, and what it says when we are gone."""

    host: str
    port: int
    username: str
    password: str | None = None
    tls: ssl.SSLContext | None = None
    session_s: int = 3600
    """How long the server keeps what is meant for us while we are away."""
    will: tuple[str, bytes] | None = None
    """Topic and payload, retained, that the server publishes when our connection breaks."""


def server_of(settings: DeviceSettings, topics: Topics) -> Server:
    """The server of a device's settings.

    Raises `SettingsError` when the password or the certificates cannot be read.
    """
    server, device = settings.server, settings.device
    return Server(
        host=server.host,
        port=server.port,
        username=server.username or device,
        password=_password(server),
        tls=_tls(server),
        will=(topics.state(DeviceState, device), last_will(device)),
    )


def _password(server: ServerSettings) -> str | None:
    if server.password_file is None:
        return None
    try:
        return server.password_file.read_text(encoding="utf-8").partition("\n")[0].strip()
    except OSError as error:
        raise SettingsError(
            f"{server.password_file}: {error.strerror}; the password of this device belongs there"
        ) from None


def _tls(server: ServerSettings) -> ssl.SSLContext | None:
    if not (server.ca_file and server.certificate_file and server.key_file):
        return None
    try:
        context = ssl.create_default_context(cafile=server.ca_file)
        context.load_cert_chain(server.certificate_file, server.key_file)
    except OSError as error:  # ssl.SSLError is one
        files = f"{server.ca_file}, {server.certificate_file}, {server.key_file}"
        raise SettingsError(
            f"{files}: {error.strerror}; TLS needs these three files as PEM, key and certificate"
            " of one pair, readable by this user"
        ) from None
    return context
