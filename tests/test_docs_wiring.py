"""Pin table, drawing and example settings of the dispenser agree, and fit the 40-pin connector.

Which GPIO is at which place is told by gpiozero, whose table is that of Raspberry Pi Ltd.
"""

import re
import tomllib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from gpiozero import PiBoardInfo

ROOT = Path(__file__).parents[1]
SVG = "{http://www.w3.org/2000/svg}"
PI_4B = 0xA03111
TAKEN = {0, 1, 2, 3, 7, 8, 9, 10, 11, 14, 15}
"""GPIO of the memory of add-on boards, I2C, SPI and the serial console."""
HIGH_AT_START = set(range(9))
"""GPIO that are pulled up while the Pi starts: a lamp there would be lit."""
DRIVEN = 8
"""Channels of the driver board."""


def names() -> dict[int, str]:
    """What is at each place of the connector, as the drawing names it."""
    pins = PiBoardInfo.from_revision(PI_4B).headers["J8"].pins
    words = {"3V3": "3.3 V", "5V": "5 V", "GND": "ground"}
    return {
        place: words.get(pin.name, pin.name.replace("GPIO", "GPIO ")) for place, pin in pins.items()
    }


def example() -> dict[str, Any]:
    return tomllib.loads((ROOT / "examples" / "dispenser.toml").read_text(encoding="utf-8"))


def wired() -> dict[str, int]:
    """GPIO of every key and lamp of the example, as table and drawing call them."""
    keys = example()["keys"]
    called = {f"{'button' if name.isdigit() else 'key'} {name}": pin
              for name, pin in keys["pins"].items()}  # fmt: skip
    return called | {f"lamp {name}": pin for name, pin in keys["lamps"].items()}


def drawing() -> ET.Element:
    return ET.parse(ROOT / "docs" / "wiring.svg").getroot()  # noqa: S314 - our own file


def drawn_places() -> dict[int, tuple[str, str]]:
    """For each place of the drawn connector its kind (button, lamp, ground, free) and its name."""
    places = {}
    for group in drawing().iter(f"{SVG}g"):
        if not (id_ := group.get("id", "")).startswith("place-"):
            continue
        number, name = (text.text or "" for text in group.iter(f"{SVG}text"))
        assert id_ == f"place-{number}"
        places[int(number)] = group.get("class", ""), name
    return places


def drawn_texts() -> list[tuple[str, float]]:
    """Every text that is drawn, with its height on the page."""
    return [(text.text or "", float(text.get("y", "0"))) for text in drawing().iter(f"{SVG}text")]


def table() -> dict[str, tuple[int, int]]:
    """The table's rows: GPIO and place of each."""
    text = (ROOT / "docs" / "DISPENSER.md").read_text(encoding="utf-8")
    row = r"^\| ([\w ]+) \| (?:pins|lamps), (\w+) \| (\d+) \| (\d+) \|$"
    rows = re.findall(row, text, re.MULTILINE)
    assert all(what.endswith(f" {name}") for what, name, _, _ in rows)
    return {what: (int(pin), int(place)) for what, _, pin, place in rows}


def test_the_table_has_the_pins_of_the_example() -> None:
    assert {what: pin for what, (pin, _) in table().items()} == wired()


def test_the_table_has_the_right_places_of_the_connector() -> None:
    for what, (pin, place) in table().items():
        assert names()[place] == f"GPIO {pin}", what


def test_the_drawn_connector_is_the_one_of_a_raspberry_pi() -> None:
    assert {place: name for place, (_, name) in drawn_places().items()} == names()


def test_the_drawing_uses_the_places_of_the_table() -> None:
    kinds = {place: what.split()[0].replace("key", "button")
             for what, (_, place) in table().items()}  # fmt: skip
    used = {place: kind for place, (kind, _) in drawn_places().items() if kind != "free"}
    assert used == kinds | {39: "ground"}
    assert "| ground of all buttons | | | 39 |" in (ROOT / "docs" / "DISPENSER.md").read_text()


def test_buttons_and_lamps_are_drawn_in_the_order_of_their_places() -> None:
    drawn = dict(drawn_texts())
    for kinds in ({"button", "key"}, {"lamp"}):
        rows = {what: place for what, (_, place) in table().items() if what.split()[0] in kinds}
        assert sorted(rows, key=lambda what: drawn[what]) == sorted(
            rows, key=lambda what: rows[what]
        )


def test_no_pin_is_used_twice_or_is_needed_by_something_else() -> None:
    pins = list(wired().values())
    assert len(set(pins)) == len(pins)
    assert TAKEN.isdisjoint(pins)


def test_no_lamp_is_lit_while_the_machine_starts() -> None:
    assert HIGH_AT_START.isdisjoint(example()["keys"]["lamps"].values())


def test_the_driver_board_has_a_channel_for_each_lamp() -> None:
    assert len(example()["keys"]["lamps"]) <= DRIVEN


def test_every_button_and_class_key_has_a_lamp_and_the_help_lamp_is_one() -> None:
    told = example()
    pressed = [one["key"] for one in told["buttons"] + told["class_keys"]]
    assert {*pressed, told["help_lamp"]} == set(told["keys"]["lamps"])
