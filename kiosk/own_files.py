"""The files that a kiosk's settings name: looked at before anything else begins."""

from kiosk import synonyms
from kiosk.settings import KioskSettings
from paper.slips import slip_settings, template
from runtime.settings import SettingsError


def look(settings: KioskSettings) -> None:
    """Read what a person wrote or drew; raises `SettingsError` for what cannot be used."""
    template(slip_settings(settings))
    own, picture = settings.catalogue.synonyms, settings.map.picture
    try:
        if own is not None:
            synonyms.read(own)
    except OSError as error:
        raise SettingsError(
            f"catalogue.synonyms: {own} cannot be read ({error.strerror}); correct the name"
        ) from None
    except ValueError as error:
        reason = " ".join(str(error).split())
        raise SettingsError(f"catalogue.synonyms: {own}: {reason}; correct it there") from None
    if picture is not None and not picture.is_file():
        raise SettingsError(
            f"map.picture: {picture} is not there; correct the name, or remove `picture`"
        )
