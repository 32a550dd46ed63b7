"""How Vietnamese syllables are spelled: an onset, a rhyme and a tone. Pure.

A syllable that is being typed need not be one yet: `tien` is on its way to `tiên`, and `duo` to
`dươ`. So there is a table of all rhymes, and one of what they begin with while their marks are
still missing.

The tone stands where most public texts have it, on the first of two open vowels (`hòa`, `thủy`,
`tòa`): in the published names of procedures that spelling is ten times as frequent as `hoà`, and
what a citizen types then looks like what the screen shows. A search understands both, since it
looks without tones.
"""

import unicodedata
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

TONES: Final = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
"""The five tones that are written, by their Telex keys, as combining marks."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


ONSETS: Final = _words("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x") | {""}

RHYMES: Final = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu  iêc iêm iên iêng iêp iêt iêu  y yêm yên yêng yêt yêu
    o oc oi om on ong op ot ooc oong  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut  uôc uôi uôm uôn uông uôt
    ư ưa ưc ưi ưm ưng ưt ưu  ươc ươi ươm ươn ương ươp ươt ươu
    oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt
    oe oem oen oeo oet  uân uâng uât uây  uê uêch uênh  uơ
    uy uya uych uynh uyp uyt uyu  uyên uyêt
    """
)
RHYMES_AFTER_Q: Final = _words(
    """
    a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  ân âng ât ây
    e en eo et  ê êch ên ênh êt êu  i it  ơ ơn  y ych yên yêt ynh yt  ôc
    """
)
"""The u of qu belongs to the onset."""
RHYMES_AFTER_GI: Final = RHYMES | {"êc", "êng"}
"""The i of gi is written once: gi and iêng are `giêng`."""

_FRONT = "eêiy"
_NEVER_BEFORE_FRONT = {"c", "g", "ng"}
_ONLY_BEFORE_FRONT = {"gh", "k", "ngh"}
_STOPS = ("c", "ch", "p", "t")
_MARKED = {"ă": "a", "â": "a", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}
VOWELS: Final = frozenset("aeiouy") | frozenset(_MARKED)


@dataclass(frozen=True, slots=True)
class Parts:
    """A word in small letters, taken apart; the rhyme carries no tone."""

    onset: str
    rhyme: str
    tone: str = ""
    """A key of `TONES`, or nothing."""

    @property
    def possible(self) -> bool:
        """Whether this is a syllable as it stands."""
        return (
            self.onset in ONSETS
            and self.rhyme in _rhymes(self.onset)
            and not (self.rhyme.endswith(_STOPS) and self.tone not in ("s", "j"))
            and _spelled_together(self.onset, self.rhyme)
        )

    @property
    def started(self) -> bool:
        """Whether letters and marks that are still missing could make it a syllable."""
        return self.onset in ONSETS and self.rhyme in _starts(self.onset)

    @property
    def word(self) -> str:
        """The word, with its tone in its place."""
        if not self.tone or not self.rhyme:
            return self.onset + self.rhyme
        place = _toned(self.rhyme)
        letter = unicodedata.normalize("NFC", self.rhyme[place] + TONES[self.tone])
        return self.onset + self.rhyme[:place] + letter + self.rhyme[place + 1 :]


def apart(word: str) -> Parts:
    """Take a word in small letters apart; what begins no rhyme is in the rhyme all the same."""
    letters, tone = _without_tone(word)
    start = next((at for at, letter in enumerate(letters) if letter in VOWELS), len(letters))
    if letters[:2] == "qu" or (letters[:2] == "gi" and letters[2:3] in VOWELS and letters[2:]):
        start = 2
    return Parts(letters[:start], letters[start:], tone)


def bare(letters: str) -> str:
    """Return small letters without the marks that make other vowels of them: `ươ` to `uo`."""
    return "".join(_MARKED.get(letter, letter) for letter in letters)


def _without_tone(word: str) -> tuple[str, str]:
    keys = {mark: key for key, mark in TONES.items()}
    marks = unicodedata.normalize("NFD", word)
    tone = next((keys[mark] for mark in marks if mark in keys), "")
    rest = "".join(mark for mark in marks if mark not in keys)
    return unicodedata.normalize("NFC", rest), tone


def _toned(rhyme: str) -> int:
    """Where in a rhyme the tone stands."""
    vowels = next((at for at, letter in enumerate(rhyme) if letter not in VOWELS), len(rhyme))
    marked = [at for at in range(vowels) if rhyme[at] in _MARKED]
    if marked:
        return marked[-1]
    if vowels < len(rhyme):
        return vowels - 1
    return 1 if vowels == 3 else 0  # noqa: PLR2004 - the middle of three vowels


def _rhymes(onset: str) -> frozenset[str]:
    return {"qu": RHYMES_AFTER_Q, "gi": RHYMES_AFTER_GI}.get(onset, RHYMES)


def _spelled_together(onset: str, rhyme: str) -> bool:
    front = rhyme[0] in _FRONT
    return not (
        (onset == "gi" and rhyme[0] in "iy")
        or (rhyme == "uơ" and onset not in ("h", "kh", "th"))
        or (front and onset in _NEVER_BEFORE_FRONT and (onset, rhyme[0]) != ("g", "i"))
        or (not front and onset in _ONLY_BEFORE_FRONT)
        or (rhyme.startswith("yê") and onset not in ("", "qu"))
    )


@cache
def _starts(onset: str) -> frozenset[str]:
    """What rhymes begin with, each mark there or still missing."""
    return frozenset(
        "".join(letters)
        for rhyme in _rhymes(onset)
        for end in range(len(rhyme) + 1)
        for letters in product(*({letter, bare(letter)} for letter in rhyme[:end]))
    )
