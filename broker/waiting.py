"""How long: for now the number of people ahead."""

from broker.centre import Centre


def people_ahead(centre: Centre, service: str) -> int:
    """Those who wait for a service before whoever comes now."""
    return len(centre.line(service))
