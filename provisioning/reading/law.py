"""The law that a procedure stands on: titles and numbers that have run together. Pure."""

import re
from dataclasses import dataclass

from contract.catalogue import Basis
from provisioning.reading.cells import line

HEAD = re.compile(r"^\s*Tên văn bản pháp lý\s*Mã văn bản")

_ISSUERS = (
    *("BNNPTNT", "BLĐTBXH", "BVHTTDL", "BVHTT", "BTNMT", "BNNMT", "BGDĐT", "BKHĐT", "BKHCN"),
    *("BGTVT", "BDTTG", "BTTTT", "UBTVQH", "VKSNDTC", "TANDTC", "HĐND", "UBND", "NHNN", "VPCP"),
    *("TTCP", "KTNN", "UBDT", "BTC", "BTP", "BCA", "BXD", "BYT", "BCT", "BNV", "BQP", "BNG"),
    *("TTg", "CP"),
)
"""Who issues law, the longest first: what follows a number begins where its issuer ends."""

_FIGURES = r"((?<![\d/])\d{1,2}\.\d{1,2}|\d+)/((?:19|20)\d\d)/"
_LIKE_A_NUMBER = re.compile(rf"{_FIGURES}[A-ZĐ]")
_NUMBER = re.compile(
    rf"{_FIGURES}(?:QH\d\d|(?:NĐ|NQ|TT|TTLT|QĐ|PL|VBHN|CT|L)-(?:{'|'.join(_ISSUERS)}))"
)
"""`123/2015/NĐ-CP`, `66.7/2025/NQ-CP`, `59/2020/QH14`."""

_SENTENCE = re.compile(r"[^\w]|ngày\b|của\b")
"""How a sentence goes on behind a number; the next cell would begin with a word of its own."""

_YEAR = re.compile(r"((?:19|20)\d\d)(\d{1,3})$")
_LONGEST_NUMBER = 4


@dataclass(frozen=True, slots=True)
class _Found:
    """A number in the text, and the name before it."""

    name: str
    number: str


def bases(text: str) -> tuple[Basis, ...] | None:
    """The law of a table; none when it cannot be cut for sure."""
    head = HEAD.match(text)
    if not head:
        return None
    body, found, start = text[head.end() :], list[_Found](), 0
    place = 0
    while like := _LIKE_A_NUMBER.search(body, place):
        match = _NUMBER.match(body, like.start())
        begins = _begin(match) if match else None
        if not match or begins is None:
            return None
        place = match.end()
        if _SENTENCE.match(body, place):
            continue
        found.append(_Found(line(body[start:begins]), body[begins : match.end()]))
        start = place
    if not found:
        return None
    rest = line(body[start:])
    left = (Basis(name=rest),) if rest else ()
    return (*(Basis(name=one.name, number=one.number) for one in _joined(found)), *left)


def _begin(match: re.Match[str]) -> int | None:
    """Where the number begins: `2020` and `76/2025/QH15` may stand together. None: who knows."""
    figures = match[1].partition(".")[0]
    if year := _YEAR.fullmatch(figures):
        return match.start() + len(year[1])
    return match.start() if len(figures) <= _LONGEST_NUMBER else None


def _joined(found: list[_Found]) -> list[_Found]:
    """A name that is a number itself, `Luật 65/2006/QH11` before `65/2006/QH11`, is one with it."""
    joined: list[_Found] = []
    for one in found:
        if joined and not one.name and one.number == joined[-1].number:
            joined[-1] = _Found(f"{joined[-1].name} {one.number}".strip(), one.number)
        elif joined and not joined[-1].name and one.number == joined[-1].number:
            joined[-1] = one
        else:
            joined.append(one)
    return joined
