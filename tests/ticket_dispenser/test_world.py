"""What can be offered now, of all that a centre declares."""

from contract import messages as m
from tests.ticket_dispenser.hall import MINUTE, NINE, centre, queue, world
from ticket_dispenser.world import Status, World

NIGHT = NINE + 14 * 60 * MINUTE
TOMORROW = NINE + 24 * 60 * MINUTE
WAIT = m.Wait(low_s=60, median_s=120, high_s=240)


def land(of: World, now: int = NINE) -> Status:
    return of.status("dat-dai", now)


def test_a_service_is_open_in_hours_as_long_as_somebody_can_give_a_number() -> None:
    assert land(world()) is Status.OPEN
    assert land(world(reached=False)) is Status.AWAY
    assert land(world(reached=False, lent=frozenset({"dat-dai"}))) is Status.OPEN
    assert land(world(), NIGHT) is Status.CLOSED


def test_before_anybody_told_the_hours_the_queue_service_decides() -> None:
    assert land(World(reached=True), NIGHT) is Status.OPEN


def test_a_clock_that_is_not_right_closes_no_door() -> None:
    assert land(world(clock_trusted=False), NIGHT) is Status.OPEN


def test_a_full_service_is_full_today_and_open_tomorrow_morning() -> None:
    full = world(queues={"dat-dai": queue("dat-dai", full=True)})
    assert land(full) is Status.FULL
    assert land(full, TOMORROW) is Status.OPEN


def test_how_many_wait_is_told_as_long_as_it_is_known_and_of_today() -> None:
    waits = m.WaitsState(service="dat-dai", at=NINE, next={"normal": WAIT}, day="2026-11-23", seq=1)
    known = world(queues={"dat-dai": queue("dat-dai", waiting=5)}, waits={"dat-dai": waits})
    (offer,) = known.offers(("dat-dai",), "vi", NINE)
    assert (offer.waiting, offer.wait) == (5, WAIT)
    (offer,) = known.offers(("dat-dai",), "vi", TOMORROW)
    assert (offer.waiting, offer.wait) == (None, None)


def test_names_are_in_the_visitors_language_where_there_are_some() -> None:
    names = [offer.name for offer in world().offers((), "en", NINE)]
    assert names == ["Land", "Đăng ký doanh nghiệp"]


def test_a_machine_offers_what_its_settings_name_in_their_order() -> None:
    offers = world(centre=centre(9)).offers(("viec-3", "dat-dai", "absent"), "vi", NINE)
    assert [offer.service for offer in offers] == ["viec-3", "dat-dai"]


def test_only_classes_that_people_may_ask_for_are_offered() -> None:
    assert [known.id for known in world().classes()] == ["priority"]
