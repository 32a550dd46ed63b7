"""A kiosk's catalogue is renewed with what was signed for it, and with nothing else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from runtime import signing
from runtime.catalogue_file import load
from runtime.clock import SetClock
from tests.kiosk.publisher import CENTRE, NOON, PAIR, UNTIL, Kiosk, Publisher, refused, renewed
from tests.waiting import until

DAY_MS = 86_400_000


# --- All is well ----------------------------------------------------------------------------------


async def test_what_is_published_is_fetched_and_shown(centre: Publisher, kiosk: Kiosk) -> None:
    async with centre.serving(), kiosk.running():
        await renewed(centre, kiosk, "Khai sinh", serial=NOON)
        assert [one.name for one in load(kiosk.shown[-1].path).procedures] == ["Khai sinh"]
        await renewed(centre, kiosk, "Khai sinh", "Khai tử", serial=NOON + 1)
        assert kiosk.trouble == ""


async def test_the_one_before_is_kept_and_older_ones_are_not(
    centre: Publisher, kiosk: Kiosk
) -> None:
    async with centre.serving(), kiosk.running():
        states = [
            await renewed(centre, kiosk, name, serial=NOON + n) for n, name in enumerate("abc")
        ]
    assert {path.stem for path in kiosk.folder.glob("*.db")} == {s.version for s in states[1:]}
    assert not list(kiosk.folder.glob("*.part"))


async def test_a_kiosk_that_starts_alone_shows_what_it_had(
    centre: Publisher, kiosk: Kiosk, tmp_path: Path
) -> None:
    async with centre.serving(), kiosk.running():
        state = await renewed(centre, kiosk, "Khai sinh", serial=NOON)
    again = Kiosk(tmp_path / "kiosk", Publisher(tmp_path / "elsewhere").server)
    async with again.running():
        await until(lambda: again.versions == [state.version])


async def test_older_words_that_are_published_anew_are_taken(
    centre: Publisher, kiosk: Kiosk
) -> None:
    async with centre.serving(), kiosk.running():
        first = await renewed(centre, kiosk, "a", serial=NOON)
        await renewed(centre, kiosk, "b", serial=NOON + 1)
        again = await renewed(centre, kiosk, "a", serial=NOON + 2)
    assert first.version == again.version


async def test_a_second_key_may_replace_the_first(centre: Publisher, kiosk: Kiosk) -> None:
    new = signing.new_pair(UNTIL)
    kiosk.keys = (PAIR.public, new.public)
    async with centre.serving(), kiosk.running():
        await renewed(centre, kiosk, "a", serial=NOON)
        state = centre.publish("b", serial=NOON + 1, key=new.private)
        await until(lambda: kiosk.versions[-1:] == [state.version])


# --- Somebody lies --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"count": 7}, "it was tampered with"),
        ({"sha256": "00" * 32}, "it was tampered with"),
        ({"serial": NOON + 5}, "it was tampered with"),
        ({"centre": "mot-cua-2"}, 'it is for centre "mot-cua-2"'),
        ({"key": "ffffffff"}, "key ffffffff is not one of those in the settings"),
    ],
)
async def test_a_word_that_was_changed_is_refused(
    centre: Publisher, kiosk: Kiosk, wrong: dict[str, object], words: str
) -> None:
    async with kiosk.running():
        state = centre.publish("a").model_copy(update=wrong)
        centre.link.state(CENTRE, state)
        await until(lambda: words in kiosk.trouble)
    assert kiosk.shown == []


async def test_a_stranger_signs_nothing(centre: Publisher, kiosk: Kiosk) -> None:
    stranger = signing.new_pair(UNTIL)
    async with centre.serving(), kiosk.running():
        await renewed(centre, kiosk, "a", serial=NOON)
        other = centre.publish("b", serial=NOON + 1, key=stranger.private)
        await refused(centre, kiosk, other, "is not one of those in the settings")


async def test_an_old_word_that_is_repeated_is_refused(centre: Publisher, kiosk: Kiosk) -> None:
    async with centre.serving(), kiosk.running():
        old = await renewed(centre, kiosk, "a", serial=NOON)
        await renewed(centre, kiosk, "b", serial=NOON + 1)
        await refused(centre, kiosk, old, "somebody repeats an old one")


async def test_it_is_refused_after_a_restart_too(
    centre: Publisher, kiosk: Kiosk, tmp_path: Path
) -> None:
    async with centre.serving(), kiosk.running():
        old = await renewed(centre, kiosk, "a", serial=NOON)
        new = await renewed(centre, kiosk, "b", serial=NOON + 1)
    again = Kiosk(tmp_path / "kiosk", centre.server)
    centre.announce(old)
    async with again.running():
        await until(lambda: "somebody repeats an old one" in again.trouble)
    assert again.versions == [new.version]


@pytest.mark.parametrize("synchronised", [True, False])
async def test_a_key_that_is_over_is_believed_only_by_who_does_not_know_the_day(
    centre: Publisher, kiosk: Kiosk, *, synchronised: bool
) -> None:
    kiosk.clock.set(NOON + 2000 * DAY_MS, synchronised=synchronised)
    async with centre.serving(), kiosk.running():
        state = centre.publish("a")
        await until(lambda: kiosk.shown or kiosk.trouble)
    assert kiosk.versions == ([] if synchronised else [state.version])
    assert ("was good until 31/12/2028" in kiosk.trouble) is synchronised


async def test_what_is_signed_after_the_key_was_over_is_refused(
    centre: Publisher, kiosk: Kiosk
) -> None:
    kiosk.clock = SetClock(NOON, synchronised=False)
    async with centre.serving(), kiosk.running():
        centre.publish("a", serial=NOON + 2000 * DAY_MS)
        await until(lambda: "was good until 31/12/2028" in kiosk.trouble)


async def test_a_file_that_was_tampered_with_is_not_shown(centre: Publisher, kiosk: Kiosk) -> None:
    async with centre.serving(), kiosk.running():
        await renewed(centre, kiosk, "a", serial=NOON)
        state = centre.publish("b", serial=NOON + 1)
        path = centre.shelf.file(state.version)
        whole = path.read_bytes()
        path.write_bytes(whole[:-1] + b"x")
        await refused(centre, kiosk, state, "the file is not the one that was published")
        path.write_bytes(whole)
        await until(lambda: kiosk.versions[-1:] == [state.version])
        assert kiosk.trouble == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [(lambda b: b[:-512], "bytes came instead of"), (lambda b: b + b"x" * 512, "more comes than")],
)
async def test_a_file_of_another_length_is_not_shown(
    centre: Publisher, kiosk: Kiosk, change: Callable[[bytes], bytes], words: str
) -> None:
    state = centre.publish("a")
    path = centre.shelf.file(state.version)
    path.write_bytes(change(path.read_bytes()))
    async with centre.serving(), kiosk.running():
        await refused(centre, kiosk, state, words)
    assert not list(kiosk.folder.glob("*.part"))


async def test_a_file_that_is_not_what_the_word_says_is_not_shown(
    centre: Publisher, kiosk: Kiosk
) -> None:
    state = centre.publish("a", count=2)
    async with centre.serving(), kiosk.running():
        await refused(centre, kiosk, state, "the file is of another catalogue")
