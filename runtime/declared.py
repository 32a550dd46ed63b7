"""What the centre declares of itself, kept on a device's disk.

So a device that starts while the queue service is away knows what there is, and when.
"""

import logging
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import ValidationError

from contract.messages import CentreState
from runtime.keep import keep, kept
from runtime.link import Link

log = logging.getLogger(__name__)

FILE = "centre.json"


class Declared:
    """Hears what the centre declares; `changed` is told of every change.

    What is declared in a time zone that this machine does not know is passed over: no hours could
    be told by it.
    """

    def __init__(self, link: Link, folder: Path, changed: Callable[[CentreState], None]) -> None:
        self._file = folder / FILE
        self._changed = changed
        self.known = self._remembered()
        """What was declared last; None as long as nothing was heard, in this life or before."""
        link.on_state(CentreState, link.topics.centre, self._on_centre)

    def _on_centre(self, state: CentreState) -> None:
        if state != self.known and _has_a_zone(state):
            keep(self._file, state.model_dump_json())
            self.known = state
            self._changed(state)

    def _remembered(self) -> CentreState | None:
        if not (text := kept(self._file)):
            return None
        try:
            known = CentreState.model_validate_json(text, extra="ignore")
        except ValidationError as error:
            log.warning("%s is not understood and left: %s", FILE, error)
            return None
        return known if _has_a_zone(known) else None


def _has_a_zone(state: CentreState) -> bool:
    try:
        ZoneInfo(state.zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        log.warning(
            "what the centre declares is passed over, its time zone is not known: %s", error
        )
        return False
    return True
