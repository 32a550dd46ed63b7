"""Papers and ways as a person writes them into a cell of a table. Pure.

    Trẻ sinh tại nhà:
    - Tờ khai | Mẫu 01 | 1 bản chính
    - Căn cước | 0 bản chính, 1 bản sao

A line that ends with a colon begins a case; what is behind strokes may be left out.
"""

import re

from contract.catalogue import Case, Form, Paper, Way
from faces.folding import fold
from provisioning.reading.cells import item, line, tidy

_QUANTITY = re.compile(r"(?:(\d{1,3}) bản chính)?(?:,? ?(\d{1,3}) bản sao)?")
_STROKES = 2
_FORMS = {"truc tiep": Form.IN_PERSON, "truc tuyen": Form.ONLINE, "buu chinh": Form.POST}


def cases(text: str) -> tuple[Case, ...] | None:
    """The papers of a cell by case; none when it is prose: nothing in it has a stroke."""
    lines = tidy(text).split("\n")
    if not any("|" in one for one in lines):
        return None
    found = [Case()]
    for one in lines:
        if one.endswith(":") and "|" not in one:
            found.append(Case(when=item(one).removesuffix(":")))
        elif paper := _paper(one):
            last = found[-1]
            found[-1] = last.model_copy(update={"papers": (*last.papers, paper)})
    return tuple(case for case in found if case.papers)


def _paper(text: str) -> Paper | None:
    name, *rest = [part.strip() for part in item(text).split("|")]
    if not name or len(rest) > _STROKES:
        return Paper(name=item(text)) if item(text) else None
    quantity = _QUANTITY.fullmatch(rest[-1]) if rest else None
    if quantity and rest[-1]:
        rest.pop()
    else:
        quantity = None
    return Paper(
        name=name,
        form=" ".join(rest).strip(),
        originals=_number(quantity, 1),
        copies=_number(quantity, 2),
    )


def _number(quantity: re.Match[str] | None, group: int) -> int | None:
    return int(quantity[group]) if quantity and quantity[group] else None


def ways(forms: str, time_limit: str, fee: str) -> tuple[Way, ...]:
    """Ways of one time limit and fee; raises `ValueError` for a way that nobody knows."""
    names = [one for one in re.split(r"[,;\n]", tidy(forms)) if one.strip()]
    if not names and not (tidy(time_limit) or tidy(fee)):
        return ()
    return tuple(
        Way(form=_form(name), time_limit=line(time_limit), fee=tidy(fee))
        for name in names or ["trực tiếp"]
    )


def _form(name: str) -> Form:
    said = fold(name)
    for words, form in _FORMS.items():
        if words in said:
            return form
    raise ValueError(f'"{line(name)}" is no way to hand in: write trực tiếp, trực tuyến, bưu chính')
