"""A settings file is read whole or refused with one line that says what to do."""

from pathlib import Path
from typing import Annotated, Literal

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st
from pydantic import Field, model_validator

from runtime.settings import DeviceSettings, Settings, SettingsError, read


class Escpos(Settings):
    """A printer that is there."""

    driver: Literal["escpos"]
    port: Path
    width: int = 512


class Simulated(Settings):
    """A printer that is not."""

    driver: Literal["simulated"]
    folder: Path = Path("slips")


Printer = Annotated[Escpos | Simulated, Field(discriminator="driver")]


class Counter(Settings):
    """An item of a list, which has a name."""

    id: str
    services: tuple[str, ...]
    """The queues it can call from."""
    calls_most: int = 3
    sign: Printer | None = None


class Plan(Settings):
    """A file with tables, lists, drivers and a cross-check."""

    centre: str = Field(max_length=8)
    """Short name of the centre"""
    printer: Printer
    counters: tuple[Counter, ...] = ()
    opening: dict[str, int] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _counters_differ(self) -> "Plan":
        if len({counter.id for counter in self.counters}) < len(self.counters):
            raise ValueError("two counters have the same id; rename one")
        return self


WHOLE = """
centre = "p1"
printer = { driver = "simulated" }
"""

DEVICE = """
centre = "p1"
device = "pad-3"
data = "data"
[server]
host = "mqtt.local"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "plan.toml"


def refusal(file: Path, text: str, model: type[Settings] = Plan) -> str:
    """The line with which this text is refused, without the file's name before it."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as refused:
        read(file, model)
    line = str(refused.value)
    assert line.startswith(f"{file}: ")
    assert line.isprintable()
    return line.removeprefix(f"{file}: ")


def test_a_whole_file_becomes_its_model(file: Path) -> None:
    file.write_text(WHOLE)
    assert read(file, Plan).centre == "p1"


def test_a_byte_order_mark_does_not_matter(file: Path) -> None:
    file.write_text(WHOLE, encoding="utf-8-sig")
    assert read(file, Plan).centre == "p1"


def test_a_misspelt_key_is_answered_with_the_right_one(file: Path) -> None:
    assert refusal(file, WHOLE + '[[counters]]\nid = "3A"\nservises = ["land"]') == (
        'counters[1, id "3A"].servises: unknown key; did you mean "services"? (and 1 more)'
    )


def test_a_key_that_is_there_already_is_not_suggested(file: Path) -> None:
    assert refusal(file, 'devices = "pad-4"\n' + DEVICE, DeviceSettings) == (
        "devices: unknown key; remove it; known keys here:"
        " centre, device, server, data, trust_clock, language"
    )


def test_an_unknown_table_is_named_whole(file: Path) -> None:
    line = refusal(file, WHOLE + "[weather]\nrain = true")
    assert line.startswith("weather: unknown key; remove it; known keys here: centre, ")


def test_a_missing_key_is_given_with_its_meaning(file: Path) -> None:
    assert refusal(file, 'printer = { driver = "simulated" }') == (
        "centre: missing; add `centre = ...` (Short name of the centre)"
    )


def test_a_missing_table_is_shown_as_a_table(file: Path) -> None:
    text = 'centre = "p1"\ndevice = "pad-3"\ndata = "data"'
    assert refusal(file, text, DeviceSettings) == (
        "server: missing; add a table `[server]` (The MQTT server)"
    )


def test_missing_tables_of_a_list_are_shown_as_such(file: Path) -> None:
    class Centre(Settings):
        counters: list[Counter]

    assert refusal(file, "", Centre) == "counters: missing; add tables `[[counters]]`"


def test_a_bad_value_is_shown_with_what_it_must_be(file: Path) -> None:
    counters = '[[counters]]\nid = "1"\nservices = []\n[[counters]]\nid = "3A"\nservices = []\n'
    assert refusal(file, WHOLE + counters + 'calls_most = "many"') == (
        'counters[2, id "3A"].calls_most: must be a valid integer, not "many"'
    )


def test_a_bad_item_of_a_list_is_counted_from_one(file: Path) -> None:
    assert refusal(file, WHOLE + '[[counters]]\nid = "3A"\nservices = ["land", 7]') == (
        'counters[1, id "3A"].services[2]: must be a valid string, not 7'
        " (The queues it can call from)"
    )


def test_a_bad_value_under_a_free_key_is_found(file: Path) -> None:
    assert refusal(file, WHOLE + '[opening]\nmonday = "early"') == (
        'opening.monday: must be a valid integer, not "early"'
    )


def test_a_table_where_a_list_must_be_is_said_in_words_of_the_file(file: Path) -> None:
    assert refusal(file, WHOLE + "[counters]") == "counters: must be a list"


def test_a_value_where_a_table_must_be_is_said_in_words_of_the_file(file: Path) -> None:
    assert refusal(file, WHOLE + "opening = 7") == "opening: must be a table, not 7"


def test_a_value_is_not_shown_at_any_length(file: Path) -> None:
    line = refusal(file, f'centre = "{"p" * 1000}"\nprinter = {{ driver = "simulated" }}')
    assert line.startswith('centre: must have at most 8 characters, not "ppp')
    assert line.endswith("ppp... (Short name of the centre)")
    assert len(line) < 200


def test_an_unknown_driver_is_answered_with_the_known_ones(file: Path) -> None:
    assert refusal(file, 'centre = "p1"\nprinter = { driver = "ecspos" }') == (
        'printer.driver: must be one of "escpos", "simulated", not "ecspos"; did you mean "escpos"?'
    )


def test_a_missing_driver_is_answered_with_the_known_ones(file: Path) -> None:
    assert refusal(file, 'centre = "p1"\nprinter = { port = "/dev/usb/lp0" }') == (
        'printer.driver: missing; add `driver = ...`, one of "escpos", "simulated"'
    )


def test_a_drivers_own_keys_are_found_without_its_name_in_the_path(file: Path) -> None:
    text = 'centre = "p1"\nprinter = { driver = "escpos", port = "/dev/usb/lp0", widht = 384 }'
    assert refusal(file, text) == 'printer.widht: unknown key; did you mean "width"?'


def test_a_driver_that_may_be_absent_is_found_the_same_way(file: Path) -> None:
    counter = '[[counters]]\nid = "3A"\nservices = []\nsign = { driver = "escpos" }'
    assert refusal(file, WHOLE + counter) == (
        'counters[1, id "3A"].sign.port: missing; add `port = ...`'
    )


def test_a_cross_check_speaks_in_the_same_shape(file: Path) -> None:
    counter = '[[counters]]\nid = "3A"\nservices = []\n'
    assert refusal(file, WHOLE + counter * 2) == "two counters have the same id; rename one"


def test_half_of_tls_is_refused_with_the_other_half(file: Path) -> None:
    assert refusal(file, DEVICE + 'ca_file = "ca.pem"', DeviceSettings) == (
        "server: TLS needs ca_file, certificate_file, key_file; add certificate_file and key_file"
    )


def test_broken_toml_is_refused_with_line_and_column(file: Path) -> None:
    assert "(at line 2, column 9)" in refusal(file, 'centre = "p1"\nprinter simulated')


def test_a_file_in_another_encoding_is_refused(file: Path) -> None:
    file.write_bytes('centre = "Phường 1"'.encode("utf-16-le"))
    with pytest.raises(SettingsError, match=r"plan\.toml: .*UTF-8"):
        read(file, Plan)


def test_an_absent_file_is_refused(file: Path) -> None:
    with pytest.raises(SettingsError, match=r"plan\.toml: there is no such file; .*that was given"):
        read(file, Plan)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"Is a directory"):
        read(tmp_path, Plan)


def test_relative_paths_start_at_the_files_folder(file: Path) -> None:
    counter = '[[counters]]\nid = "1"\nservices = []\nsign = { driver = "simulated" }'
    file.write_text(WHOLE + counter)
    plan = read(file, Plan)
    assert isinstance(plan.printer, Simulated)
    assert plan.printer.folder == file.parent / "slips"
    assert isinstance(plan.counters[0].sign, Simulated)
    assert plan.counters[0].sign.folder == file.parent / "slips"


def test_absolute_paths_stay(file: Path) -> None:
    file.write_text('centre = "p1"\nprinter = { driver = "escpos", port = "/dev/usb/lp0" }')
    printer = read(file, Plan).printer
    assert isinstance(printer, Escpos)
    assert printer.port == Path("/dev/usb/lp0")


def test_a_device_needs_little(file: Path) -> None:
    file.write_text(DEVICE)
    device = read(file, DeviceSettings)
    assert (device.server.port, device.language, device.trust_clock) == (1883, "vi", False)
    assert device.data == file.parent / "data"


def test_a_device_name_that_cannot_be_in_a_topic_is_refused(file: Path) -> None:
    line = refusal(file, DEVICE.replace("pad-3", "Pad/3"), DeviceSettings)
    assert line.startswith("device: must match pattern ")
    assert line.endswith(
        ', not "Pad/3" (Name of this device, different on each, for example `pad-3`)'
    )


KEYS = tuple(DeviceSettings.model_fields)
LETTERS = st.sampled_from("abcdefghijklmnopqrstuvwxyz_")
one_file = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@one_file
@given(key=st.sampled_from(KEYS), at=st.integers(0, 20), letter=LETTERS, gone=st.booleans())
def test_any_key_with_one_wrong_letter_is_recognised(
    *, file: Path, key: str, at: int, letter: str, gone: bool
) -> None:
    at %= len(key)
    typo = key[:at] + letter + key[at + gone :]
    assume(typo not in KEYS)
    assert refusal(file, f"{typo} = 1", DeviceSettings).startswith(
        f'{typo}: unknown key; did you mean "{key}"?'
    )


@one_file
@given(count=st.integers(1, 9), data=st.data())
def test_the_path_leads_to_the_bad_item(file: Path, count: int, data: st.DataObject) -> None:
    bad = data.draw(st.integers(1, count))
    counters = [f'[[counters]]\nid = "{n}"\nservices = []\n' for n in range(1, count + 1)]
    counters[bad - 1] += 'calls_most = "x"\n'
    line = refusal(file, WHOLE + "".join(counters))
    assert line.startswith(f'counters[{bad}, id "{bad}"].calls_most: must be ')


@one_file
@given(content=st.binary() | st.text().map(str.encode))
@example(b'centre = "\xff"')
@example(b"a.b.c = 1\n[[a.b.c]]")
def test_whatever_the_file_holds_the_answer_is_one_line(file: Path, content: bytes) -> None:
    file.write_bytes(content)
    with pytest.raises(SettingsError) as refused:
        read(file, DeviceSettings)
    assert "\n" not in str(refused.value)
