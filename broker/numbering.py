"""Numbers: one series for each service, counted up through the day, never used twice."""

from broker.centre import Centre
from broker.settings import Service


def next_ordinal(centre: Centre, service: Service) -> int:
    """The ordinal that the next ticket of a service bears."""
    return max(service.first, centre.ordinals.get(service.prefix, 0) + 1)


def label(service: Service, ordinal: int) -> str:
    """What is printed and called: `A012`; 999 is followed by 1000."""
    return f"{service.prefix}{ordinal:0{service.digits}d}"
