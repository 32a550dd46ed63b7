"""Ed25519 keys: who may say what a centre publishes.

The private key stays where the catalogue is made. Devices are given the public one, with the day
until which they believe it, so that a key that was copied is worth nothing for ever.
"""

import base64
import binascii
import hashlib
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from pydantic import Field

from contract.messages import Name
from runtime.settings import Settings, read

_KEY = Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{43}=$")]

_FILE = """\
# The key that signs what this centre publishes. Whoever has it can tell every kiosk what is true:
# keep it where the catalogue is made, with a copy in a safe, and nowhere else.
id = "{id}"
until = {until}
private = "{private}"
"""


class BadSignatureError(Exception):
    """Something is not signed by whom we trust. The text says in words what is wrong."""


class PublicKey(Settings):
    """A key that a device believes."""

    id: Name
    """Its name, as `motcua catalogue key` told it."""
    public: _KEY
    """The key itself, as `motcua catalogue key` told it."""
    until: date
    """The last day on which it is believed."""


class PrivateKey(Settings):
    """A key that signs."""

    id: Name
    """Its name."""
    until: date
    """The last day on which devices believe it."""
    private: _KEY
    """The key itself."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A new key: what is kept, and what devices are given."""

    private: PrivateKey
    public: PublicKey


def new_pair(until: date) -> Pair:
    """Make a key that is believed until a day."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    name = hashlib.sha256(public).hexdigest()[:8]
    return Pair(
        PrivateKey(id=name, until=until, private=_text(key.private_bytes_raw())),
        PublicKey(id=name, until=until, public=_text(public)),
    )


def keep(path: Path, key: PrivateKey) -> None:
    """Write a private key where there is none yet, for its owner's eyes; raises `OSError`."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(_FILE.format(id=key.id, until=key.until.isoformat(), private=key.private))
        file.flush()
        os.fsync(file.fileno())


def kept(path: Path) -> PrivateKey:
    """Read a private key; raises `SettingsError`."""
    return read(path, PrivateKey)


def signed(said: bytes, key: PrivateKey) -> str:
    """The signature under something, in Base64."""
    return _text(Ed25519PrivateKey.from_private_bytes(_bytes(key.private)).sign(said))


def check(
    said: bytes, signature: str, key: str, trusted: tuple[PublicKey, ...], days: tuple[date, ...]
) -> None:
    """See that something is signed by the key of that name, and that we believe it.

    Args:
        said: What is signed.
        signature: In Base64.
        key: The name of the key that is said to have signed.
        trusted: The keys that this device believes.
        days: When it was signed, and today if that is known: on all of them the key must be good.

    Raises:
        BadSignatureError: it is not.
    """
    known = next((one for one in trusted if one.id == key), None)
    if known is None:
        raise BadSignatureError(f"key {key} is not one of those in the settings of this device")
    if any(day > known.until for day in days):
        raise BadSignatureError(
            f"key {key} was good until {known.until:%d/%m/%Y}: make a new one and publish with it"
        )
    try:
        public = Ed25519PublicKey.from_public_bytes(_bytes(known.public))
        public.verify(base64.b64decode(signature, validate=True), said)
    except (InvalidSignature, binascii.Error):
        raise BadSignatureError(
            f"the signature is not of key {key}: it was tampered with"
        ) from None


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")


def _bytes(text: str) -> bytes:
    return base64.b64decode(text)
