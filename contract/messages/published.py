"""What the centre has published for its devices to fetch."""

import json
from typing import Annotated

from pydantic import Field

from contract.messages.words import Count, Day, Message, Millis, Name

LARGEST_CATALOGUE = 256 * 1024 * 1024
"""Bytes; some twenty times what six thousand procedures take, and nothing larger is fetched."""


class CatalogueState(Message):
    """The catalogue of procedures that kiosks should have, and where to fetch it.

    Signed where the catalogue was made: a kiosk trusts the key that it was given, not the wire.
    """

    centre: Name
    """The centre that it is for."""
    version: Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
    """Of what it says."""
    date: Day
    """The day as of which it is true."""
    serial: Millis
    """When it was published, larger each time: a kiosk takes none that is smaller than its own."""
    count: Count
    """Procedures in it."""
    size: Annotated[int, Field(ge=1, lt=LARGEST_CATALOGUE + 1)]
    """Bytes of the file."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Of the file."""
    path: Annotated[str, Field(pattern=r"^/catalogue/[0-9a-f]{16}\.db$")]
    """Where the queue service's machine serves it by HTTP."""
    key: Name
    """Which key signed it."""
    signature: Annotated[str, Field(pattern=r"^[A-Za-z0-9+/]{86}==$")]
    """Ed25519 in Base64, over the fields above it: a JSON object, names in order, no spaces, every
    letter beyond ASCII escaped."""
    port: Annotated[int, Field(ge=1, lt=1 << 16)] | None = None
    """The port it is served at. Not signed: the queue service adds it."""


def signed_part(state: CatalogueState) -> bytes:
    """What the signature of a catalogue's state is over."""
    said = state.model_dump(mode="json", exclude={"signature", "port"})
    return json.dumps(said, sort_keys=True, separators=(",", ":")).encode("ascii")
