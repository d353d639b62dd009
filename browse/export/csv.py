"""Tables as CSV: RFC 4180 in UTF-8, with the mark by which spreadsheets know that."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

MARK = "\ufeff"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a cell for a formula (OWASP, “CSV Injection”).

In East Asian editions that includes the wide forms.
"""
SENT_AT_ONCE = 200
"""How many lines leave together: each piece costs the server some work of its own."""


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def cell(value: Any) -> str:
    """What stands in a cell: text that no spreadsheet takes for a formula; numbers as they are."""
    if value is None:
        return ""
    text = str(value)
    return f"'{text}" if not isinstance(value, int | float) and text.startswith(FORMULA) else text


def lines(
    names: Iterable[Any], rows: Iterable[Iterable[Any]], *, mark: bool = True
) -> Iterator[str]:
    """The file, piece by piece: the names of the columns, then `rows` as they come.

    `mark` is the byte order mark by which spreadsheets know UTF-8.
    """
    write = csv.writer(_Echo()).writerow
    piece = [MARK if mark else "", write([cell(name) for name in names])]
    for row in rows:
        piece.append(write([cell(value) for value in row]))
        if len(piece) >= SENT_AT_ONCE:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)
