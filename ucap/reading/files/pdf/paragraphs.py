"""Lines of an area → blocks: which lines go on, which begin a paragraph or a point."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ucap.reading.blocks import Block, Kind, Place
from ucap.reading.files.marks import AT_START, ROUND, shown
from ucap.reading.files.pdf.areas import Area, is_full
from ucap.reading.files.pdf.lines import Line
from ucap.reading.files.styled import Look, Styled

CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
HYPHEN = re.compile(r"\w[-–]$")
NEAR = 3.0


@dataclass
class Paper:
    """What is known of a whole document when its areas are made into blocks.

    `in_tables` and `outside` are the distances of lines in a paragraph there, as shares of the size
    of letters; `words` are those that it prints, by which a hyphen at the end of a line is kept or
    not.
    """

    in_tables: float
    outside: float
    words: frozenset[str]
    headings: tuple[float, ...] = ()
    """The sizes of headings, the biggest first."""


@dataclass
class Nesting:
    """The indents of the points that are open in a column."""

    indents: list[float] = field(default_factory=list)

    def level(self, indent: float, mark: str) -> int:
        """The level of the next point."""
        self.indents = [other for other in self.indents if other < indent - NEAR]
        self.indents.append(indent)
        return max(len(self.indents), 2 if mark in ROUND else 1)

    def forget(self) -> None:
        """Something that is no point comes between."""
        self.indents = []


def blocks(area: Area, paper: Paper, place: Place, nesting: Nesting) -> Iterator[Block]:
    """The blocks of an area; `nesting` is that of its column so far."""
    for number, group in enumerate(_groups(area, paper)):
        mark, styled = _marked(_joined(group, area.right, paper.words))
        if not styled:
            continue
        kind, level = Kind.PARAGRAPH, 0
        if mark:
            kind, level = Kind.ITEM, nesting.level(group[0].x0 - area.left, mark)
        elif number:
            nesting.forget()  # the first one may be the rest of a point on the page before
        if not mark and place.row is None and (rank := _rank(group[0], paper)):
            kind, level = Kind.HEADING, rank
        bold, underlined = styled.spans(Look.BOLD), styled.spans(Look.UNDERLINED)
        yield Block(styled.text, place, kind, level, mark, bold, underlined)


def _rank(line: Line, paper: Paper) -> int:
    sizes = [size for size in paper.headings if size > line.size - 0.5]
    return len(sizes) if any(size < line.size + 0.5 for size in sizes) else 0


def _groups(area: Area, paper: Paper) -> Iterator[list[Line]]:
    """The lines of each paragraph or point."""
    group: list[Line] = []
    for line in area.lines:
        if group and _begins(group, line, area, paper):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: list[Line], line: Line, area: Area, paper: Paper) -> bool:
    first, before = group[0], group[-1]
    if AT_START.match(line.styled().text) and not _is_number_inside(before, line, area):
        return True
    if abs(line.size - before.size) > 0.1 * before.size:
        return True
    pitch = paper.in_tables if area.column else paper.outside
    if (line.base - before.base) / line.size > pitch * 1.12 + 0.03:
        return True
    was_full = is_full(before, line, area.right)
    if line.is_bold != before.is_bold and not was_full:
        return True
    is_point = bool(AT_START.match(first.styled().text))
    outdented = line.x0 < before.x0 - NEAR and not (is_point and line.x0 >= first.x0 - NEAR)
    if is_point:
        return outdented or (not was_full and line.x0 < _text_start(first) - NEAR)
    return outdented and before is not first


def _is_number_inside(before: Line, line: Line, area: Area) -> bool:
    """A line that only happens to begin like a point: “2.” or “-” after a full line."""
    mark = AT_START.match(line.styled().text)
    is_sign = mark is not None and not mark[1].isascii()
    return (
        not is_sign
        and line.x0 >= before.x0 - NEAR
        and is_full(before, line, area.right)
        and (not AT_START.match(before.styled().text) and abs(line.x0 - before.x0) < NEAR)
    )


def _text_start(line: Line) -> float:
    """Where the text of a point begins, after its mark."""
    mark = AT_START.match(line.styled().text)
    length = len(mark[1]) if mark else 0
    for word in line.words:
        if length <= 0:
            return word.x0
        length -= len(word.text)
    return line.x0


def _joined(group: list[Line], right: float, words: frozenset[str]) -> Styled:
    """The text of lines: with a space between them, or a line break that somebody set."""
    styled = group[0].styled()
    for before, line in pairwise(group):
        after = line.styled()
        if not is_full(before, line, right):
            between = "\n"
        elif HYPHEN.search(styled.text):
            between = ""
            if _is_divided(styled.text, after.text, words):
                styled = styled[:-1]
        elif CHINESE.match(styled.text[-1:]) and CHINESE.match(after.text):
            between = ""
        else:
            between = " "
        look = Look(styled.looks[-1] & after.looks[0]) if styled and after else Look.PLAIN
        styled = Styled.joined([styled, Styled.of(between, look), after])
    return styled


def _is_divided(text: str, after: str, words: frozenset[str]) -> bool:
    """Whether a hyphen at the end of a line only divides a word, which stands elsewhere whole."""
    first = re.split(r"[^\w-]", text)[-1].lower()
    second = re.split(r"[^\w-]", after)[0].lower()
    return f"{first}{second}" not in words and f"{first[:-1]}{second}" in words


def _marked(styled: Styled) -> tuple[str, Styled]:
    """The mark of a point, and its text."""
    found = AT_START.match(styled.text)
    return (shown(found[1]), styled[found.end() :].tidy()) if found else ("", styled.tidy())
