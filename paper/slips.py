"""Slips: settings and an answer of the queue service in, a picture out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol, Self
from zoneinfo import ZoneInfo

from PIL import Image, UnidentifiedImageError

from contract.messages import CentreState, Issued, Ticket
from faces.fonts import Fonts
from faces.marks import in_black_and_white
from faces.slip import Slip, Template
from faces.slip_painter import SlipPainter
from faces.texts import Language, Texts, load
from faces.typeset import black
from paper.slip_settings import SlipSettings
from runtime.settings import SettingsError, read

LARGEST_LOGO = 2000
"""Dots along a side: more would take memory for nothing that paper can show."""


class WithSlips(Protocol):
    """The settings of a machine that prints slips."""

    @property
    def slip(self) -> SlipSettings | None:
        """What is on every slip."""

    @property
    def slip_file(self) -> Path | None:
        """The file that says so instead."""

    @property
    def zone(self) -> str:
        """Time zone of the printed time."""

    @property
    def language(self) -> Language:
        """The first language of a slip."""


@dataclass(frozen=True, slots=True)
class Slips:
    """What makes slips of answers; the app makes one at its start."""

    fixed: SlipSettings
    texts: Texts
    second: Texts | None
    zone: ZoneInfo
    painter: SlipPainter

    @classmethod
    def open(cls, settings: WithSlips, fonts: Fonts, width: int) -> Self:
        """Read what a machine's settings name, for paper of `width` dots.

        Raises `SettingsError`: the slip's own file or its logo cannot be used.
        """
        zone = ZoneInfo(settings.zone)
        return cls.of(slip_settings(settings), settings.language, zone, fonts, width)

    @classmethod
    def of(
        cls, fixed: SlipSettings, language: Language, zone: ZoneInfo, fonts: Fonts, width: int
    ) -> Self:
        """Do the same with the slip's settings at hand; raises `SettingsError` for a bad logo."""
        texts, other = load(language), fixed.second_language
        second = load(other) if other and other != language else None
        return cls(
            fixed, texts, second, zone, SlipPainter(template(fixed), fonts, texts, second, width)
        )

    def draw(
        self, issued: Issued, centre: CentreState | None = None, *, offline: bool = False
    ) -> Image.Image:
        """Return the slip of a ticket. The same ticket always gives the same picture."""
        return self.painter.draw(self.slip(issued, centre, offline=offline))

    def class_name(self, class_id: str) -> str | None:
        """A class in words, as far as somebody has some for it; None for everybody's."""
        return class_name(class_id, self.fixed, self.texts)

    def _local(self, at: int) -> datetime:
        return datetime.fromtimestamp(at / 1000, UTC).astimezone(self.zone)

    def _class_name_second(self, class_id: str) -> str | None:
        return _class_name(class_id, self.fixed.class_names_second, self.second)

    def slip(
        self, issued: Issued, centre: CentreState | None = None, *, offline: bool = False
    ) -> Slip:
        """What the slip of a ticket tells.

        Args:
            issued: The ticket and its surroundings.
            centre: What the centre declares, for names beside the ticket's own.
            offline: The queue service does not know it yet, so nobody knows its wait.
        """
        ticket = issued.ticket
        names, names_second = _names(centre, self.second)
        return Slip(
            label=ticket.label,
            service=ticket.service_name,
            service_second=names_second.get(ticket.service),
            issued=self._local(issued.issued_at),
            intent=ticket.intent,
            class_name=self._claimed(ticket, self.class_name, self.texts),
            class_name_second=self._claimed(ticket, self._class_name_second, self.second),
            appointment=None if issued.slot is None else self._local(issued.slot),
            ahead=None if offline else issued.ahead,
            wait=None if offline else issued.wait,
            wait_unknown=offline,
            counters=issued.counters,
            summoned=issued.summoned,
            then=tuple(names.get(service, service) for service in ticket.then),
            then_second=tuple(names_second[name] for name in ticket.then if name in names_second),
            url=self._url(issued.token),
        )

    def _claimed(
        self, ticket: Ticket, name: Callable[[str], str | None], texts: Texts | None
    ) -> str | None:
        """The words for a ticket's class; for one that is claimed, that it is to be confirmed."""
        claimed = name(ticket.claims) if ticket.claims else None
        if claimed and texts:
            return texts.say("slip.claimed", class_name=claimed)
        return name(ticket.class_id)

    def _url(self, token: str) -> str | None:
        """Where a phone follows the ticket; nowhere without a token."""
        pattern = self.fixed.follow_url
        return pattern.format(token=token) if pattern and token else None


def _names(
    centre: CentreState | None, second: Texts | None
) -> tuple[dict[str, str], dict[str, str]]:
    """The services' names by identifier, and those in the second language, as far as told."""
    services = centre.services if centre else ()
    language = second.language if second else ""
    return (
        {service.id: service.name for service in services},
        {service.id: name for service in services if (name := service.names.get(language))},
    )


def slip_settings(settings: WithSlips) -> SlipSettings:
    """Return what stands on the slips; raises `SettingsError` for a bad file of their own."""
    if settings.slip is not None:
        return settings.slip
    assert settings.slip_file is not None  # noqa: S101 - the settings have one of the two
    return read(settings.slip_file, SlipSettings)


def template(fixed: SlipSettings) -> Template:
    """Return what is the same on all slips; raises `SettingsError` for a bad logo."""
    return Template(
        centre=fixed.centre,
        centre_second=fixed.centre_second,
        address=fixed.address,
        hotline=fixed.hotline,
        logo=logo(fixed.logo) if fixed.logo else None,
        note=fixed.note,
        note_second=fixed.note_second,
        blocks=fixed.blocks,
        number_mm=fixed.number_mm,
    )


def logo(path: Path) -> Image.Image:
    """Read a logo; raises `SettingsError` when it is none, or cannot be printed."""
    try:
        with Image.open(path) as picture:
            if max(picture.size) > LARGEST_LOGO:
                raise _bad(path, f"is larger than {LARGEST_LOGO} dots a side; save a smaller one")
            picture.load()
            whole = picture.convert("RGBA")
    except FileNotFoundError:
        raise _bad(path, "is not there; correct the name, or remove `logo`") from None
    except UnidentifiedImageError:
        raise _bad(path, "is no picture that can be read; save it as PNG") from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise _bad(path, f"cannot be read ({error}); save it once more as PNG") from None
    if black(in_black_and_white(whole, whole.size)).getbbox() is None:
        raise _bad(path, "would be all white on paper; choose a picture with something dark on it")
    return whole


def _bad(path: Path, reason: str) -> SettingsError:
    return SettingsError(f"logo: {path} {' '.join(reason.split())}")


def class_name(class_id: str, fixed: SlipSettings, texts: Texts) -> str | None:
    """A class in words, as far as somebody has some for it; None for everybody's."""
    if class_id == fixed.first_class:
        return None
    return _class_name(class_id, fixed.class_names, texts)


def _class_name(class_id: str, own: Mapping[str, str], texts: Texts | None) -> str | None:
    """The words of the settings, or else of the catalogue."""
    if class_id in own:
        return own[class_id] or None
    key = f"class.{class_id}"
    return texts.say(key) if texts and key in texts.keys else None
