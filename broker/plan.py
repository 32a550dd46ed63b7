"""The settings as the pure core asks them: quick look-ups, the business day, opening hours."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from broker.centre import Centre, Reach
from broker.declared import Counter, Device, Officer, Service, TicketClass
from broker.dispatch import Promise, Rule, rule
from broker.settings import CentreSettings

APPOINTMENT = "appointment"
"""The class of those who have an appointment, where the settings name no other."""

SECOND = 1000
MINUTE = 60 * SECOND


@dataclass(frozen=True)
class Plan:
    """One centre's settings, looked up by name."""

    settings: CentreSettings

    @cached_property
    def services(self) -> dict[str, Service]:
        """Services by id."""
        return {service.id: service for service in self.settings.services}

    @cached_property
    def counters(self) -> dict[str, Counter]:
        """Counters by name."""
        return {counter.name: counter for counter in self.settings.counters}

    @cached_property
    def officers(self) -> dict[str, Officer]:
        """Officers by id."""
        return {officer.id: officer for officer in self.settings.officers}

    @cached_property
    def devices(self) -> dict[str, Device]:
        """Devices by name."""
        return {device.name: device for device in self.settings.devices}

    @cached_property
    def agencies(self) -> dict[str, str]:
        """Agencies' names by id."""
        return {agency.id: agency.name for agency in self.settings.agencies}

    @cached_property
    def classes(self) -> dict[str, TicketClass]:
        """Classes by id."""
        return {known.id: known for known in self.settings.classes}

    @property
    def first_class(self) -> str:
        """The class of everybody who asks for none."""
        return self.settings.classes[0].id

    @property
    def appointment_class(self) -> str:
        """The class of those who have an appointment."""
        declared = self.settings.appointments.ticket_class or APPOINTMENT
        return declared if declared in self.classes else self.first_class

    def promise(self, class_id: str) -> int:
        """The wait that a class is promised, in milliseconds."""
        known = self.classes.get(class_id, self.settings.classes[0])
        return known.promise_min * MINUTE

    def reserved_until(self, now: int) -> int:
        """Until when a ticket that is sent to one counter now is kept for it."""
        return now + self.settings.visit.reserve_min * MINUTE

    @cached_property
    def promises(self) -> dict[str, Promise]:
        """What each class is told that it is promised, whatever the policy."""
        return {
            known.id: Promise(known.promise_min * MINUTE, known.head_start_min * MINUTE)
            for known in self.settings.classes
        }

    @cached_property
    def rule(self) -> Rule:
        """Who is next."""
        dispatch = self.settings.dispatch
        window = dispatch.window_min * MINUTE
        return rule(dispatch.policy, self.promises, window, dispatch.turn_after)

    @cached_property
    def reach(self) -> dict[str, Reach]:
        """For each counter the lines that it can call from."""
        return {counter.name: self._reach(counter) for counter in self.settings.counters}

    def _reach(self, counter: Counter) -> Reach:
        groups: dict[tuple[int, int, int], list[tuple[str, str]]] = {}
        for service, skill in counter.skills.items():
            for name, promise in self.rule.promises.items():
                alike = groups.setdefault((skill, promise.wait, promise.head_start), [])
                alike.append((service, name))
        return tuple((*group, tuple(keys)) for group, keys in groups.items())

    @cached_property
    def counters_of(self) -> dict[str, tuple[str, ...]]:
        """For each service the counters that may call it, in the order of the settings."""
        return {
            service: tuple(c.name for c in self.settings.counters if service in c.skills)
            for service in self.services
        }

    def services_of(self, counter: str) -> tuple[str, ...]:
        """The services a counter calls; none when it left the settings during the day."""
        known = self.counters.get(counter)
        return tuple(known.skills) if known else ()

    @cached_property
    def on_call(self) -> tuple[str, ...]:
        """Counters whose officers come when summoned."""
        return tuple(counter.name for counter in self.settings.counters if counter.on_call)

    @cached_property
    def on_call_for(self) -> dict[str, tuple[str, ...]]:
        """For each service that has any, the counters on call that can call it."""
        found = {
            service: tuple(name for name in counters if name in self.on_call)
            for service, counters in self.counters_of.items()
        }
        return {service: counters for service, counters in found.items() if counters}

    def anybody_calls(self, service: str, centre: Centre) -> bool:
        """Whether an officer is at one of a service's counters."""
        return any(centre.counter(name).calling for name in self.counters_of[service])

    def calls_made(self, service: str, centre: Centre) -> int:
        """How many calls the counters that could call for a service have made today."""
        return sum(centre.counter(name).calls for name in self.counters_of.get(service, ()))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Each counter's place among the counters."""
        return {counter.name: place for place, counter in enumerate(self.settings.counters)}

    @cached_property
    def zone(self) -> ZoneInfo:
        """The centre's time zone."""
        return ZoneInfo(self.settings.zone)

    def service_name(self, service: str) -> str:
        """A service in the centre's words; its id when it left the settings during the day."""
        known = self.services.get(service)
        return known.name if known else service

    def day(self, now: int) -> str:
        """The business day of a moment, `YYYY-MM-DD`."""
        return self._at_minute(now // MINUTE)[0]

    def day_ends(self, day: str) -> int:
        """When a business day, `YYYY-MM-DD`, is over."""
        after = date.fromisoformat(day) + timedelta(days=1)
        ends = datetime.combine(after, self.settings.day_turns, self.zone)
        return round(ends.timestamp() * 1000)

    def is_open(self, now: int) -> bool:
        """Whether tickets are given at this moment."""
        return self._at_minute(now // MINUTE)[1]

    @cached_property
    def _at_minute(self) -> Callable[[int], tuple[str, bool]]:
        """Business day, and whether the centre is open, in each minute since 1970-01-01 UTC.

        The last minutes asked for are remembered: nothing here changes within one.
        """

        @lru_cache(maxsize=4)
        def look(minute: int) -> tuple[str, bool]:
            local = datetime.fromtimestamp(minute * 60, UTC).astimezone(self.zone)
            turn = self.settings.day_turns
            day = (local - timedelta(hours=turn.hour, minutes=turn.minute)).date().isoformat()
            clock = local.time()
            hours = self._hours
            return day, any(start <= clock and (end is None or clock < end) for start, end in hours)

        return look

    @cached_property
    def _hours(self) -> tuple[tuple[time, time | None], ...]:
        return tuple(
            (time.fromisoformat(start), None if end == "24:00" else time.fromisoformat(end))
            for start, _, end in (hours.partition("-") for hours in self.settings.hours)
        )
