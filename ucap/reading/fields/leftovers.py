"""Which words of a document are in no field, no label and no title: none is dropped unseen."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass

from ucap.reading.blocks import Document
from ucap.reading.fields.runs import Run
from ucap.reading.understood import Span, Understood

MARK = re.compile(r"\s*\(?\d{1,2}[.)]\s*")


def unused(document: Document, understood: Understood, used: Iterable[Run]) -> tuple[int, ...]:
    """The numbers of blocks that have a word which neither a span nor one of `used` covers."""
    covered: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in spans(understood):
        for number in span.blocks:
            first = span.start if number == span.blocks[0] else 0
            last = span.end if number == span.blocks[-1] else len(document.blocks[number].text)
            covered[number].append((first, last))
    for run in used:
        for piece in run.pieces:
            covered[piece.number].append((piece.start, piece.end))
    return tuple(
        number
        for number, block in enumerate(document.blocks)
        if any(_says_something(gap) for gap in _outside(block.text, covered[number]))
        or (not covered[number] and MARK.fullmatch(block.text))
    )


def _outside(text: str, covered: list[tuple[int, int]]) -> Iterator[str]:
    """What of a text is not covered, piece by piece."""
    end = 0
    for first, last in sorted(covered):
        yield text[end:first]
        end = max(end, last)
    yield text[end:]


def _says_something(gap: str) -> bool:
    """Whether there are words; the number of a point of a list is none."""
    return not MARK.fullmatch(gap) and any(char.isalnum() for char in gap)


def spans(value: object) -> Iterator[Span]:
    """All spans in a value, wherever they are in it."""
    if isinstance(value, Span):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from spans(one)
    elif is_dataclass(value):
        for one in fields(value):
            yield from spans(getattr(value, one.name))
