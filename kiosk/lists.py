"""Pages that are lists: of procedures, and of names that procedures have in common. Pure."""

from collections.abc import Iterable, Sequence

from faces.touching import Tile
from kiosk.drawer import MOST, Drawer
from kiosk.view import Block, Card, Item, Page, PageName
from kiosk.world import Listing

_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_BARE = str.maketrans(
    "àáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ",
    "aaaaaăăăăăâââââeeeeeêêêêêiiiiioooooôôôôôơơơơơuuuuuưưưưưyyyyy",
)
"""A letter without its tone."""


def listed(draw: Drawer) -> Sequence[Listing]:
    """The procedures that what was chosen leads to."""
    at, language = draw.visitor.at, draw.visitor.language
    return [
        one
        for one in draw.listings
        if (not at.agency or draw.world.agency(one, language) == at.agency)
        and (not at.audience or at.audience in one.audience)
        and (not at.field or (one.field or draw.text("no_field")) == at.field)
    ]


def counted(draw: Drawer, kind: str, names: Iterable[str]) -> list[Card]:
    """Names that recur, each with how many procedures have it, in the order of the alphabet."""
    counts: dict[str, int] = {}
    for name in names:
        if name:
            counts[name] = counts.get(name, 0) + 1
    ordered = sorted(counts, key=in_alphabet)
    return [
        Card(Tile(f"{kind}:{name}", name, draw.text("procedures", n=counts[name])))
        for name in ordered
    ]


def list_page(draw: Drawer, name: PageName, title: str, note: str, items: Sequence[Item]) -> Page:
    """A page of a list; of a very long one the leaf that was turned to."""
    leaves = max(1, -(-len(items) // MOST))
    leaf = min(draw.visitor.at.leaf, leaves - 1)
    seen = list(items[leaf * MOST : (leaf + 1) * MOST])
    if leaf:
        seen.insert(0, Card(Tile("less", draw.text("leaf_before", leaf=leaf, leaves=leaves))))
    if leaf < leaves - 1:
        seen.append(Card(Tile("more", draw.text("leaf_after", leaf=leaf + 2, leaves=leaves))))
    if not seen:
        empty = "no_catalogue" if draw.world.shelf is None else "empty"
        seen.append(Block(draw.text(empty), sign="offline", ink="wait"))
    return Page(
        name,
        title,
        note,
        items=tuple(seen),
        key=f"{draw.visitor.at}",
        turns=draw.turns(),
        source=draw.source(),
    )


def in_alphabet(text: str) -> list[int]:
    """What names are sorted by: the order of the Vietnamese alphabet."""
    letters = text.lower().translate(_BARE)
    return [_ALPHABET.find(letter) if letter in _ALPHABET else -1 for letter in letters]
