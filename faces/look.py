"""Colours, type sizes and spacing: the one source for Kivy, web pages and paper."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as `#rrggbb`, named by what they mean."""

    ink: str
    muted: str
    paper: str
    ground: str
    line: str
    """Decoration only, the one colour with no minimum contrast."""
    lacquer: str
    """The centre's own colour."""
    gold: str
    """Attention: the call. A surface under ink, never text."""
    go: str
    wait: str
    amber: str
    bad: str


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths in CSS pixels; a screen that is not the reference scales them all alike."""

    small: int = 18
    body: int = 22
    lead: int = 28
    title: int = 34
    number: int = 96
    tight: int = 8
    near: int = 16
    wide: int = 24
    far: int = 36
    stroke: int = 3
    radius_card: int = 12
    radius_tile: int = 20
    target: int = 76
    """The least side of what is touched: 20 mm."""
    target_gap: int = 16
    """The least distance between two targets: 4 mm."""


DAY = Palette(
    ink="#1b1f24",
    muted="#56606b",
    paper="#ffffff",
    ground="#f6f3ec",
    line="#ddd6c8",
    lacquer="#a4161a",
    gold="#e0a100",
    go="#17734a",
    wait="#1f5fa8",
    amber="#7a5900",
    bad="#b3261e",
)

HIGH_CONTRAST = Palette(
    ink="#000000",
    muted="#2b3138",
    paper="#ffffff",
    ground="#ffffff",
    line="#000000",
    lacquer="#7d0f13",
    gold="#ffc933",
    go="#0b4d30",
    wait="#103c70",
    amber="#553e00",
    bad="#86150f",
)

SIZES = Sizes()
LINE_HEIGHT = 1.4
"""Times the type size: room for the stacked marks of Ế and Ỗ."""
FONT_FAMILY = "Noto Sans"

_FILLS = ("lacquer", "go", "wait", "amber", "bad")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, surface) for text in ("ink", "muted", *_FILLS) for surface in ("paper", "ground")),
    *(("paper", fill) for fill in ("ink", *_FILLS)),
    ("ink", "gold"),
)
"""Every (text, surface) that a face may show."""

MARK_PAIRS: tuple[tuple[str, str], ...] = (
    *((mark, surface) for mark in ("ink", "muted", *_FILLS) for surface in ("paper", "ground")),
    *(("paper", fill) for fill in ("ink", *_FILLS)),
    ("gold", "ink"),
    ("gold", "lacquer"),
    ("lacquer", "gold"),
)
"""Every (mark, surface): borders of controls, smileys, lamps."""


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two `#rrggbb` colours, 1 to 21.

    Source: WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
    """
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def rgb(colour: str) -> tuple[float, float, float]:
    """Return red, green and blue of `#rrggbb`, each 0 to 1."""
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red / 255, green / 255, blue / 255


def css(day: Palette = DAY) -> str:
    """Return the look as CSS custom properties, with the high-contrast variant.

    High contrast applies when the system asks for it, or in any element
    with `data-contrast="high"`.
    """
    high = _properties(asdict(HIGH_CONTRAST))
    shared = {
        "font": f'"{FONT_FAMILY}", sans-serif',
        "line-height": str(LINE_HEIGHT),
        **{name.replace("_", "-"): f"{size / 16:g}rem" for name, size in asdict(SIZES).items()},
    }
    return (
        f":root{{{_properties(asdict(day) | shared)}}}\n"
        f"@media (prefers-contrast:more){{:root{{{high}}}}}\n"
        f'[data-contrast="high"]{{{high}}}\n'
    )


def _properties(values: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())


def _luminance(colour: str) -> float:
    """Return the relative luminance, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = (_linear(channel) for channel in rgb(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
