"""Stretches of what a document says."""

from ucap.reading.understood import Span


def part(span: Span, start: int, end: int, text: str = "") -> Span:
    """A stretch of a span, by where it stands in its text.

    Where a text goes on in later blocks, nobody knows in which of them a part stands: it then
    has all of them.
    """
    said = text or span.text[start:end]
    if len(span.blocks) == 1 and span.end - span.start == len(span.text):
        return Span(said, span.blocks, span.start + start, span.start + end)
    return Span(said, span.blocks, span.start, span.end)
