"""A catalogue is signed and laid out where the queue service finds it, or refused in words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from broker.console.shelf import Shelf
from contract import messages as m
from contract.catalogue import Procedure
from provisioning.command import main
from runtime.catalogue_file import compiled, write
from runtime.signing import PublicKey, check, kept

EXAMPLE = Path(__file__).parents[2] / "examples" / "centre.toml"
BIRTH = Procedure(code="1.001193", name="Đăng ký khai sinh", service="ho-tich")


@dataclass
class Desk:
    """A technician's folder, with a key in it and the centre's settings."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    told: str = ""
    said: str = ""

    @property
    def shelf(self) -> Shelf:
        return Shelf(self.folder / "data")

    def run(self, *words: str) -> int:
        code = main(["catalogue", *words])
        self.told, self.said = self.capsys.readouterr()
        return code

    def settings(self, more: str = "\n[web]\nport = 8091\n") -> None:
        text = EXAMPLE.read_text(encoding="utf-8").replace("../var/broker", str(self.shelf.data))
        (self.folder / "centre.toml").write_text(text + more, encoding="utf-8")

    def key(self, until: str = "2999-12-31") -> int:
        return self.run("key", "--out", str(self.folder / "key"), "--until", until)

    def publish(self, *procedures: Procedure, date: str = "2026-12-01") -> int:
        write(self.folder / "c.db", compiled(procedures, date))
        return self.run(
            "publish", str(self.folder / "c.db"), "--config", str(self.folder / "centre.toml"),
            "--key", str(self.folder / "key"),
        )  # fmt: skip

    @property
    def published(self) -> m.CatalogueState:
        state = self.shelf.published()
        assert state is not None
        return state


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    desk = Desk(tmp_path, capsys)
    desk.settings()
    desk.key()
    return desk


def test_what_is_laid_out_is_signed_with_the_key_that_kiosks_are_given(desk: Desk) -> None:
    lines = dict(line.split(" = ", 1) for line in desk.told.splitlines() if " = " in line)
    given = PublicKey(
        id=lines["id"].strip('"'), public=lines["public"].strip('"'),
        until=date.fromisoformat(lines["until"]),
    )  # fmt: skip
    assert desk.publish(BIRTH) == 0
    state = desk.published
    today = datetime.fromtimestamp(state.serial / 1000, UTC).date()
    check(m.signed_part(state), state.signature, state.key, (given,), (today,))
    assert state.centre == "mot-cua"
    assert state.count == 1
    assert state.size == desk.shelf.file(state.version).stat().st_size
    assert "1 procedures as of 2026-12-01 are published for mot-cua" in desk.told


def test_each_publication_is_later_than_the_one_before_also_of_older_words(desk: Desk) -> None:
    serials = []
    for day in ("2026-12-01", "2026-11-01", "2026-12-01"):
        assert desk.publish(BIRTH, date=day) == 0
        assert desk.published.date == day
        serials.append(desk.published.serial)
    assert serials == sorted(set(serials))


def test_a_clock_that_went_back_makes_no_earlier_publication(desk: Desk) -> None:
    desk.publish(BIRTH)
    ahead = desk.published.model_copy(update={"serial": desk.published.serial + 10**9})
    desk.shelf.manifest.write_text(ahead.model_dump_json(), encoding="utf-8")
    desk.publish(BIRTH)
    assert desk.published.serial == ahead.serial + 1


def test_the_one_before_stays_for_kiosks_that_fetch_it_now(desk: Desk) -> None:
    versions = []
    for day in ("2026-12-01", "2026-12-02", "2026-12-03"):
        desk.publish(BIRTH, date=day)
        versions.append(desk.published.version)
    assert {path.stem for path in desk.shelf.folder.glob("*.db")} == set(versions[1:])


@pytest.mark.parametrize(
    ("procedures", "words"),
    [
        ((BIRTH.model_copy(update={"code": "5.001193"}),), "5.001193 is an internal procedure"),
        ((BIRTH.model_copy(update={"service": "rung"}),), 'is in the queue "rung", which'),
        ((), "no procedure is in it"),
    ],
)
def test_what_citizens_must_not_see_is_not_published(
    desk: Desk, procedures: tuple[Procedure, ...], words: str
) -> None:
    assert desk.publish(*procedures) == 1
    assert words in desk.said
    assert not desk.shelf.folder.exists()


def test_nobody_publishes_where_nobody_serves(desk: Desk) -> None:
    desk.settings("")
    assert desk.publish(BIRTH) == 1
    assert "add a table [web]" in desk.said


def test_a_key_that_is_over_signs_no_more(desk: Desk) -> None:
    key = desk.folder / "key"
    key.write_text(key.read_text("utf-8").replace("2999-12-31", "2020-01-01"), "utf-8")
    assert desk.publish(BIRTH) == 1
    assert "the key is good until 2020-01-01 only" in desk.said


def test_a_key_that_is_over_already_is_not_made(desk: Desk) -> None:
    (desk.folder / "key").unlink()
    assert desk.key("2020-01-01") == 2
    assert "2020-01-01 is past" in desk.said
    assert not (desk.folder / "key").exists()


def test_a_key_is_never_overwritten(desk: Desk) -> None:
    before = kept(desk.folder / "key")
    assert desk.key() == 2
    assert "is there already" in desk.said
    assert kept(desk.folder / "key") == before


def test_a_folder_that_cannot_be_written_is_named(desk: Desk) -> None:
    desk.shelf.data.write_text("a file where the folder should be", encoding="utf-8")
    assert desk.publish(BIRTH) == 2
    assert "must be a folder that this user may write" in desk.said
