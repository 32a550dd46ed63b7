"""What becomes of the settings and of an answer on a slip."""

from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from PIL import Image

from contract import messages as m
from faces.fonts import Fonts
from faces.slip import Slip
from paper.slip_settings import SlipSettings
from paper.slips import LARGEST_LOGO, Slips, logo
from runtime.settings import SettingsError, read
from tests.far_ends import read_aloud
from tests.ticket_dispenser.hall import LAND, centre, world
from ticket_dispenser.lending import OfflineNumber
from ticket_dispenser.numbers import as_issued
from ticket_dispenser.settings import DispenserSettings
from ticket_dispenser.world import World

FONTS = Fonts.load()

SETTINGS: dict[str, object] = {
    "centre": "mot-cua",
    "device": "dispenser-1",
    "server": {"host": "nowhere"},
    "data": Path("/nowhere"),
    "printer": {"driver": "simulated"},
    "keys": {"driver": "simulated", "keys": ["land"]},
    "buttons": [{"key": "land", "service": "dat-dai"}],
}


ISSUED = m.Issued(
    ticket=m.Ticket(
        id=UUID(int=1),
        label="A001",
        service="dat-dai",
        service_name="Đất đai",
        intent=m.Intent.FILE,
        then=("ho-tich", "cu-tru"),
    ),
    issued_at=1_795_400_220_000,
    day="2026-11-23",
    ahead=3,
    counters=("1",),
    token="00ff",  # noqa: S106 - an example
    wait=m.Wait(low_s=1_210, median_s=1_500, high_s=1_790),
)


def slips(**of_the_slip: object) -> Slips:
    file = SETTINGS | {"slip": {"centre": "Trung tâm", **of_the_slip}}
    return Slips.open(DispenserSettings.model_validate(file), FONTS, 576)


def slip(class_id: str = "normal", **of_the_slip: object) -> Slip:
    ticket = ISSUED.ticket.model_copy(update={"class_id": class_id})
    return slips(**of_the_slip).slip(ISSUED.model_copy(update={"ticket": ticket}))


# --- The facts -----------------------------------------------------------------------------------


def test_a_number_of_the_machines_own_names_its_further_services_but_prints_no_identifier() -> None:
    number = OfflineNumber(
        ticket=UUID(int=1), label="A701", service="dat-dai", intent=m.Intent.FILE, class_id=None,
        then=("doanh-nghiep", "of-tomorrow"), counters=("1",), day="2026-11-23",
        at=1_795_400_220_000,
    )  # fmt: skip
    there = world(reached=False)
    told = slips().slip(as_issued(number, there), there.centre, offline=True)
    assert told.then == ("Đăng ký doanh nghiệp",)
    assert as_issued(number, World()).ticket.then == ()


def test_the_class_is_named_unless_it_is_everybodys() -> None:
    assert slip("normal").class_name is None
    assert slip("priority").class_name == "Ưu tiên"
    assert slip("priority", first_class="priority").class_name is None


def test_the_settings_words_for_a_class_go_before_the_catalogues() -> None:
    assert slip("priority", class_names={"priority": "Cửa số 2"}).class_name == "Cửa số 2"
    assert slip("priority", class_names={"priority": ""}).class_name is None


def test_a_class_without_words_is_not_printed() -> None:
    assert slip("diplomats").class_name is None


def test_a_class_has_words_in_the_second_language() -> None:
    assert slip("priority").class_name_second is None
    assert slip("priority", second_language="en").class_name_second == "Priority"
    own = {"priority": "Desk 2"}
    told = slip("priority", second_language="en", class_names_second=own)
    assert told.class_name_second == "Desk 2"


def test_the_wait_is_told_but_not_for_numbers_that_the_queue_service_does_not_know() -> None:
    known = slips().slip(ISSUED)
    assert (known.ahead, known.wait, known.wait_unknown) == (3, ISSUED.wait, False)
    offline = slips().slip(ISSUED, offline=True)
    assert (offline.ahead, offline.wait, offline.wait_unknown) == (None, None, True)


def test_times_are_those_of_the_centre() -> None:
    booked = ISSUED.model_copy(update={"slot": ISSUED.issued_at + 13 * 60_000})
    told = slips().slip(booked)
    assert f"{told.issued:%d/%m/%Y %H:%M}" == "23/11/2026 09:17"
    assert told.appointment is not None
    assert f"{told.appointment:%H:%M}" == "09:30"


def test_where_a_visit_goes_on_is_named_as_the_centre_declares() -> None:
    told = slips(second_language="en").slip(
        ISSUED, centre(services=(LAND, LAND.model_copy(update={"id": "ho-tich", "names": {}})))
    )
    assert told.then == ("Đất đai", "cu-tru")
    assert told.then_second == ()
    assert told.service_second == "Land"


def test_a_class_that_is_claimed_is_told_as_one_to_be_confirmed() -> None:
    ticket = ISSUED.ticket.model_copy(update={"claims": "priority"})
    told = slips().slip(ISSUED.model_copy(update={"ticket": ticket}))
    assert told.class_name == "Ưu tiên: chờ lễ tân xác nhận"


def test_a_number_that_nobody_can_follow_has_no_code() -> None:
    unknown = ISSUED.model_copy(update={"token": ""})
    assert slips(follow_url="https://a.vn/{token}").slip(unknown).url is None


def test_the_code_leads_to_the_ticket() -> None:
    assert slip().url is None
    assert slip(follow_url="https://a.vn/{token}").url == "https://a.vn/00ff"


def test_the_same_ticket_is_always_the_same_picture(tmp_path: Path) -> None:
    picture = slips(second_language="en").draw(ISSUED)
    assert picture.tobytes() == slips(second_language="en").draw(ISSUED).tobytes()
    assert "20-30 phút" in read_aloud(picture, tmp_path)


# --- The settings --------------------------------------------------------------------------------


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_slip_may_have_a_file_of_its_own_with_its_logo_beside_it(tmp_path: Path) -> None:
    Image.new("L", (40, 40)).save(tmp_path / "logo.png")
    path = written(tmp_path, "slip.toml", 'centre = "Trung tâm"\nlogo = "logo.png"\n')
    settings = DispenserSettings.model_validate(SETTINGS | {"slip_file": path})
    with_logo = Slips.open(settings, FONTS, 576).draw(ISSUED)
    assert with_logo.tobytes() != slips().draw(ISSUED).tobytes()


@pytest.mark.parametrize("given", [{}, {"slip": {"centre": "A"}, "slip_file": "slip.toml"}])
def test_a_slip_is_in_the_settings_or_in_its_file_and_not_in_both(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"either a table `.slip.` or `slip_file"):
        DispenserSettings.model_validate(SETTINGS | given)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('blocks = ["numbr"]', r'blocks\[1\]: must be one of .*; did you mean "number"\?'),
        ('blocks = ["head"]', 'blocks: add "number"'),
        ('blocks = ["number", "head", "number"]', r'blocks\[3\]: "number" is on the slip already'),
        ("number_mm = 5", "number_mm: must be greater than or equal to 20, not 5"),
        ('second_language = "fr"', 'second_language: must be one of "vi", "en", not "fr"'),
        ('follow_url = "https://a.vn"', "follow_url must contain {token}"),
        ('adress = "1"', 'adress: unknown key; did you mean "address"?'),
    ],
)
def test_what_is_wrong_in_a_template_is_one_line_with_the_remedy(
    tmp_path: Path, line: str, said: str
) -> None:
    path = written(tmp_path, "slip.toml", f'centre = "A"\n{line}\n')
    with pytest.raises(SettingsError, match=said) as error:
        read(path, SlipSettings)
    assert "\n" not in str(error.value)


def test_a_logo_that_cannot_be_used_is_one_line_with_the_remedy(tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    Image.new("L", (40, 40)).save(broken)
    broken.write_bytes(broken.read_bytes()[:45])
    large = tmp_path / "large.png"
    Image.new("1", (LARGEST_LOGO + 1, 4)).save(large)
    white = tmp_path / "white.png"
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(white)
    for path, said in (
        (tmp_path / "absent.png", "is not there; correct the name, or remove `logo`"),
        (tmp_path, "cannot be read"),
        (written(tmp_path, "text.png", "no picture"), "is no picture that can be read"),
        (broken, "save it"),
        (large, f"is larger than {LARGEST_LOGO} dots a side"),
        (white, "would be all white on paper"),
    ):
        with pytest.raises(SettingsError, match=said) as error:
            slips(logo=path)
        assert str(error.value).startswith(f"logo: {path} ")
        assert "\n" not in str(error.value)


def test_a_logo_is_read_in_any_mode(tmp_path: Path) -> None:
    for mode, name in (("P", "a.gif"), ("CMYK", "b.jpg"), ("1", "c.png"), ("LA", "d.png")):
        Image.new("L", (60, 40), 30).convert(mode).save(tmp_path / name)
        assert logo(tmp_path / name).size == (60, 40)
