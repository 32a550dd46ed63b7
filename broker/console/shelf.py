"""The folder where a catalogue lies that was published: its file, and the signed word about it."""

from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from contract import messages as m

FOLDER = "catalogue"
"""In the data folder."""

MANIFEST = "manifest.json"
"""The signed word. It is written last: whoever reads it finds the file that it speaks of."""


class ShelfError(Exception):
    """What lies there cannot be announced. The text is one line that says what to do."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What was published in a data folder."""

    data: Path

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self.data / FOLDER

    @property
    def manifest(self) -> Path:
        """The signed word about what was published last."""
        return self.folder / MANIFEST

    def file(self, version: str) -> Path:
        """Where the file of a version is, or would be."""
        return self.folder / f"{version}.db"

    def published(self) -> m.CatalogueState | None:
        """What was published last; none when nothing was; raises `ShelfError`.

        Whether the signature is good is for kiosks to say: this machine has no key.
        """
        try:
            said = self.manifest.read_text(encoding="utf-8")
            state = m.CatalogueState.model_validate_json(said)
            size = self.file(state.version).stat().st_size
        except FileNotFoundError as error:
            if error.filename == str(self.manifest):
                return None
            raise ShelfError(f"{error.filename} is missing: publish the catalogue again") from None
        except (OSError, ValueError, ValidationError) as error:
            words = str(error).partition("\n")[0]
            raise ShelfError(
                f"{self.manifest} cannot be read ({words}): publish the catalogue again"
            ) from None
        if size != state.size:
            raise ShelfError(
                f"{self.file(state.version)} has {size} bytes and not {state.size}: publish the"
                " catalogue again"
            )
        return state
