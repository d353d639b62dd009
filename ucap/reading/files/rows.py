"""Rows of tables in text: cells between pipes, or with tabs or many spaces between them."""

import re
from collections.abc import Iterable, Iterator

from ucap.reading.files.marks import ALONE

PIPED = re.compile(r"\s*\|.*\|\s*")
RULE = re.compile(r"\s*\|[\s|:-]*-[\s|:-]*|\s*:?--[\s:-]*")
PIPE = re.compile(r"(?<!\\)\|")


GAP = re.compile(r"(?<=\S) {3,}(?=\S)")
LEAST_GAPS = 3
"""Fewer lines with many spaces in them are no table."""


def with_tabs(text: str) -> str:
    """The text with tabs between cells, if it has a table whose cells have many spaces between.

    A line below a row that begins where its second cell did, or further, goes on there.
    """
    lines = text.split("\n")
    gaps = [GAP.search(line) for line in lines]
    if "\t" in text or sum(gap is not None for gap in gaps) < LEAST_GAPS:
        return text
    second = 0  # where the second cell of the row above begins
    for at, (line, gap) in enumerate(zip(lines, gaps, strict=True)):
        indent = len(line) - len(line.lstrip(" "))
        goes_on = 0 < second <= indent + 1
        if goes_on or (gap and not ALONE.fullmatch(line[: gap.start()])):
            lines[at] = "\t" * goes_on + GAP.sub("\t", line)
        if not goes_on:
            second = gap.end() if gap else 0
    return "\n".join(lines)


def rows(lines: Iterable[str]) -> Iterator[list[str] | None]:
    """The cells of each line, None of a line that is no row.

    A blank line below a row and the rule below a head are rows without cells. A line that is only
    indented by tabs is a row below other rows; a tab after nothing but a bullet makes none.
    """
    below_row = False
    for line in lines:
        if not line.strip():
            yield [] if below_row else None
            continue
        is_piped = bool(PIPED.fullmatch(line))
        below_row = is_piped or is_tabbed(line) or (below_row and line.startswith("\t"))
        if below_row and RULE.fullmatch(line):
            yield []
        elif below_row:
            yield _piped(line) if is_piped else line.split("\t")
        else:
            yield None


def _piped(line: str) -> list[str]:
    cells = PIPE.split(line.strip()[1:-1])
    return [cell.replace("\\|", "|") for cell in cells]


def is_tabbed(line: str) -> bool:
    """Whether there are tabs between cells of a line, not only before it or after a bullet."""
    start, *others = line.lstrip("\t").split("\t")
    return bool(others) and not (len(others) == 1 and ALONE.fullmatch(start))
