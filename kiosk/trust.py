"""Whether a kiosk believes what it is told to show. Pure but for the mathematics of signatures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from contract import messages as m
from runtime.signing import BadSignatureError, PublicKey, check

SECOND = 1000


class RefusedError(Exception):
    """A catalogue is not taken. The text says why, for the technician."""


@dataclass(frozen=True, slots=True)
class Trust:
    """What this kiosk believes."""

    centre: str
    """Where it stands."""
    keys: Sequence[PublicKey]
    """Who may say what a catalogue is."""

    def judge(self, state: m.CatalogueState, newest_serial: int, today: date | None) -> None:
        """See that a catalogue may be taken; raises `RefusedError`.

        Args:
            state: What is told about it.
            newest_serial: When the newest one was published that this kiosk has used.
            today: The day, if this kiosk knows it.
        """
        if state.centre != self.centre:
            raise RefusedError(f'it is for centre "{state.centre}"')
        signed_on = datetime.fromtimestamp(state.serial / SECOND, UTC).date()
        days = (signed_on,) if today is None else (signed_on, today)
        try:
            check(m.signed_part(state), state.signature, state.key, tuple(self.keys), days)
        except BadSignatureError as error:
            raise RefusedError(str(error)) from None
        if state.serial < newest_serial:
            raise RefusedError(
                "it was published before the one in use: somebody repeats an old one"
            )
