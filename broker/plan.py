"""The settings as the pure core asks them: quick look-ups, the business day, opening hours."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from broker.settings import CentreSettings, Counter, Device, Officer, Service

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
    def counters_of(self) -> dict[str, tuple[str, ...]]:
        """For each service the counters that may call it, in the order of the settings."""
        return {
            service: tuple(c.name for c in self.settings.counters if service in c.services)
            for service in self.services
        }

    def services_of(self, counter: str) -> tuple[str, ...]:
        """The services a counter calls; none when it left the settings during the day."""
        known = self.counters.get(counter)
        return known.services if known else ()

    @cached_property
    def zone(self) -> ZoneInfo:
        """The centre's time zone."""
        return ZoneInfo(self.settings.zone)

    def service_name(self, service: str) -> str:
        """A service in the centre's words; its id when it left the settings during the day."""
        known = self.services.get(service)
        return known.name if known else service

    @property
    def no_show_after(self) -> int:
        """Milliseconds that a called citizen has to come."""
        return self.settings.no_show_after_s * SECOND

    def day(self, now: int) -> str:
        """The business day of a moment, `YYYY-MM-DD`."""
        return self._at_minute(now // MINUTE)[0]

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
