"""What settings may say, but had better not: a technician reads it in the log at every start."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

from broker.declared import Service
from broker.settings import CentreSettings
from contract.channels import Role
from hardware.sign import LIKE_DIGITS

SOUND_ALIKE = ("BCDGPTV", "IY")
"""Letters whose Vietnamese names are told apart by one consonant or not at all: bê, xê, dê, ...;
i ngắn, i dài."""

_HEARD = {ord(letter): letters[0] for letters in SOUND_ALIKE for letter in letters}
"""Each of these letters as the first that sounds like it."""

CLEAR = "AEFHJLRU"
"""Letters that seven segments show, that look like no digit and sound like no other."""


def advice(settings: CentreSettings) -> Iterator[str]:
    """Sentences for the technician; none when all is well."""
    services = settings.services
    yield from _of_sound(services)
    if settings.signs == "seven_segment":
        yield from _of_looks(services)
    yield from _of_places(settings)


def _of_sound(services: Sequence[Service]) -> Iterator[str]:
    heard: dict[str, list[Service]] = {}
    for service in services:
        if service.prefix:
            heard.setdefault(service.prefix.translate(_HEARD), []).append(service)
    for alike in heard.values():
        if len(alike) > 1:
            named = _listed([f'"{one.prefix}" of "{one.id}"' for one in alike])
            others = _free(services, len(alike) - 1, len(alike[0].prefix))
            yield (
                f"the prefixes {named} sound alike when they are called out: keep one of them, and"
                f" choose {others} instead"
            )


def _of_looks(services: Sequence[Service]) -> Iterator[str]:
    for service in services:
        for sign in service.prefix:
            if digit := LIKE_DIGITS.get(sign):
                inside = "" if sign == service.prefix else f'"{sign}" in '
                yield (
                    f'{inside}the prefix "{service.prefix}" of "{service.id}" looks like {digit} on'
                    f" seven segments: choose {_free(services, 1, len(service.prefix))} instead"
                )


def _of_places(settings: CentreSettings) -> Iterator[str]:
    """Two keypads or pads may be at one counter, but not for another one that has none."""
    for role in (Role.COUNTER, Role.PAD):
        placed = [device for device in settings.devices if device.role is role]
        at = Counter(device.counter for device in placed)
        bare = [counter.name for counter in settings.counters if counter.name not in at]
        crowded = [name for name, devices in at.items() if devices > 1]
        for name in crowded if bare else ():
            devices = _listed([f'"{device.name}"' for device in placed if device.counter == name])
            yield (
                f"the devices {devices} are together at counter {name}, and counter {bare[0]} has"
                f' none with role = "{role}": correct `counter` if one of them stands there'
            )


def _free(services: Sequence[Service], count: int, length: int) -> str:
    """So many prefixes of one or two clear letters that are free, as far as there are."""
    used = {service.prefix for service in services}
    clear = map("".join, product(CLEAR, repeat=length))
    free = [f'"{letters}"' for letters in clear if letters not in used]
    return _listed(free[:count]) if free else "a digit"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
