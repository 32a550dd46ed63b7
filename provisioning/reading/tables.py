"""Tables whose cells have run together into one line, as pages do that are saved as text. Pure.

A cell is cut off only where it can be told for sure; otherwise nothing is cut, and whoever asked
keeps the text whole. No letter is lost: the pieces in order are the text without its heading.
"""

import re
from collections.abc import Iterator

from contract.catalogue import Case, Form, Outcome, Paper, Way
from provisioning.reading.cells import item, line, tidy

WAYS_HEAD = re.compile(r"^\s*Hình thức nộp\s*Thời (?:gian|hạn giải quyết)\s*Phí, lệ phí\s*Mô tả")
PAPERS_HEAD = re.compile(r"Tên giấy tờ\s*Mẫu đơn, tờ khai\s*Số lượng")

_FORMS = {
    "Trực tiếp": Form.IN_PERSON,
    "Trực tuyến": Form.ONLINE,
    "Dịch vụ bưu chính": Form.POST,
}
_NONE = "Không có thông tin"
_UNIT = r"(?:Ngày làm việc|Ngày|Giờ làm việc|Giờ|Phút|Tuần|Tháng|Năm)"
_AMOUNT = r"\d[\d.,]* ?(?:Việt Nam Đồng|VNĐ|VND|Đồng|đồng|USD|EUR)"
# A bare number as time limit and a fee that begins with a number would be one number.
_TIME_FEE = (
    rf"(?:(?P<time>\d+ {_UNIT}|{_NONE})(?P<fee>Miễn phí|{_NONE}|{_AMOUNT})"
    rf"|(?P<bare>\d+)(?P<free>Miễn phí|{_NONE}))"
)
_WAY = re.compile(rf"(?P<form>{'|'.join(_FORMS)}){_TIME_FEE}")

_QUANTITY = re.compile(r"(\d+) bản chính(?:, ?(\d+) bản sao)?|(\d+) bản sao")
_IN_PROSE = tuple(" \n,.;:)/")
"""What follows `1 bản chính` within a sentence; a new cell begins with none of them."""
MOST_FIGURES = 2
_FILE = re.compile(r"\.(?:docx?|xlsx?|pdf|rar|zip|odt|rtf)", re.IGNORECASE)
_FORM_BEGINS = re.compile(r"(?:Mẫu|Mau|MAU|Tờ khai|To khai|Đơn|Don|Phụ lục|Phu luc|Biểu|TP-|TK)")
_BEFORE_SEAM = frozenset(").;,")

_OUTCOME = re.compile(r"\s*Mã: (KQ\.[A-Z]\d+\.\d{6}|Chưa xác định)")


def ways(text: str) -> tuple[Way, ...] | None:
    """The ways to hand in of a table; none when it cannot be cut for sure."""
    head = WAYS_HEAD.match(text)
    if not head:
        return None
    body = text[head.end() :]
    rows = list(_WAY.finditer(body))
    if not rows or body[: rows[0].start()].strip():
        return None
    ends = [row.start() for row in rows[1:]] + [len(body)]
    return tuple(_way(row, body[row.end() : end]) for row, end in zip(rows, ends, strict=True))


def _way(row: re.Match[str], rest: str) -> Way:
    """One row: a fee may be explained in brackets behind it, once or several times."""
    fee = row["fee"] or row["free"]
    length = _explained(rest)
    return Way(
        form=_FORMS[row["form"]],
        time_limit=line(row["time"] or row["bare"]),
        fee=tidy(fee + _apart(rest[:length])),
        description=tidy(rest[length:]),
    )


def _apart(text: str) -> str:
    """What stands behind an amount, with a space before it."""
    return f" {text}" if text and not text.startswith(" ") else text


def _explained(rest: str) -> int:
    """How much of the rest of a row belongs to its fee.

    Brackets that are not closed leave open where the fee ends: then all of it is the fee's.
    """
    length = 0
    while rest.startswith("(", length):
        closed = _closing(rest, length)
        if closed is None:
            return len(rest)
        length = closed
        if more := re.match(_AMOUNT, rest[length:]):
            length += more.end()
    return length


def _closing(text: str, start: int) -> int | None:
    depth = 0
    for place in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place + 1
    return None


def cases(text: str) -> tuple[Case, ...] | None:
    """The papers of a table by case; none when it is no such table.

    What stands between the last quantity of one case and the next heading is the next case's name.
    """
    parts = PAPERS_HEAD.split(text)
    if len(parts) == 1:
        return None
    found, when = [], parts[0]
    for place, part in enumerate(parts[1:], start=2):
        papers, rest = _papers(part)
        if place == len(parts) and item(rest):
            papers = (*papers, Paper(name=item(rest)))
        found.append(Case(when=_when(when), papers=papers))
        when = rest
    return tuple(found)


def _when(text: str) -> str:
    return item(text).removesuffix(":").strip()


def _papers(text: str) -> tuple[tuple[Paper, ...], str]:
    """The papers of one case, and what is left behind the last."""
    papers, start = [], 0
    for found in _QUANTITY.finditer(text):
        if text[found.end() : found.end() + 1] in _IN_PROSE and found.end() < len(text):
            continue
        number, begins = _cell(text, found)
        name, form = _template(text[start:begins])
        if name or form:
            copies = found[2] or (number if found[3] else None)
            papers.append(
                Paper(
                    name=name or form,
                    form=form if name else "",
                    originals=None if found[3] else int(number),
                    copies=int(copies) if copies else None,
                )
            )
            start = found.end()
    return tuple(papers), text[start:]


def _cell(text: str, found: re.Match[str]) -> tuple[str, int]:
    """The quantity, and where its cell begins: figures before it may be the end of a name.

    `Mẫu 021 bản chính` is `Mẫu 02` and one original: no cell begins behind a space or with a zero,
    and nobody asks for hundreds.
    """
    number = found[1] or found[3]
    behind_space = text[: found.start()].endswith(" ")
    is_joined = len(number) > 1 and (behind_space or number[0] == "0" or len(number) > MOST_FIGURES)
    kept = number[-1] if is_joined else number
    return kept, found.start() + len(number) - len(kept)


def _template(text: str) -> tuple[str, str]:
    """Name and template of a paper. The template is the name of a file, and begins at a seam."""
    said = item(text)
    file = _FILE.search(said)
    if not file or not _FILE.search(said, len(said) - len("......")):
        return said, ""
    seams = [place for place in range(1, file.start()) if _is_seam(said[place - 1], said[place])]
    begins = [seam for seam in seams if _FORM_BEGINS.match(said, seam)]
    if len(seams) != 1 and not begins:
        return said, ""
    place = begins[-1] if begins else seams[0]
    return said[:place].strip(), _FILE.sub(lambda end: f"{end[0]}, ", said[place:]).strip(", ")


def _is_seam(before: str, after: str) -> bool:
    """Whether a cell may begin between these letters: a capital stands right behind a word."""
    ends = before.islower() or before.isdigit() or before in _BEFORE_SEAM
    return ends and after.isupper()


def outcomes(text: str) -> tuple[Outcome, ...]:
    """What comes of a procedure: names, each with its code behind it."""
    return tuple(_outcomes(text))


def _outcomes(text: str) -> Iterator[Outcome]:
    start = 0
    for found in _OUTCOME.finditer(text):
        if name := line(text[start : found.start()]):
            yield Outcome(name=name, code=line(found[1]))
        start = found.end()
    if rest := line(text[start:]):
        yield Outcome(name=rest)
