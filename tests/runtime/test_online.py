"""A device goes online with a password or with certificates, and is known to be gone afterwards."""

import gc
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from random import Random

import pytest

from contract.acl import acl
from contract.channels import Topics
from contract.messages import DeviceState
from runtime.clock import SetClock
from runtime.online import online
from runtime.settings import DeviceSettings, ServerSettings, SettingsError
from simulation.child import Child, program
from simulation.mosquitto import HOST, Mosquitto, private_mosquitto
from tests.waiting import until

CENTRE = "mot-cua"
TOPICS = Topics(CENTRE)
NOON = 1_790_000_000_000


def settings(folder: Path, server: ServerSettings, device: str = "pad-1") -> DeviceSettings:
    return DeviceSettings(centre=CENTRE, device=device, server=server, data=folder / device)


async def seen_by_another(folder: Path, pad: ServerSettings, sign: ServerSettings) -> list[str]:
    """Go online and off again; what another device sees of it."""
    seen: list[str] = []
    clock, chance = SetClock(NOON), Random(1)
    async with online(settings(folder, sign, "sign-1"), clock, chance) as other:
        other.link.on_state(DeviceState, "pad-1", lambda state: seen.append(state.status))
        async with online(settings(folder, pad), clock, chance):
            await until(lambda: "online" in seen)
        await until(lambda: "offline" in seen)
    return seen


# --- By password --------------------------------------------------------------------------------


@pytest.fixture
async def mosquitto(tmp_path: Path) -> AsyncIterator[Mosquitto]:
    passwords = {"pad-1": "p-secret", "sign-1": "s-secret"}
    async with private_mosquitto(tmp_path, CENTRE, passwords) as mosquitto:
        yield mosquitto


async def test_a_device_with_its_password_is_there_and_gone(
    mosquitto: Mosquitto, tmp_path: Path
) -> None:
    (tmp_path / "pad").write_text("p-secret\nsecond line\n", encoding="utf-8")
    (tmp_path / "sign").write_text("s-secret", encoding="utf-8")
    pad, sign = [
        ServerSettings(host=HOST, port=mosquitto.port, password_file=tmp_path / name)
        for name in ("pad", "sign")
    ]
    seen = await seen_by_another(tmp_path, pad, sign)
    assert seen == ["online", "offline"]


async def test_a_password_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    server = ServerSettings(host=HOST, password_file=tmp_path / "password")
    with pytest.raises(SettingsError, match="the password of this device belongs there"):
        async with online(settings(tmp_path, server), SetClock(NOON), Random(1)):
            pass


# --- By certificate -----------------------------------------------------------------------------


class Authority:
    """A centre's authority, which makes certificates for the server and for devices."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self.certificate, self._key = self._files("authority")
        self._openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-subj", "/CN=authority", "-days", "1"),
            *("-addext", "keyUsage=critical,keyCertSign,cRLSign"),
            *("-keyout", self._key, "-out", self.certificate),
        )

    def issue(self, name: str) -> tuple[Path, Path]:
        """A certificate and its key."""
        certificate, key = self._files(name)
        self._openssl(
            *("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"),
            *("-nodes", "-subj", f"/CN={name}", "-addext", f"subjectAltName=IP:{HOST}"),
            *("-addext", "basicConstraints=critical,CA:FALSE", "-days", "1"),
            *("-CA", self.certificate, "-CAkey", self._key),
            *("-keyout", key, "-out", certificate),
        )
        return certificate, key

    def settings(self, name: str, port: int) -> ServerSettings:
        certificate, key = self.issue(name)
        return ServerSettings(
            host=HOST,
            port=port,
            ca_file=self.certificate,
            certificate_file=certificate,
            key_file=key,
        )

    def _files(self, name: str) -> tuple[Path, Path]:
        return self._folder / f"{name}.crt", self._folder / f"{name}.key"

    def _openssl(self, *arguments: str | Path) -> None:
        subprocess.run(["openssl", *arguments], check=True, capture_output=True)


@asynccontextmanager
async def tls_mosquitto(folder: Path, authority: Authority, port: int) -> AsyncIterator[None]:
    """A Mosquitto that lets in who has a certificate of the authority."""
    certificate, key = authority.issue("server")
    (folder / "acl").write_text(acl(CENTRE), encoding="utf-8")
    (folder / "tls.conf").write_text(
        f"user root\nlistener {port} {HOST}\nallow_anonymous false\nacl_file {folder}/acl\n"
        f"cafile {authority.certificate}\ncertfile {certificate}\nkeyfile {key}\n"
        "require_certificate true\nuse_identity_as_username true\n"
        "use_username_as_clientid true\nset_tcp_nodelay true\nlog_dest stdout\n",
        encoding="utf-8",
    )
    command = (program("mosquitto", "mosquitto"), "-c", str(folder / "tls.conf"))
    child = Child(command, folder / "tls.log")
    await child.start()
    try:
        yield
    finally:
        await child.stop()


async def test_a_device_with_its_certificate_is_there_and_gone(
    tmp_path: Path, free_port: int
) -> None:
    authority = Authority(tmp_path / "ca")
    async with tls_mosquitto(tmp_path, authority, free_port):
        pad, sign = [authority.settings(name, free_port) for name in ("pad-1", "sign-1")]
        assert await seen_by_another(tmp_path, pad, sign) == ["online", "offline"]


# The MQTT library leaves the socket of a failed handshake to the garbage collector.
@pytest.mark.filterwarnings("ignore:.*SSLSocket:pytest.PytestUnraisableExceptionWarning")
async def test_a_server_of_another_authority_is_not_believed(
    tmp_path: Path, free_port: int, caplog: pytest.LogCaptureFixture
) -> None:
    ours, theirs = Authority(tmp_path / "ours"), Authority(tmp_path / "theirs")
    pad = settings(tmp_path, ours.settings("pad-1", free_port))
    async with (
        tls_mosquitto(tmp_path, theirs, free_port),
        online(pad, SetClock(NOON), Random(1)) as station,
    ):
        await until(lambda: bool(caplog.records))
        assert not station.link.wire.connected
    assert "check the certificates and the clock" in caplog.text
    gc.collect()


async def test_a_key_of_another_certificate_is_refused(tmp_path: Path) -> None:
    authority = Authority(tmp_path / "ca")
    server = authority.settings("pad-1", 8883)
    _, other_key = authority.issue("pad-2")
    server = server.model_copy(update={"key_file": other_key})
    with pytest.raises(SettingsError, match="key and certificate of one pair"):
        async with online(settings(tmp_path, server), SetClock(NOON), Random(1)):
            pass


async def test_a_certificate_that_is_not_there_is_asked_for(tmp_path: Path) -> None:
    server = Authority(tmp_path / "ca").settings("pad-1", 8883)
    server = server.model_copy(update={"ca_file": tmp_path / "nowhere.crt"})
    with pytest.raises(SettingsError, match=r"nowhere\.crt.*No such file"):
        async with online(settings(tmp_path, server), SetClock(NOON), Random(1)):
            pass
