"""The two sides of a cooperation: what each prints of its cities, countries and figures."""

import re
from dataclasses import dataclass
from itertools import pairwise

from ucap.reading.fields.labels import SIDES
from ucap.reading.fields.remarks import Remarks
from ucap.reading.fields.rows import Section
from ucap.reading.fields.runs import Run, prose
from ucap.reading.understood import Side, Span

FIGURES = ("population", "size")
_NONE = r"(?:n\s?/\s?a\.?|n\.a\.|–|—|-)"
_NUMBER = (
    r"(?:\d{1,3}(?:[ .,'’]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?!\d)"
    r"\s*(?:(?:mio\.?|millions?|m|thousand|km\s?[²2]|sq\.?\s?km|ha)(?![a-z\d]))*"
)
_FIGURE = re.compile(rf"(?:{_NONE}|(?:ca\.?|about|approx\.?)?\s*{_NUMBER})(?:\s*\([^)]*\))?", re.I)
_ONE_COUNTRY = re.compile(r"(?:P\.?\s?R\.?\s?(?:of\s)?)?China\b|PRC\b|European Union\b", re.I)
_GLUED = re.compile(r"(?<=[^\W\d_A-ZÀ-Þ])(?=[A-ZÀ-Þ])|(?<=\))(?=\w)|(?<=N/A)(?=\S)")
"""Where a cell follows another one with nothing between: “OsloWuxi”."""
_GLUED_FIGURES = re.compile(r"(?<=[^\W_²])(?=N/A)|(?<=²)(?=[\dN])|(?<=N/A)(?=\S)|(?<=\))(?=\d)")
_IDEOGRAPH = re.compile(r"[\u3400-\u9fff]+\s+[^\W\d_]+\s+(?=[^\W\d_])")
_IDEOGRAPHS_AFTER = re.compile(r"(?<=[\u3400-\u9fff])\)?\s+(?=[^\W\d_])(?![\u3400-\u9fff])")
"""Names in Chinese stand before or behind the same names in letters."""


@dataclass
class _Column:
    """Texts of one side for one field."""

    runs: list[Run]

    def span(self) -> Span:
        found = prose(self.runs)
        return found.on_one_line()


def sides(sections: tuple[Section, ...], remarks: Remarks) -> tuple[Side, ...]:
    """Both sides; () for a document that has no such field at all.

    Columns are taken from the table. Where a field is in one cell or in one line, it is parted
    where that is plain, and said to be doubtful.
    """
    found = [section for section in sections if section.name in SIDES]
    if not found:
        return ()
    columns = _columns(found)
    values: dict[str, tuple[Span, Span]] = {}
    for name in SIDES:
        same = [section for section in found if section.name == name and section.cells]
        left, right = _pair(same, columns, name, remarks)
        values[name] = (_Column(left).span(), _Column(right).span())
    return tuple(Side(**{name: values[name][side] for name in SIDES}) for side in (0, 1))


def _columns(sections: list[Section]) -> list[int]:
    """The columns of the two sides, from the rows that fill both."""
    for section in sections:
        columns = sorted({column for column, _ in section.cells if column is not None})
        if len(columns) >= 2:
            return columns
    return []


def _pair(
    sections: list[Section], columns: list[int], name: str, remarks: Remarks
) -> tuple[list[Run], list[Run]]:
    """The texts of the left and of the right side."""
    if not sections:
        return [], []
    if len(sections) > 1:
        first, *others = sections
        return first.runs, [run for section in others for run in section.runs]
    cells = sections[0].cells
    used = sorted({column for column, _ in cells if column is not None})
    if len(used) > 2:
        remarks.doubt(name, "There are more than two columns.")
    if len(used) >= 2:
        left = [run for column, run in cells if column in (used[0], None)]
        return left, [run for column, run in cells if column not in (used[0], None)]
    if columns and used == [columns[-1]]:
        return [], sections[0].runs
    return _parted(sections[0].runs, name, remarks)


def _parted(runs: list[Run], name: str, remarks: Remarks) -> tuple[list[Run], list[Run]]:
    """Left and right where there is nothing but the text to tell them apart."""
    lines = [line for run in runs for line in run.lines()]
    if len(lines) > 1:
        last = next((n for n, line in enumerate(lines) if not line.text.endswith(",")), 0)
        if len(lines) - last > 2:
            remarks.doubt(name, "It is not plain which lines belong to which side.")
        return lines[: last + 1], lines[last + 1 :]
    line = lines[0]
    at = _boundary(line.text, name)
    if at is None:
        return lines, []
    remarks.doubt(name, "Both sides are in one line, which was parted.")
    left = line.cut(0, at)
    return [left.cut(0, len(left.text.rstrip(" /|–—-<>↔")))], [line.cut(at)]


def _boundary(text: str, name: str) -> int | None:
    """Where the right side begins in a line that holds both; None where it holds one only."""
    glued = (_GLUED_FIGURES if name in FIGURES else _GLUED).search(text)
    if glued and glued.start():
        return glued.start()
    between = re.search(r"\s[–—|-]\s|\s{2,}|\s(?:/|<->|↔)\s", text)
    if between and name not in FIGURES:
        return between.end()
    nothing = re.match(rf"{_NONE}\s+(?=\S)", text, re.I) or re.search(
        rf"(?<!\s)\s+(?={_NONE}\s*$)", text, re.I
    )
    if nothing:
        return nothing.end()
    if name in FIGURES:
        return _second_figure(text)
    return _country_boundary(text) if name == "country" else _name_boundary(text)


def _second_figure(text: str) -> int | None:
    """Where a second figure begins without a comma between: “6,67mio 236 000; 88 000”."""
    figures = [found for found in _FIGURE.finditer(text) if re.search(r"\w", found[0])]
    for figure, following in pairwise(figures):
        if not text[figure.end() : following.start()].strip(" /|–—-"):
            return following.start() + len(following[0]) - len(following[0].lstrip())
    return None


def _country_boundary(text: str) -> int | None:
    """The side that is one country stands first or last."""
    first = _ONE_COUNTRY.match(text)
    if first and text[first.end() :].strip(" ,;"):
        return first.end()
    for last in _ONE_COUNTRY.finditer(text):
        if last.end() == len(text) and last.start():
            return last.start()
    return _name_boundary(text)


def _name_boundary(text: str) -> int | None:
    """Where one name follows another without a comma: “Kassel Lyon, Turin”; at the first such."""
    if ")" in text:
        bracket = re.search(r"(?<=\))\s+(?=[^\W\d_])", text)
        if bracket:
            return bracket.end()
    ideograph = _IDEOGRAPH.match(text) or _IDEOGRAPHS_AFTER.search(text)
    if ideograph:
        return ideograph.end()
    if not re.search("[,;]", text) and len(text.split()) != 2:
        return None
    gap = re.search(r"(?<=[^\W\d_])\s+(?=[A-ZÀ-Þ])", text)
    return gap.end() if gap else None
