"""The settings of a counter's sign and keypad."""

from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from contract.messages import CounterName
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
    """The officer's keypad, with the keys `next`, `recall`, `no_show` and `pause`."""
    paused: SignWord = "----"
    """Shown while the counter pauses."""
    closed: SignWord = ""
    """Shown while the counter is closed; nothing by default."""
    refused: SignWord = "no"
    """Shown for a moment when the queue service refused what a key asked."""
    no_answer: SignWord = "Err"
    """Shown for a moment when the queue service did not answer."""
    blink_s: float = Field(default=8.0, ge=0, le=60)
    """Seconds that a number blinks after each call."""
    failure_s: float = Field(default=2.0, gt=0, le=60)
    """Seconds that a key which came to nothing is shown."""
    patience_s: float = Field(default=3.0, gt=0, le=30)
    """Seconds that a key waits for its answer."""
    resend_s: float = Field(default=10.0, gt=0, le=60)
    """Seconds after which the sign is told the same again, in case it lost power."""

    @model_validator(mode="after")
    def _knows_its_keys(self) -> Self:
        strange = sorted(self.keys.names - set(KEYS))
        if strange:
            raise ValueError(f'there is no key "{strange[0]}": there are {", ".join(KEYS)}')
        return self
