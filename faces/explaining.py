"""Why a number was called when it was, in one to four plain sentences."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from contract.messages import CallRecord, Explained, Stage
from faces.texts import Texts
from faces.wording import spaced, waiting

NAMED = 3
"""Other numbers that are named at most; the rest are counted."""

_MINUTE_S = 60
_PERMILLE_OF_A_PERCENT = 10
_ROUNDING = 2
"""Percent by which a share may differ from the plain one because its times were rounded."""


def sentences(explained: Explained, texts: Texts, zone: ZoneInfo) -> tuple[str, ...]:
    """Explain a number to whoever holds it or asks for it; times are in the centre's `zone`."""
    return tuple(_Teller(explained, texts, zone).tell())


@dataclass(frozen=True, slots=True)
class _Teller:
    """One number's story in one language."""

    known: Explained
    texts: Texts
    zone: ZoneInfo

    def tell(self) -> Iterator[str]:
        known = self.known
        if known.stage is Stage.WAITING:
            yield from self._waits()
        elif known.calls:
            call = known.calls[-1]
            yield self._called(call)
            if why := self._why(call):
                yield why
            yield self._before(call)
            yield from self._ended()
        else:
            yield self._say("taken", time=self._clock(known.issued_at))
            yield from self._ended()

    # --- While it waits --------------------------------------------------------------------

    def _waits(self) -> Iterator[str]:
        known = self.known
        yield self._say("waits", time=self._clock(known.issued_at), service=known.service_name)
        if again := self._again():
            yield self._say(again, since=self._clock(known.arrival))
        elif known.arrival != known.issued_at:
            yield self._say("counted_from", since=self._clock(known.arrival))
        if known.ahead_in_all:
            labels = self._labels(known.ahead)
            yield self._say("ahead", n=known.ahead_in_all, labels=labels)
        else:
            yield self._say("nobody_ahead")
        if known.wait:
            yield self._say("expected", wait=waiting(known.wait, self.texts))

    def _again(self) -> str | None:
        """Why it waits once more, if it was elsewhere before."""
        kinds = [kind for _, kind in self.known.stages]
        if "queued" not in kinds:
            return None
        before = kinds[: len(kinds) - 1 - kinds[::-1].index("queued")]
        last = next((kind for kind in reversed(before) if kind in {"no_show", "parked"}), None)
        if last is None or before[-1] not in {"no_show", "parked"}:
            return "transferred"
        return "back_after_no_show" if last == "no_show" else "back_after_parked"

    # --- Its last call ---------------------------------------------------------------------

    def _called(self, call: CallRecord) -> str:
        return self._say(
            "called",
            time=self._clock(call.at),
            counter=call.counter,
            minutes=self._minutes(call.waited_s),
        )

    def _why(self, call: CallRecord) -> str | None:
        """What the choice rested on; None for a policy that has no words here."""
        match call.policy:
            case "given" if call.reason:
                return self._say("given", reason=self.texts.say(f"call_reason.{call.reason}"))
            case "given":
                return self._say("given_without")
            case "reserved":
                return self._say("reserved", counter=call.counter)
            case _ if call.runner_up is None:
                return self._say("nobody_else")
            case _:
                return self._by_rule(call, call.runner_up)

    def _by_rule(self, call: CallRecord, runner_up: str) -> str | None:
        if self.known.arrival > call.at and not self._again():
            return self._say("early", since=self._clock(self.known.arrival))
        if call.policy == "promised":
            return self._promised(call, runner_up)
        key = f"policy_{call.policy}"
        known = f"explain.{key}" in self.texts.keys
        return self._say(key, runner_up=spaced(runner_up)) if known else None

    def _promised(self, call: CallRecord, runner_up: str) -> str:
        share, other = self._percent(call.share), self._percent(call.runner_up_share)
        key = "promised" if call.share >= call.runner_up_share else "promised_window"
        said = self._say(key, share=share, runner_up=spaced(runner_up), other=other)
        plain = round(100 * call.waited_s / self.known.promise_s) if self.known.promise_s else share
        if share > plain + _ROUNDING:
            return f"{said} {self._say('head_start')}"
        if share < plain - _ROUNDING:
            return f"{said} {self._say('skill')}"
        return said

    def _before(self, call: CallRecord) -> str:
        if not call.before_in_all:
            return self._say("nobody_before")
        labels = self._labels(call.before[::-1])
        return self._say("before", n=call.before_in_all, labels=labels)

    # --- What became of it -----------------------------------------------------------------

    def _ended(self) -> Iterator[str]:
        """Where it is now, unless it is at its counter."""
        last = self.known.stages[-1][0] if self.known.stages else self.known.issued_at
        times = sum(kind == "no_show" for _, kind in self.known.stages)
        match self.known.stage:
            case Stage.HELD | Stage.NO_SHOW:
                yield self._say(f"stage_{self.known.stage}", n=times)
            case Stage.FINISHED | Stage.PARKED | Stage.VOID | Stage.EXPIRED:
                yield self._say(f"stage_{self.known.stage}", time=self._clock(last))
            case _:
                pass

    # --- Words -----------------------------------------------------------------------------

    def _say(self, key: str, **values: object) -> str:
        return self.texts.say(f"explain.{key}", label=self._label(), **values)

    def _label(self) -> str:
        """The number with its class and promise: `A 012 (Ưu tiên, hứa 10 phút)`."""
        known = self.known
        class_name = known.class_name
        if f"class.{known.class_id}" in self.texts.keys:
            class_name = self.texts.say(f"class.{known.class_id}")
        promise = self._minutes(known.promise_s)
        label = spaced(known.label)
        return self.texts.say("explain.label", label=label, class_name=class_name, promise=promise)

    def _minutes(self, seconds: int) -> str:
        minutes = round(seconds / _MINUTE_S)
        if not minutes:
            return self.texts.say("explain.under_a_minute")
        return self.texts.say("explain.minutes", n=minutes)

    def _percent(self, permille: int) -> int:
        return round(permille / _PERMILLE_OF_A_PERCENT)

    def _clock(self, at: int) -> str:
        return f"{datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone):%H:%M}"

    def _labels(self, labels: Sequence[str]) -> str:
        return ", ".join(spaced(label) for label in labels[:NAMED])
