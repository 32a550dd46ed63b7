"""Keys sign, and devices believe those that they were given, as long as they are good."""

from datetime import date
from pathlib import Path

import pytest

from runtime.signing import BadSignatureError, check, keep, kept, new_pair, signed

UNTIL = date(2028, 12, 31)
PAIR = new_pair(UNTIL)
TODAY = (date(2026, 12, 1),)


def test_what_was_signed_is_believed() -> None:
    check(b"said", signed(b"said", PAIR.private), PAIR.public.id, (PAIR.public,), TODAY)


@pytest.mark.parametrize("said", [b"other", b""])
def test_other_words_are_not(said: bytes) -> None:
    with pytest.raises(BadSignatureError, match="tampered"):
        check(said, signed(b"said", PAIR.private), PAIR.public.id, (PAIR.public,), TODAY)


def test_a_key_that_nobody_gave_is_not_believed() -> None:
    stranger = new_pair(UNTIL)
    with pytest.raises(BadSignatureError, match="not one of those in the settings"):
        check(b"said", signed(b"said", stranger.private), stranger.public.id, (PAIR.public,), TODAY)


def test_the_name_of_a_key_alone_is_not_enough() -> None:
    stranger = new_pair(UNTIL)
    with pytest.raises(BadSignatureError, match="tampered"):
        check(b"said", signed(b"said", stranger.private), PAIR.public.id, (PAIR.public,), TODAY)


@pytest.mark.parametrize("day", [date(2029, 1, 1), date(2030, 5, 5)])
def test_a_key_is_believed_until_its_last_day(day: date) -> None:
    signature = signed(b"said", PAIR.private)
    check(b"said", signature, PAIR.public.id, (PAIR.public,), (UNTIL,))
    with pytest.raises(BadSignatureError, match="was good until 31/12/2028"):
        check(b"said", signature, PAIR.public.id, (PAIR.public,), (*TODAY, day))


def test_a_private_key_is_kept_for_its_owner_and_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.key"
    keep(path, PAIR.private)
    assert path.stat().st_mode & 0o777 == 0o600
    assert kept(path) == PAIR.private
    with pytest.raises(FileExistsError):
        keep(path, new_pair(UNTIL).private)
    assert kept(path) == PAIR.private
