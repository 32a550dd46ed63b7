"""What settings may say, but had better not."""

import logging
from pathlib import Path

import pytest

from broker.__main__ import configured
from broker.advice import CLEAR, SOUND_ALIKE, advice
from broker.plan import Plan
from hardware.sign import LIKE_DIGITS, displayable
from simulation.reference_centre import centre
from tests.broker.desk import EXAMPLE, changed, example


def with_prefixes(*prefixes: str, **changes: object) -> Plan:
    """The example, its first services with these prefixes."""
    services = [one.model_dump() for one in example().services]
    for service, prefix in zip(services, prefixes, strict=False):
        service["prefix"] = prefix
    return changed(services=services, **changes)


def test_the_centres_that_are_shipped_follow_it() -> None:
    assert not list(advice(example()))
    assert not list(advice(centre(20)))


@pytest.mark.parametrize(
    ("prefixes", "says"),
    [
        (
            ("P",),
            (
                'the prefixes "P" of "dat-dai" and "C" of "doanh-nghiep" sound alike when they are'
                ' called out: keep one of them, and choose "A" instead'
            ),
        ),
        (
            ("A", "T", "G", "D"),
            (
                'the prefixes "T" of "doanh-nghiep", "G" of "ho-tich" and "D" of "cu-tru" sound'
                ' alike when they are called out: keep one of them, and choose "E" and "H" instead'
            ),
        ),
        (
            ("S",),
            ('the prefix "S" of "dat-dai" looks like 5 on seven segments: choose "A" instead'),
        ),
        (
            ("AS",),
            (
                '"S" in the prefix "AS" of "dat-dai" looks like 5 on seven segments: choose "AA"'
                " instead"
            ),
        ),
        (
            ("PA", "DA"),
            (
                'the prefixes "PA" of "dat-dai" and "DA" of "doanh-nghiep" sound alike when they'
                ' are called out: keep one of them, and choose "AA" instead'
            ),
        ),
    ],
)
def test_a_prefix_that_is_mistaken_for_another_is_told_with_a_free_one(
    prefixes: tuple[str, ...], says: str
) -> None:
    assert list(advice(with_prefixes(*prefixes, sign_width=5).settings)) == [says]


def test_with_all_clear_letters_in_use_a_digit_is_left() -> None:
    services = [one.model_dump() for one in example().services]
    service = services[0]
    letters = [*CLEAR, "C", "P"]
    many = [{**service, "id": f"s-{letter.lower()}", "prefix": letter} for letter in letters]
    counters = [one.model_dump() for one in example().counters]
    counters[0]["services"] = [one["id"] for one in many]
    settings = changed(
        services=many, counters=counters[:1], devices=[{"name": "reception", "role": "console"}]
    ).settings
    assert next(advice(settings)).endswith("keep one of them, and choose a digit instead")


def test_signs_that_show_every_letter_show_none_like_a_digit() -> None:
    assert not list(advice(with_prefixes("S", signs="matrix").settings))


def test_numbers_without_a_letter_sound_like_no_other() -> None:
    assert not list(advice(with_prefixes("", signs="matrix").settings))


def test_letters_that_are_recommended_are_clear() -> None:
    assert displayable(CLEAR)
    assert not set(CLEAR) & {*LIKE_DIGITS, *"".join(SOUND_ALIKE)}


@pytest.mark.parametrize(
    ("device", "says"),
    [
        (
            "counter-2",
            (
                'the devices "counter-1" and "counter-2" are together at counter 1, and counter 2'
                ' has none with role = "counter": correct `counter` if one of them stands there'
            ),
        ),
        (
            "pad-5",
            (
                'the devices "pad-1" and "pad-5" are together at counter 1, and counter 5 has none'
                ' with role = "pad": correct `counter` if one of them stands there'
            ),
        ),
    ],
)
def test_two_devices_at_one_counter_while_another_has_none_may_be_a_slip(
    device: str, says: str
) -> None:
    devices = [one.model_dump() for one in example().devices]
    devices = [one | {"counter": "1"} if one["name"] == device else one for one in devices]
    assert list(advice(changed(devices=devices).settings)) == [says]


def test_a_second_sign_for_a_counter_is_nothing_to_speak_of() -> None:
    devices = [one.model_dump() for one in example().devices]
    devices.append({"name": "counter-1-outside", "role": "counter", "counter": "1"})
    assert not list(advice(changed(devices=devices).settings))


def test_it_is_in_the_log_at_start_with_the_file(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "centre.toml"
    text = EXAMPLE.read_text(encoding="utf-8")
    path.write_text(text.replace('prefix = "A"', 'prefix = "I"'), encoding="utf-8")
    assert configured(path).services[0].prefix == "I"
    assert caplog.record_tuples == [
        (
            "broker.__main__",
            logging.WARNING,
            (
                f'{path}: the prefix "I" of "dat-dai" looks like 1 on seven segments: choose "A"'
                " instead"
            ),
        )
    ]
