"""The catalogues on this kiosk's disk: the one that is shown, the one before it, one that comes.

A catalogue is in use from the moment that `current.json` names it, and that is one rename. Before
it a power cut leaves the old one, after it the new one; a file that rotted leaves the one before.
"""

import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from contract import messages as m
from runtime.catalogue_file import CatalogueFileError, about
from runtime.keep import keep, kept, sync_folder

CURRENT, PREVIOUS = "current.json", "previous.json"
SPARE = 64 * 1024 * 1024
"""Bytes that a catalogue leaves free on the disk: what devices must not lose goes there too."""


class DamagedError(Exception):
    """A file is not the one that was published. The text says what is wrong."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A catalogue that can be used."""

    state: m.CatalogueState
    """What was published about it."""
    path: Path
    """Its file."""


@dataclass(frozen=True, slots=True)
class Editions:
    """A folder with catalogues. All of this waits for the disk: a thread calls it."""

    folder: Path

    def current(self) -> Edition | None:
        """The newest one that is whole; none when there is none."""
        for state in self._states():
            path = self._file(state)
            try:
                check(path, state)
            except (DamagedError, OSError):
                continue
            return Edition(state, path)
        return None

    def newest_serial(self) -> int:
        """When the newest one was published that this kiosk ever used; 0 when it never did."""
        return max((state.serial for state in self._states()), default=0)

    def _states(self) -> Iterator[m.CatalogueState]:
        """What is used, then what was used before."""
        for name in (CURRENT, PREVIOUS):
            said = kept(self.folder / name)
            if said is not None:
                try:
                    yield m.CatalogueState.model_validate_json(said, extra="ignore")
                except ValidationError:
                    continue

    def room_for(self, state: m.CatalogueState) -> Path:
        """Where a catalogue may be put while it comes; raises `OSError` when there is no room."""
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob("*.part"):
            left.unlink(missing_ok=True)
        if shutil.disk_usage(self.folder).free < state.size + SPARE:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.folder))
        return self.folder / f"{state.version}.part"

    def has(self, state: m.CatalogueState) -> bool:
        """Whether its file is here already, whole: fetched before a power cut, or used before."""
        try:
            check(self._file(state), state)
        except (DamagedError, OSError):
            return False
        return True

    def put(self, state: m.CatalogueState, part: Path) -> None:
        """Keep what has come under its name; raises `DamagedError` or `OSError`."""
        check(part, state)
        part.replace(self._file(state))
        sync_folder(self.folder)

    def use(self, state: m.CatalogueState) -> Edition:
        """Show this one from now on, and keep the one before it; raises `OSError`."""
        before = self.current()
        if before is not None and before.state.version != state.version:
            self._note(PREVIOUS, before.state)
        self._note(CURRENT, state)
        sync_folder(self.folder)
        self._clear_away()
        return Edition(state, self._file(state))

    def _note(self, name: str, state: m.CatalogueState) -> None:
        """Keep what is used; without that note its file would be cleared away."""
        path, told = self.folder / name, state.model_dump_json()
        keep(path, told)
        if kept(path) != told:
            raise OSError(errno.EIO, "it cannot be written", str(path))

    def _clear_away(self) -> None:
        """Remove files that no one names."""
        named = {self._file(state) for state in self._states()}
        for path in self.folder.glob("*.db"):
            if path not in named:
                path.unlink(missing_ok=True)

    def _file(self, state: m.CatalogueState) -> Path:
        return self.folder / f"{state.version}.db"


def check(path: Path, state: m.CatalogueState) -> None:
    """See that a file is what was published, and opens; raises `DamagedError` or `OSError`."""
    size = path.stat().st_size
    if size != state.size:
        raise DamagedError(f"the file has {size} bytes instead of {state.size}")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    if digest != state.sha256:
        raise DamagedError("the file is not the one that was published")
    try:
        said = about(path)
    except CatalogueFileError as error:
        raise DamagedError(str(error)) from None
    if (said.version, said.date, said.count) != (state.version, state.date, state.count):
        raise DamagedError("the file is of another catalogue than the word about it")
    if not said.count:
        raise DamagedError("no procedure is in the file")
