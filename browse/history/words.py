"""What was taken out of a text and what was put in, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
LINE = re.compile(r"[^\n]*\n|[^\n]+")
MOST_WORDS = 3000
"""Texts longer than this are compared line by line, since comparing words takes its square."""

SAME, OUT, IN = "same", "out", "in"


@dataclass(frozen=True)
class Span:
    """A stretch of text that stayed, was taken out or was put in."""

    kind: str
    text: str


def compared(before: str, after: str) -> list[Span]:
    """The two texts as one: the spans that are not IN make up `before`, those not OUT `after`."""
    token = TOKEN if max(len(before), len(after)) < 6 * MOST_WORDS else LINE
    old, new = token.findall(before), token.findall(after)
    spans: list[Span] = []
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for operation, start, end, begin, stop in matcher.get_opcodes():
        if operation == "equal":
            spans.append(Span(SAME, "".join(old[start:end])))
            continue
        if start < end:
            spans.append(Span(OUT, "".join(old[start:end])))
        if begin < stop:
            spans.append(Span(IN, "".join(new[begin:stop])))
    return _readable(spans)


def _readable(spans: list[Span]) -> list[Span]:
    """Without the lone spaces that stayed between two changes: one change reads better than two."""
    merged: list[Span] = []
    for number, span in enumerate(spans):
        between = 0 < number < len(spans) - 1
        if span.kind == SAME and between and span.text.isspace():
            merged += [Span(OUT, span.text), Span(IN, span.text)]
        else:
            merged.append(span)
    return _joined(merged)


def _joined(spans: list[Span]) -> list[Span]:
    """Each run of changes as one span taken out and one put in."""
    joined: list[Span] = []
    out, put = "", ""
    for span in [*spans, Span(SAME, "")]:
        if span.kind == OUT:
            out += span.text
        elif span.kind == IN:
            put += span.text
        else:
            joined += [Span(kind, text) for kind, text in ((OUT, out), (IN, put)) if text]
            out, put = "", ""
            if span.text:
                joined.append(span)
    return joined
