"""Markdown → HTML that says on which line of a file its elements began."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

ELEMENT = re.compile(r"<(tr|td|th|p|li|h[1-6]|div)(?=[\s>])")
WIDTHS = range(40, 131)
"""How wide text is that was broken where a line was full."""

# text that is indented is no program
_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["code", "fence"])


class Wrapping:
    """Which lines of a text end only because they were full: the next word had no room."""

    def __init__(self, text: str) -> None:
        self._lines = text.replace("\f", "").split("\n")
        lines = (line for line in self._lines if "\t" not in line and "|" not in line)
        self._width = max((len(line.rstrip()) for line in lines), default=0)

    def is_full(self, number: int) -> bool:
        """Whether the line of this number, from 1, was full."""
        if self._width not in WIDTHS or number >= len(self._lines):
            return False
        line, after = self._lines[number - 1].rstrip(), self._lines[number].split()
        return bool(after) and len(line) + 1 + len(after[0]) > self._width


def inline(text: str) -> str:
    """The HTML of a text within one element, such as a cell."""
    return str(_PARSER.renderInline(text.strip()))


def as_html(lines: list[str], first: int, wrapped: Wrapping) -> str:
    """The HTML of lines of which the first has the number `first` in its file.

    Line breaks are kept, unless the line was full. Points say in `data-mark` what was before them.
    """
    tokens = _PARSER.parse("\n".join(lines))
    for token in tokens:
        if not token.map:
            continue
        number = first + token.map[0]
        if token.nesting == 1:
            token.attrSet("data-line", str(number))
        if token.type == "list_item_open":
            token.attrSet("data-mark", token.info + token.markup)
        elif token.type == "html_block":
            token.content = "\n".join(_numbered(token.content, number))
        elif token.type == "inline":
            _break_lines(token.children or [], number, wrapped)
    return str(_PARSER.renderer.render(tokens, _PARSER.options, {}))


def _numbered(content: str, first: int) -> Iterator[str]:
    for number, line in enumerate(content.split("\n"), first):
        yield ELEMENT.sub(rf'<\1 data-line="{number}"', line)


def _break_lines(tokens: list[Token], number: int, wrapped: Wrapping) -> None:
    """Keep the line breaks that somebody set, which Markdown takes for spaces."""
    for token in tokens:
        if token.type in {"softbreak", "hardbreak"}:
            if not wrapped.is_full(number):
                token.type = "hardbreak"
            number += 1
