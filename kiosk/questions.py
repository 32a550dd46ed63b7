"""What a citizen typed, as rows of terms to look for: as it stands, and as names would say it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from kiosk.ranking import Term
from kiosk.spelling import key, raw_words, read
from kiosk.vocabulary import Known, Vocabulary

MOST_WORDS = 24
"""Words of a question that are looked at."""
MOST_LETTERS = 400
MOST_WAYS = 3
"""Ways to say a question otherwise."""
MANY_WORDS = 5
"""From so many words on, a question says enough without guesses."""
LATER = 0.03
"""By so much each further way is worth less."""

FAINT = 0.4
"""The part of its weight that a word has which tells little."""


@dataclass(frozen=True, slots=True)
class Way:
    """One way to look for what was asked."""

    terms: tuple[Term, ...]
    meanings: tuple[tuple[Term, ...], ...] = ()
    """What stands for sayings: each is a sign of its own of what is wanted."""
    worth: float = 1.0
    """1 for the likeliest."""


@dataclass(frozen=True, slots=True)
class _Word:
    """A typed word: the key that it most likely has, and its term."""

    key: str
    term: Term


def understand(text: str, vocabulary: Vocabulary) -> list[Way]:
    """Return the ways to look for what was typed; none for a text without any word."""
    text = text[:MOST_LETTERS]
    typed = raw_words(text)[:MOST_WORDS]
    open_end = text[-1:].isalnum()
    words = [
        word
        for at, raw in enumerate(typed)
        for word in _words(raw, vocabulary, begun=open_end and at == len(typed) - 1)
    ]
    if not words:
        return []
    ways = [Way(tuple(word.term for word in words)), *_otherwise(words, vocabulary)]
    distinct: dict[tuple[Term, ...], Way] = {}
    for way in ways:
        distinct.setdefault(way.terms, way)
    return [
        replace(way, worth=1 - LATER * max(0, at - 1))
        for at, way in enumerate(distinct.values())
        if way.terms
    ]


def _words(raw: str, vocabulary: Vocabulary, *, begun: bool) -> Iterator[_Word]:
    meanings = read(raw)
    forms = tuple(meanings)
    if not forms:
        return
    if not vocabulary.knows(forms, begun=begun):
        for form in forms:
            if parts := vocabulary.run_together(form):
                yield from (_Word(part, vocabulary.term((part,))) for part in parts)
                return
    term = vocabulary.term(forms, begun=begun)
    best = term.forms[0].key if term.forms else forms[0]
    sound = meanings.get(best, "")
    weight = term.weight * (FAINT if vocabulary.faint(forms[0], meanings[forms[0]]) else 1)
    yield _Word(best, replace(term, sound=sound, weight=weight))


def _otherwise(words: Sequence[_Word], vocabulary: Vocabulary) -> Iterator[Way]:
    """The question without what is only said around it, and with what names say instead."""
    pieces = list(_pieces(words, vocabulary))
    kept = list(_kept(words, pieces))
    yield Way(tuple(word.term for word in kept))
    yield from _said_otherwise(pieces, vocabulary)
    if len(kept) < len(words):
        yield from _said_otherwise(list(_pieces(kept, vocabulary)), vocabulary)


def _said_otherwise(pieces: Sequence[_Word | Known], vocabulary: Vocabulary) -> Iterator[Way]:
    choices = [
        [(piece.term,)] if isinstance(piece, _Word) else _meant(piece, vocabulary)
        for piece in pieces
    ]
    for chosen in islice(product(*choices), MOST_WAYS):
        meanings = (
            terms for piece, terms in zip(pieces, chosen, strict=True) if isinstance(piece, Known)
        )
        yield Way(tuple(term for terms in chosen for term in terms), tuple(filter(None, meanings)))


def _kept(words: Sequence[_Word], pieces: Iterable[_Word | Known]) -> Iterator[_Word]:
    """The words as they were typed, but for what is only said around them."""
    at = 0
    for piece in pieces:
        length = len(piece.sounds) if isinstance(piece, Known) else 1
        if isinstance(piece, _Word) or piece.meant:
            yield from words[at : at + length]
        at += length


def _meant(saying: Known, vocabulary: Vocabulary) -> list[tuple[Term, ...]]:
    said = sum(vocabulary.weight(key(sound)) for sound in saying.sounds)
    return [
        _weighed([vocabulary.term((key(sound),), sound) for sound in way], said)
        for way in saying.meant or ((),)
    ]


def _weighed(terms: Sequence[Term], said: float) -> tuple[Term, ...]:
    """The terms of a meaning, which together weigh no more than what was said."""
    meant = sum(term.weight for term in terms) or 1.0
    part = min(1.0, said / meant)
    return tuple(replace(term, weight=part * term.weight) for term in terms)


def _pieces(words: Sequence[_Word], vocabulary: Vocabulary) -> Iterator[_Word | Known]:
    at = 0
    while at < len(words):
        for length in range(min(vocabulary.longest_saying, len(words) - at), 0, -1):
            said = words[at : at + length]
            saying = vocabulary.sayings.get(" ".join(word.key for word in said))
            if saying and _is_said(said, saying, len(words)):
                yield saying
                at += length
                break
        else:
            yield words[at]
            at += 1


def _is_said(said: Sequence[_Word], saying: Known, of: int) -> bool:
    """Whether these words of a question are a saying.

    At least half of those that were typed with accents have the saying's. One word alone that was
    typed without the accents it needs may be any of several: only a short question means it.
    """
    pairs = [
        (word.term.sound, sound)
        for word, sound in zip(said, saying.sounds, strict=True)
        if word.term.sound
    ]
    if len(said) == 1 and not pairs and of >= MANY_WORDS and not saying.sounds[0].isascii():
        return False
    return 2 * sum(one == two for one, two in pairs) >= len(pairs)
