"""HTML → blocks: what Word documents and Markdown are turned into, and what converters leave."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ucap.reading.blocks import Block, Kind, Place
from ucap.reading.files.marks import Levels, points
from ucap.reading.files.rows import is_tabbed
from ucap.reading.files.styled import Look, Styled

LOOKS = {
    "b": Look.BOLD,
    "strong": Look.BOLD,
    "th": Look.BOLD,
    "u": Look.UNDERLINED,
    "ins": Look.UNDERLINED,
    "a": Look.UNDERLINED,
}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
LISTS = {"ul", "ol", "menu"}
LIMITS = {"p", "div", "blockquote", "pre", "dl", "dt", "dd", "section", "article", "caption"}
"""Elements before and after which a text ends."""
UNSEEN = {"script", "style", "head", "template", "-comment", "_comment", "!doctype"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def blocks(html: str, *, tabs: bool = False) -> tuple[Block, ...]:
    """The blocks of an HTML text, rows counted through it.

    An attribute `data-line` says on which line of a file an element began, `data-mark` what stood
    before a point. With `tabs`, a tab outside of tables is where a cell ends. RecursionError where
    elements stand in each other by the hundred, MemoryError where there is none left.
    """
    try:
        body = LexborHTMLParser(html).body
    except SelectolaxError:  # any text is HTML: it only fails where memory does
        raise MemoryError from None
    reader = _Reader(tabs)
    if body is not None:
        reader.inside(body, Look.PLAIN)
        reader.end()
    return tuple(reader.blocks)


class _Reader:
    """Walks through the elements, and makes a block where a text ends."""

    def __init__(self, tabs: bool) -> None:
        self.space = re.compile(r"[^\S\t]+" if tabs else r"\s+")
        self.blocks: list[Block] = []
        self.levels = Levels()
        self.rows = 0
        self.place = Place()
        self.heading = 0
        self.depth = 0
        self.mark: str | None = None  # of the point that begins here
        self.pieces: list[Styled] = []

    def inside(self, node: LexborNode, look: Look) -> None:
        for child in node.iter(include_text=True):
            self.node(child, look)

    def node(self, node: LexborNode, look: Look) -> None:
        tag = node.tag or ""
        if tag == "-text":
            self.pieces.append(Styled.of(self.space.sub(" ", node.text_content or ""), look))
        elif tag == "br":
            self.pieces.append(Styled.of("\n", look))
        elif tag == "hr":
            self.end()
            self.levels.forget()
        elif tag == "sup":
            self.raised(node, look)
        elif tag == "table":
            self.table(node, look)
        elif tag in LISTS:
            self.list(node, look)
        elif tag in LIMITS or tag in HEADINGS:
            with self.apart(node, heading=HEADINGS.get(tag, 0)):
                self.inside(node, look)
        elif tag not in UNSEEN:
            self.inside(node, look | LOOKS.get(tag, Look.PLAIN))

    def raised(self, node: LexborNode, look: Look) -> None:
        """“km <sup>2</sup>” is “km²”: figures have characters of their own for it."""
        text = node.text(deep=True).strip()
        if text.isdecimal() and text.isascii():
            if self.pieces:
                last = self.pieces[-1]
                self.pieces[-1] = last[: len(last.text.rstrip(" "))]
            text = text.translate(RAISED)
        self.pieces.append(Styled.of(text, look))

    @contextmanager
    def apart(self, node: LexborNode, heading: int = 0) -> Iterator[None]:
        """A text of its own: what came before ends, and so does this."""
        self.end()
        before = self.place, self.heading
        self.place = replace(self.place, line=_number(node, "data-line") or self.place.line)
        self.heading = heading
        yield
        self.end()
        self.place, self.heading = before

    def table(self, node: LexborNode, look: Look) -> None:
        """Rows that say something are counted; columns by what cells before them span."""
        self.end()
        taken: dict[int, int] = {}  # column → rows that a cell above still reaches into
        for row in _rows(node):
            blocks, before = len(self.blocks), self.place
            column, reached = 1, dict(taken)
            for cell in row.iter():
                while reached.get(column, 0):
                    column += 1
                self.place = Place(row=self.rows + 1, column=column, line=before.line)
                with self.apart(row), self.cell():
                    self.inside(cell, look | LOOKS.get(cell.tag or "", Look.PLAIN))
                wide, high = _number(cell, "colspan") or 1, _number(cell, "rowspan") or 1
                taken.update(dict.fromkeys(range(column, column + wide), high))
                column += wide
            taken = {number: rows - 1 for number, rows in taken.items() if rows > 1}
            self.rows += len(self.blocks) > blocks
            self.place = before

    @contextmanager
    def cell(self) -> Iterator[None]:
        before = self.depth, self.levels
        self.depth, self.levels = 0, Levels()
        yield
        self.end()
        self.depth, self.levels = before

    def list(self, node: LexborNode, look: Look) -> None:
        self.end()
        self.depth += 1
        number = _number(node, "start") or 1
        for child in node.iter(include_text=True):
            if child.tag != "li":
                self.node(child, look)  # converters leave text and lists outside of points
                continue
            with self.apart(child):
                printed = child.attributes.get("data-mark")
                self.mark = printed or (f"{number}." if node.tag == "ol" else "•")
                self.inside(child, look)
            self.mark = None
            number += 1
        self.end()
        self.depth -= 1
        if not self.depth:
            self.levels.forget()

    def end(self) -> None:
        """Make blocks of the text so far."""
        styled = Styled.joined(self.pieces)
        self.pieces = []
        if not styled.text.strip():
            return
        if self.heading:
            self.add(styled.tidy(), Kind.HEADING, self.heading)
        elif self.mark is None and not self.place.row and is_tabbed(styled.text):
            self.tabbed(styled)
        else:
            self.points(styled)

    def tabbed(self, styled: Styled) -> None:
        """A row whose cells have tabs between them."""
        before, self.rows = self.place, self.rows + 1
        for column, cell in enumerate(styled.split("\t"), 1):
            self.place = replace(before, row=self.rows, column=column)
            self.points(cell)
        self.place = before

    def points(self, styled: Styled) -> None:
        for mark, point in points(styled):
            if mark or self.mark is not None:
                mark = mark or self.mark or ""
                self.add(point, Kind.ITEM, self.levels.of(mark, self.depth or 1), mark)
            else:
                self.add(point)
            self.mark = None

    def add(
        self, styled: Styled, kind: Kind = Kind.PARAGRAPH, level: int = 0, mark: str = ""
    ) -> None:
        if kind != Kind.ITEM and not self.depth:
            self.levels.forget()
        bold, underlined = styled.spans(Look.BOLD), styled.spans(Look.UNDERLINED)
        self.blocks.append(Block(styled.text, self.place, kind, level, mark, bold, underlined))


def _rows(table: LexborNode) -> Iterator[LexborNode]:
    """The rows of a table, not those of tables in its cells."""
    for child in table.iter():
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from _rows(child)


def _number(node: LexborNode, attribute: str) -> int:
    """A small number that an attribute gives; 0 without one."""
    value = node.attributes.get(attribute) or ""
    return int(value) if value.isascii() and value.isdigit() and len(value) < 5 else 0
