"""The columns that a list of procedures may have, whatever they are called. Pure."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from faces.folding import fold

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "code": ("ma", "ma thu tuc", "ma tthc", "ma so", "ma so tthc"),
    "name": ("ten", "ten thu tuc", "ten tthc", "ten thu tuc hanh chinh"),
    "title": ("ten ngan", "ten goi tat", "ten hien thi"),
    "levels": ("level", "cap", "cap thuc hien"),
    "kind": ("loai", "loai thu tuc", "loai tthc"),
    "field": ("linh vuc",),
    "executing": ("agency", "co quan", "co quan thuc hien"),
    "competent": ("co quan co tham quyen", "co quan co tham quyen quyet dinh"),
    "coordinating": ("co quan phoi hop",),
    "address": ("dia chi", "dia chi tiep nhan", "dia chi tiep nhan ho so"),
    "audience": ("doi tuong", "doi tuong thuc hien"),
    "steps": ("trinh tu", "trinh tu thuc hien"),
    "ways": ("cach thuc", "cach thuc thuc hien"),
    "forms": ("hinh thuc", "hinh thuc nop"),
    "time limit": ("thoi han", "thoi gian", "thoi han giai quyet", "thoi gian giai quyet"),
    "fee": ("phi", "le phi", "phi, le phi", "phi le phi"),
    "papers": ("ho so", "thanh phan", "thanh phan ho so"),
    "requirements": ("yeu cau", "dieu kien", "yeu cau dieu kien", "yeu cau, dieu kien",
                     "yeu cau, dieu kien thuc hien"),
    "outcomes": ("result", "ket qua", "ket qua thuc hien"),
    "bases": ("legal basis", "can cu", "can cu phap ly"),
    "decision": ("qd", "so quyet dinh", "so quyet dinh cong bo", "quyet dinh cong bo"),
    "decision date": ("ngay quyet dinh", "ngay cong bo"),
    "url": ("link", "duong dan", "lien ket"),
    "keywords": ("tu khoa",),
    "service": ("queue", "hang doi"),
    "on the spot": ("4 tai cho", "bon tai cho"),
    "online level": ("muc do", "muc do dich vu cong", "muc do truc tuyen", "dich vu cong"),
    "popularity": ("luot", "so luot", "luot tim", "pho bien"),
}  # fmt: skip
"""What a column is to us, and the other names it goes by, folded."""

PASSED_OVER = frozenset({"stt", "tt", "no", "bo", "source", "nguon"})
"""Columns that say nothing about a procedure."""

NEEDED = ("code", "name")
"""Without these a list is not one of procedures."""

_KNOWN = {fold(name): own for own, others in COLUMNS.items() for name in (own, *others)}


def column(header: str) -> str | None:
    """What a column is to us."""
    return _KNOWN.get(_plain(header))


def unknown(headers: Iterable[str]) -> list[str]:
    """What is to be said of columns that nobody knows."""
    return [
        f'column "{header}" is not known and passed over{_nearest(header)}'
        for header in headers
        if header.strip() and column(header) is None and _plain(header) not in PASSED_OVER
    ]


def _nearest(header: str) -> str:
    nearest = get_close_matches(_plain(header), _KNOWN, n=1)
    return f'; was "{nearest[0]}" meant?' if nearest else ""


def _plain(header: str) -> str:
    return fold(header.replace("_", " ").replace("/", " "))
