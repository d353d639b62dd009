"""Tables as Excel workbooks: typed cells, a head that stays, and a sheet about the table."""

from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.worksheet import Worksheet

from browse.dates import Day, Precision
from browse.export.tables import Cell, Column

LONGEST_TEXT = 32_767
"""How many characters Excel takes in one cell."""
SHEET_NAME_LENGTH = 31
OPTIONS = {
    "constant_memory": True,  # rows go to the disk as they are written
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
FORMATS = {Precision.DAY: "d mmmm yyyy", Precision.MONTH: "mmmm yyyy"}


def write(
    file: IO[bytes],
    name: str,
    columns: Sequence[Column],
    rows: Iterable[Iterable[Cell]],
    about: Callable[[int], Iterable[tuple[str, str]]],
) -> None:
    """Write a workbook: a sheet called `name` with `rows`, and one that tells about them.

    `about` is asked for (label, text) when all rows are written, and told how many they are.
    """
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(name[:SHEET_NAME_LENGTH])
        number = _Sheet(book, sheet).fill(columns, rows)
        _tell(book, about(number))


class _Sheet:
    """The sheet with the records."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        self.sheet = sheet
        self.head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        self.text = book.add_format({"valign": "top"})
        self.days = {
            precision: book.add_format({"num_format": form, "align": "left", "valign": "top"})
            for precision, form in FORMATS.items()
        }

    def fill(self, columns: Sequence[Column], rows: Iterable[Iterable[Cell]]) -> int:
        """Write the head and the rows; how many rows there were."""
        for at, column in enumerate(columns):
            self.sheet.set_column(at, at, column.width)
        for at, column in enumerate(columns):
            self.sheet.write_string(0, at, column.name, self.head)
        self.sheet.freeze_panes(1, 0)
        number = 0
        for number, row in enumerate(rows, start=1):
            for at, value in enumerate(row):
                self._put(number, at, value)
        self.sheet.autofilter(0, 0, number, max(len(columns) - 1, 0))
        return number

    def _put(self, row: int, at: int, value: Any) -> None:
        if isinstance(value, Day):
            self.sheet.write_datetime(row, at, value.day, self.days[Precision(value.precision)])
        elif isinstance(value, int | float):
            self.sheet.write_number(row, at, value, self.text)
        elif value:
            self.sheet.write_string(row, at, value[:LONGEST_TEXT], self.text)


def _tell(book: xlsxwriter.Workbook, about: Iterable[tuple[str, str]]) -> None:
    """The second sheet."""
    sheet = book.add_worksheet(_("About this file"))
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    bold = book.add_format({"bold": True, "valign": "top"})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    for row, (label, told) in enumerate(about):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, told, text)
