"""The folders that a centre puts pictures in."""

import logging
from pathlib import Path

from rating_pad.screens import Media
from rating_pad.settings import PadSettings

log = logging.getLogger(__name__)

ENDINGS = frozenset({".jpg", ".jpeg", ".png"})


def found(settings: PadSettings) -> Media:
    """What is in the folders now: photos by officer, and pictures in the order of their names."""
    photos = {path.stem: str(path) for path in _pictures(settings.photos)}
    return Media(photos, tuple(map(str, _pictures(settings.pictures))))


def _pictures(folder: Path | None) -> list[Path]:
    if folder is None:
        return []
    try:
        return sorted(path for path in folder.iterdir() if path.suffix.lower() in ENDINGS)
    except OSError as error:
        log.warning("no pictures are shown: %s: %s", folder, error.strerror)
        return []
