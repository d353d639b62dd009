"""Texts that were cut are joined, points that were run together are parted."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ucap.reading.blocks import Kind
from ucap.reading.fields import dates
from ucap.reading.fields.runs import Run, joined

BULLETS = "→➔➜➢►▶•●▪■‣⁃∙○◦"
HOLLOW = "○◦⚬"
"""Bullets of a second level, by custom."""

_INSIDE = re.compile(rf"(?:^|(?<=\s))([{BULLETS}])\s*(?=\S)")
_FIRST_NUMBER = re.compile(r"\(?(\d{1,2})([.)])\s+(?=\S)")
_OPEN_END = re.compile(
    r"(?:,|[(–&/]|\b(?:of|for|and|or|the|a|an|with|in|on|at|to|by|from|between|into|as|its|their|"
    r"incl\.|e\.g\.))$"
)
_CLOSED = re.compile(r"[.:;!?…][\"”’')\]]*$")
GAP = 3
"""So many lines further on, something has come between in a text file: a page break."""


def paragraphs(runs: Iterable[Run]) -> list[Run]:
    """Points and paragraphs, whole and each for itself, from the blocks of a field."""
    return list(_joined(part for run in runs for part in parted(run)))


def parted(run: Run) -> Iterator[Run]:
    """The points that stand in one text: “… next steps. → July 2018: …”, lines with numbers."""
    for line in _lines(run):
        cuts = [(found.start(), found.end(), found[1]) for found in _INSIDE.finditer(line.text)]
        if not cuts:
            yield from _numbered(line)
            continue
        before = line.cut(0, cuts[0][0])
        if before:
            yield before
        ends = [first for first, _, _ in cuts[1:]] + [len(line.text)]
        for (_, first, mark), end in zip(cuts, ends, strict=True):
            level = 2 if mark in HOLLOW else 1
            yield replace(line.cut(first, end), kind=Kind.ITEM, mark=mark, level=level)


def _lines(run: Run) -> list[Run]:
    """The lines of a paragraph; a point goes on in its next line unless that one has a mark."""
    if not run.is_point:
        return run.lines()
    lines: list[list[Run]] = []
    for line in run.lines():
        if lines and not _INSIDE.match(line.text) and not _FIRST_NUMBER.match(line.text):
            lines[-1].append(line)
        else:
            lines.append([line if not lines else replace(line, kind=Kind.PARAGRAPH, mark="")])
    return [joined(line) for line in lines]


def _numbered(run: Run) -> Iterator[Run]:
    """“1. First. 2. Second.” as two points: numbers count up, and each follows a full text."""
    found = _FIRST_NUMBER.match(run.text)
    if found and not run.is_point:
        run = replace(run.cut(found.end()), kind=Kind.ITEM, level=1, mark=found[0].strip())
    own = re.match(r"\(?(\d{1,2})([.)])", run.mark)
    if not own:
        yield run
        return
    number, sign = int(own[1]), re.escape(own[2])
    after = re.search(rf"(?<=[.;:)])\s+\(?({number + 1}{sign})\s+(?=[^\W\d_])", run.text)
    if not after:
        yield run
        return
    yield run.cut(0, after.start())
    yield from _numbered(replace(run.cut(after.end()), mark=after[1]))


def _joined(runs: Iterable[Run]) -> Iterator[Run]:
    together: list[Run] = []
    for run in runs:
        if together and not goes_on(together[-1], run):
            yield joined(together)
            together = []
        together.append(run)
    if together:
        yield joined(together)


def goes_on(before: Run, run: Run) -> bool:
    """Whether a text is the rest of the one before it, which a line or a page has cut."""
    if run.is_heading or before.is_heading or (run.is_point and run.mark):
        return False
    if before.is_stressed and not run.is_stressed:
        return False
    if dates.leading(run.plain):
        return False
    if run.text[:1].islower():
        return not _CLOSED.search(before.text) or is_broken(before, run)
    if _OPEN_END.search(before.text):
        return True
    return is_broken(before, run) and not _CLOSED.search(before.text) and not _may_head(run)


def is_broken(before: Run, run: Run) -> bool:
    """Whether a page ends between two texts, or the row, or the table."""
    last, first = before.last_place, run.place
    if (last.page, last.row) != (first.page, first.row):
        return True
    return bool(last.line and first.line and first.line - last.line >= GAP)


def _may_head(run: Run) -> bool:
    """Whether a text may be a heading: bold, or a few words, without the end of a sentence."""
    few = len(run.plain.split()) <= 6 and not re.search(r"[.;!?]$", run.text)
    return run.is_stressed or few
