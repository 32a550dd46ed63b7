"""The slip's settings: who gives the numbers, what is on a slip, in which order and language."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from contract.messages import Name
from faces.slip import USUAL_BLOCKS, Block
from runtime.explain import ContradictionError
from runtime.settings import Settings


class SlipSettings(Settings):
    """What is the same on every slip. `..._second` is in the second language."""

    centre: str = Field(min_length=1)
    """Name of the centre at the head of the slip."""
    centre_second: str | None = None
    """The centre's name in the second language."""
    address: str | None = None
    """Address under it."""
    hotline: str | None = None
    """Telephone number under it."""
    logo: Path | None = None
    """Picture at the head (PNG, JPEG); it is printed in pure black and white."""
    follow_url: str | None = Field(default=None, max_length=200)
    """Address of the QR code; `{token}` stands for the ticket's secret text."""
    note: str | None = None
    """A sentence at the foot."""
    note_second: str | None = None
    """The sentence at the foot in the second language."""
    second_language: Literal["vi", "en"] | None = None
    """Language in which the chief facts are printed once more, smaller."""
    first_class: Name = "normal"
    """The class of everybody, which is not printed."""
    class_names: dict[Name, str] = Field(default_factory=dict)
    """Words for a class on the slip; without them those of the catalogue. Say no more than the
    counter must know: others may read a slip."""
    class_names_second: dict[Name, str] = Field(default_factory=dict)
    """Words for a class in the second language."""
    blocks: tuple[Block, ...] = USUAL_BLOCKS
    """What is on the slip, from the top; `rule` is a line across."""
    number_mm: float = Field(default=21.0, ge=20, le=30)
    """Height of the number in millimetres on 80 mm paper; on narrower paper less."""

    @model_validator(mode="after")
    def _url_has_a_token(self) -> Self:
        if self.follow_url is not None and "{token}" not in self.follow_url:
            raise ValueError("follow_url must contain {token}: without it all slips are alike")
        try:
            (self.follow_url or "").format(token="")
        except (KeyError, IndexError, ValueError, AttributeError):
            raise ValueError("follow_url may contain {token} and no other brace") from None
        return self

    @model_validator(mode="after")
    def _blocks_make_a_slip(self) -> Self:
        if "number" not in self.blocks:
            raise ContradictionError(("blocks",), 'add "number": a slip is nothing without it')
        for place, block in enumerate(self.blocks):
            if block != "rule" and block in self.blocks[:place]:
                raise ContradictionError(
                    ("blocks", place), f'"{block}" is on the slip already; remove one of the two'
                )
        return self
