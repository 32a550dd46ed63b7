"""The message catalogues: everything a citizen or an officer reads, in every language."""

import tomllib
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Literal, get_args

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


class TextError(LookupError):
    """A text or a value for it is missing; the message names it."""


class Texts:
    """The texts of one language, by dotted keys such as `slip.ahead`."""

    def __init__(self, language: Language, catalogue: Mapping[str, object]) -> None:
        """Take nested tables; one with the key `other` holds the plural forms of one text."""
        self.language = language
        self._forms = dict(_flatten(catalogue))

    @property
    def keys(self) -> frozenset[str]:
        """Every key that `say` knows."""
        return frozenset(self._forms)

    def forms(self, key: str) -> Mapping[str, str]:
        """Return the plural forms of a text by CLDR category; `other` is always there."""
        try:
            return self._forms[key]
        except KeyError:
            raise TextError(
                f"No text {key!r} in {self.language}.toml. Add it to every language in faces/texts."
            ) from None

    def say(self, key: str, **values: object) -> str:
        """Return the text with its `{placeholders}` filled; `n=1` picks the singular."""
        forms = self.forms(key)
        form = forms.get("one", forms["other"]) if values.get("n") == 1 else forms["other"]
        try:
            return form.format_map(values)
        except KeyError as missing:
            raise TextError(
                f"The text {key!r} in {self.language}.toml needs {missing}. Pass it to say()."
            ) from None


def load(language: Language) -> Texts:
    """Read the catalogue of a language from the package."""
    toml = resources.files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Texts(language, tomllib.loads(toml))


def _flatten(table: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    for name, value in table.items():
        key = prefix + name
        if isinstance(value, str):
            yield key, {"other": value}
        elif isinstance(value, dict) and "other" in value:
            yield key, value
        elif isinstance(value, dict):
            yield from _flatten(value, f"{key}.")
        else:
            raise TextError(f"The text {key!r} is {value!r}. It must be a string or a table.")
