"""The document's text with what was understood marked in it. Pure functions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _

from browse.text import Spoken
from ucap.reading.blocks import Block, Document, Place
from ucap.reading.items.item import Item
from ucap.reading.understood import Span

Cut = tuple[int, int, Item]
"""Where an item's words stand in a block: the first character, the one after the last."""


@dataclass(frozen=True)
class Piece:
    """Words of a block: of no item, or of those that were understood from them.

    `anchors` are the items whose words begin here.
    """

    text: str
    items: tuple[Item, ...] = ()
    anchors: tuple[Item, ...] = ()

    @property
    def name(self) -> str:
        """The items' names, for those who do not see the mark."""
        return ", ".join(str(item.label) for item in self.items)


@dataclass(frozen=True)
class Marked:
    """A block in pieces; `page` is its number where a new page begins with it."""

    block: Block
    pieces: tuple[Piece, ...]
    page: int | None


def marked(document: Document, items: Iterable[Item]) -> list[Marked]:
    """Every block with its marks; each item has one anchor, where its words begin."""
    cuts = _cuts(document, items)
    anchored: set[str] = set()
    found, page = [], None
    for number, block in enumerate(document.blocks):
        pieces = tuple(_pieces(block.text, cuts.get(number, []), anchored))
        turned = block.place.page if block.place.page != page else None
        page = block.place.page or page
        found.append(Marked(block, pieces, turned))
    return found


def _cuts(document: Document, items: Iterable[Item]) -> dict[int, list[Cut]]:
    """{number of a block: what is marked in it}."""
    cuts: dict[int, list[Cut]] = {}
    for item in items:
        for span in item.spans:
            for number, start, end in stretches(span, document):
                cuts.setdefault(number, []).append((start, end, item))
    return cuts


def stretches(span: Span, document: Document) -> Iterator[tuple[int, int, int]]:
    """(block, first character, after the last) for each block that a span's words stand in."""
    last = len(span.blocks) - 1
    for place, number in enumerate(span.blocks):
        if not 0 <= number < len(document.blocks):
            continue
        length = len(document.blocks[number].text)
        start = span.start if place == 0 else 0
        end = span.end if place == last else length
        if 0 <= start < min(end, length):
            yield number, start, min(end, length)


def _pieces(text: str, cuts: list[Cut], anchored: set[str]) -> Iterator[Piece]:
    """The text parted where marks begin and end."""
    edges = sorted({0, len(text), *(edge for start, end, _i in cuts for edge in (start, end))})
    for first, after in pairwise(edges):
        here = {item.key: item for start, end, item in cuts if start <= first < end}
        new = tuple(item for key, item in here.items() if key not in anchored)
        anchored |= here.keys()
        yield Piece(text[first:after], tuple(here.values()), new)


def place_of(item: Item, document: Document) -> Spoken:
    """Where an item's words begin, in words; "" where it has none."""
    for span in item.spans:
        for number, _start, _end in stretches(span, document):
            return spoken(document.blocks[number].place)
    return ""


def spoken(place: Place) -> str:
    """A place in words: “page 2, row 9”."""
    said = []
    if place.page is not None:
        said.append(_("page %(n)d") % {"n": place.page})
    if place.row is not None:
        said.append(_("row %(n)d") % {"n": place.row})
    if place.line is not None and place.row is None:
        said.append(_("line %(n)d") % {"n": place.line})
    return ", ".join(said)
