"""The making of an index, in a process of its own.

It takes a second of work, during which a finger would wait, and memory that a process which lives
on would keep.
"""

import asyncio
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from contract.catalogue import INTERNAL, Procedure
from kiosk import synonyms
from kiosk.index import build, entries
from kiosk.search import is_whole
from runtime.catalogue_file import CatalogueFileError, about

NICE = 10
"""Who touches the screen comes first when the processor is short."""


async def indexed(path: Path, folder: Path, own: Path | None) -> Path:
    """The index of a catalogue, made where no whole one is yet.

    Another software or other synonyms make another one. `own` is the centre's file of synonyms;
    without it there are the usual ones.

    Raises:
        CatalogueFileError: The catalogue is damaged, or the index cannot be written.
        OSError, ValueError: The synonyms cannot be read.
    """
    index = folder / f"index-{_made_of(path, own)}.db"
    if not await asyncio.to_thread(is_whole, index):
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kiosk.indexer", path, index, *([own] if own else []),
            stderr=asyncio.subprocess.PIPE,
        )  # fmt: skip
        try:
            _, said = await process.communicate()
        finally:
            with suppress(ProcessLookupError):
                process.kill()
        if process.returncode:
            raise CatalogueFileError(said.decode(errors="replace").strip().rpartition("\n")[2])
    return index


def rows(path: Path) -> Iterator[str]:
    """What every procedure that citizens may see says, as JSON."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as file:
        for code, said in file.execute("SELECT code, said FROM procedure ORDER BY code"):
            if not code.startswith(INTERNAL):
                yield said


def _made_of(path: Path, own: Path | None) -> str:
    words = synonyms.read(own) if own else synonyms.usual()
    parts = f"{about(path).version} {version('motcua')} {words.model_dump_json()}"
    return sha256(parts.encode()).hexdigest()[:16]


def _make(path: Path, index: Path, own: Path | None) -> None:
    words = synonyms.read(own) if own else synonyms.usual()
    for old in index.parent.glob("index-*.db"):
        old.unlink(missing_ok=True)
    known = (Procedure.model_validate_json(said, extra="ignore") for said in rows(path))
    build(index, entries(known), words)


if __name__ == "__main__":
    os.nice(NICE)
    catalogue, file, *own_words = map(Path, sys.argv[1:])
    try:
        _make(catalogue, file, own_words[0] if own_words else None)
    except (OSError, ValueError, sqlite3.Error) as error:
        sys.exit(f"no index of {catalogue}: {str(error).partition(chr(10))[0]}")
