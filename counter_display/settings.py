"""The settings of a counter's sign and keypad."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from contract.messages import CallReason, CounterName
from counter_display.choosing import CHOOSERS, DIGITS
from counter_display.model import KEYS
from hardware.settings import KeysSettings, SignSettings
from hardware.sign import displayable
from runtime.settings import DeviceSettings


def _for_a_sign(word: str) -> str:
    if not displayable(word):
        raise ValueError(f'"{word}" cannot be read on seven segments: choose other letters')
    return word


SignWord = Annotated[str, AfterValidator(_for_a_sign)]
"""What fits on the sign: a few characters that seven segments can show."""


class CounterDisplaySettings(DeviceSettings):
    """Everything a counter's display is told before it starts."""

    counter: CounterName
    """The counter that it stands at."""
    sign: SignSettings
    """The sign above the counter."""
    keys: KeysSettings
    """The officer's keypad: `next`, `recall`, `no_show`, `pause`, and as far as it has them
    `transfer`, `park`, `call` and the digits `0` to `9`."""
    paused: SignWord = "----"
    """Shown while the counter pauses."""
    closed: SignWord = ""
    """Shown while the counter is closed; nothing by default."""
    on_call: SignWord = ""
    """Shown while the officer is elsewhere and comes when summoned; nothing by default."""
    summoned: SignWord = "CALL"
    """Blinks while the officer is summoned; the key `next` opens the counter."""
    refused: SignWord = "no"
    """Shown for a moment when the queue service refused what a key asked."""
    no_answer: SignWord = "Err"
    """Shown for a moment when the queue service did not answer."""
    blink_s: float = Field(default=8.0, ge=0, le=60)
    """Seconds that a number blinks after each call."""
    failure_s: float = Field(default=2.0, gt=0, le=60)
    """Seconds that a key which came to nothing is shown."""
    choose_s: float = Field(default=10.0, gt=0, le=60)
    """Seconds after the last press in which a choice with `transfer` or `call` is dropped."""
    call_reason: CallReason = CallReason.NEEDS_HELP
    """What is kept as the reason when `call` calls a number out of its turn."""
    patience_s: float = Field(default=3.0, gt=0, le=30)
    """Seconds that a key waits for its answer."""
    resend_s: float = Field(default=10.0, gt=0, le=60)
    """Seconds after which the sign is told the same again, in case it lost power."""

    @model_validator(mode="after")
    def _knows_its_keys(self) -> Self:
        strange = sorted(self.keys.names - set(KEYS))
        if strange:
            raise ValueError(f'there is no key "{strange[0]}": there are {", ".join(KEYS)}')
        needed = self._needed_keys() - self.keys.names
        if needed:
            raise ValueError(f'`transfer` and `call` need the key "{min(needed)}": add it')
        return self

    def _needed_keys(self) -> set[str]:
        """What confirms a choice, and what types a number."""
        confirm = {"next"} if self.chooses else set()
        return confirm | (set(DIGITS) if "call" in self.keys.names else set())

    @property
    def chooses(self) -> bool:
        """Whether its keypad can choose a target or a number."""
        return not self.keys.names.isdisjoint(CHOOSERS)
