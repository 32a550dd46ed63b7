"""Small things that a device remembers from one life to the next: a file that is whole or old.

It can live without them: what must not be lost is kept by `runtime.database`.
"""

import logging
import os
from pathlib import Path

log = logging.getLogger(__name__)


def keep(path: Path, text: str, *, synced: bool = True) -> None:
    """Write a text in place of the old one; a power cut leaves the one or the other.

    Without `synced` it may leave neither: for what is only an estimate, a card need not be worn.
    A disk that is full or gone is logged: the old text stays then.
    """
    beside = path.with_name(f"{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            if synced:
                os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        log.warning("%s is not kept (%s): check the disk", path, error.strerror)


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk: a synced file without a name is lost."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def kept(path: Path) -> str | None:
    """Read what was kept; None when there is nothing that can be read as text."""
    try:
        return path.read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return None
