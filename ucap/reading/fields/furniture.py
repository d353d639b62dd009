"""What stands on paper without being a part of the summary: page numbers, running headers."""

import re
from collections import defaultdict
from collections.abc import Iterable

from ucap.reading.blocks import Block, Document, Kind

_PAGE = re.compile(
    r"[\s|–—-]*(?:(?:page|p\.|seite|pg\.?)\s*)?\d{1,3}(?:\s*(?:/|of|von)\s*\d{1,3})?[\s|–—-]*",
    re.IGNORECASE,
)
LONGEST = 120
"""A longer text is never a running header."""
EDGE = 3
"""So many blocks from the top or the bottom of a page a header or footer may stand."""


def furniture(document: Document) -> frozenset[int]:
    """The numbers of blocks that are page numbers, running headers or footers.

    A header is known by being there again, but for its number, at the edge of another page, or
    anywhere where no pages are known; its first one stays when it is a heading or has no number.
    """
    loose = [n for n, block in enumerate(document.blocks) if _may_be(block)]
    at_edge = _at_edges(document)
    alike: dict[str, list[int]] = defaultdict(list)
    found = set()
    for number in loose:
        block = document.blocks[number]
        if _PAGE.fullmatch(block.text) and (block.place.page is None or number in at_edge):
            found.add(number)
        elif block.place.page is None or number in at_edge:
            alike[re.sub(r"\d+", "#", block.text.casefold())].append(number)
    for text, numbers in alike.items():
        if len(numbers) > 1 and _is_header(text):
            found.update(numbers if "#" in text else numbers[1:])
    return frozenset(found)


def _may_be(block: Block) -> bool:
    return block.place.row is None and block.kind != Kind.ITEM and len(block.text) <= LONGEST


def _is_header(text: str) -> bool:
    """Whether a repeated text has enough words to be one: “N/A” and “China” are values."""
    return len(re.findall(r"[^\W\d_]{2,}", text)) >= 3 or ("#" in text and "page" in text)


def _at_edges(document: Document) -> frozenset[int]:
    pages: dict[int | None, list[int]] = defaultdict(list)
    for number, block in enumerate(document.blocks):
        pages[block.place.page].append(number)
    return frozenset(n for numbers in pages.values() for n in _edges(numbers))


def _edges(numbers: list[int]) -> Iterable[int]:
    return [*numbers[:EDGE], *numbers[-EDGE:]]
