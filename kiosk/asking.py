"""What a kiosk asks beside numbers: how far a dossier is, and that somebody's words are taken in.

A dossier, its code and its secret are in memory alone. A complaint or a suggestion is written down
before it is sent, and kept until the queue service has taken it in, however long that takes.
"""

import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass

from contract import messages as m
from kiosk.settings import KioskSettings
from kiosk.state import Press, Refused, Told
from kiosk.wishes import AskDossier, SendFeedback
from runtime.link import NOT_YET, NoAnswer
from runtime.online import Station
from runtime.outbox import Item, Outbox

log = logging.getLogger(__name__)

FEEDBACK = "feedback"
"""The kind of note that holds what somebody said."""


@dataclass
class Asking:
    """Asks for one kiosk, and says how it ended."""

    settings: KioskSettings
    station: Station
    outbox: Outbox
    later: Callable[[Coroutine[None, None, None]], None]
    """Has something done in the background, until the process ends."""

    def settle(self, leftovers: Sequence[Item]) -> None:
        """Send what an earlier life of this process could not."""
        for item in leftovers:
            if item.kind == FEEDBACK:
                self.later(self._deliver(read(item)))

    async def dossier(self, wish: AskDossier) -> m.Dossier | Press:
        """How far it is, or why that is not told."""
        asked = self.settings.dossier
        ask = m.DossierAsk(id=self.station.new_id(), code=wish.code, secret=wish.secret)
        try:
            answer = await self.station.link.ask(ask, patience_s=asked.patience_s if asked else 0)
        except NoAnswer:
            return Told("dossier_away")
        return answer if isinstance(answer, m.Dossier) else _refused(answer)

    async def feedback(self, wish: SendFeedback) -> m.Received | Press:
        """The receipt; or that it is kept here and sent later, and then there is no receipt."""
        ask = m.FeedbackAsk(
            id=self.station.new_id(), about=wish.about, text=wish.text, contact=wish.contact
        )
        await self.outbox.put(ask.id, FEEDBACK, ask.model_dump_json().encode())
        try:
            answer = await self.station.link.ask(ask, patience_s=self.settings.patience_s)
        except NoAnswer:
            answer = None
        if answer is None or (isinstance(answer, m.Refused) and answer.reason in NOT_YET):
            self.later(self._deliver(ask))
            return Told("feedback_kept", good=True)
        await self._done(ask)
        return answer if isinstance(answer, m.Received) else _refused(answer)

    async def _deliver(self, ask: m.FeedbackAsk) -> None:
        answer = await self.station.link.insist(ask)
        if isinstance(answer, m.Refused):
            log.warning("the queue service refused a %s: %s", ask.about, answer.reason)
        await self._done(ask)

    async def _done(self, ask: m.FeedbackAsk) -> None:
        """Nothing of it is left on the disk."""
        await self.outbox.done(ask.id)
        await self.outbox.tidy()


def read(note: Item) -> m.FeedbackAsk:
    """What somebody said, as a note has it; raises `ValueError`. A newer writer may add fields."""
    return m.FeedbackAsk.model_validate_json(note.body, extra="ignore")


def _refused(answer: m.Answer) -> Refused:
    return Refused(answer.reason if isinstance(answer, m.Refused) else m.Reason.UNREADABLE)
