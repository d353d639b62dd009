"""Which text belongs to which field: a row of a table, a labelled line, what goes on after it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from ucap.reading.blocks import Document
from ucap.reading.fields import dates, labels
from ucap.reading.fields.furniture import furniture
from ucap.reading.fields.labels import ENTRIES, SIDES, Label
from ucap.reading.fields.remarks import Remarks
from ucap.reading.fields.runs import Run, joined

REPEATED = (*SIDES, "terms")
"""Fields that may have two labels: one for each side, one for SDGs and one for topics."""


@dataclass
class Section:
    """What stands under one label: runs, each with its column in the table or None."""

    name: str
    label: Run
    cells: list[tuple[int | None, Run]] = field(default_factory=list)

    @property
    def runs(self) -> list[Run]:
        """Its texts in their order; what a merged cell prints in both its columns only once."""
        printed: dict[tuple[int | None, str], int | None] = {}
        found = []
        for column, run in self.cells:
            if printed.setdefault((run.place.row, run.plain), column) == column:
                found.append(run)
        return found


@dataclass(frozen=True)
class Layout:
    """A document in sections, and the texts before the first one."""

    sections: tuple[Section, ...]
    before: tuple[Run, ...]


def layout(document: Document, remarks: Remarks) -> Layout:
    """Every text under its label; page numbers and running headers are noted as understood."""
    skipped = furniture(document)
    numbered = list(enumerate(document.blocks))
    remarks.use(*(Run.of(n, block) for n, block in numbered if n in skipped))
    runs = [run for n, block in numbered if n not in skipped and (run := Run.of(n, block))]
    reader = _Reader(remarks)
    for row, group in groupby(runs, key=lambda run: run.place.row):
        if row is None:
            for run in group:
                reader.paragraph(run)
        else:
            reader.row(list(group))
    return Layout(tuple(reader.sections), tuple(reader.before))


class _Reader:
    """Goes through a document once, and knows in which section it is."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.sections: list[Section] = []
        self.before: list[Run] = []
        self.seen: set[str] = set()
        """The fields of which a label has been found."""
        self.has_labels = False
        """Whether the first column has held labels."""
        self.is_lost = False
        """Whether it is below a label that nobody knows."""

    @property
    def current(self) -> Section | None:
        return self.sections[-1] if self.sections else None

    def row(self, runs: list[Run]) -> None:
        """A row of a table: its first cell is a label, is empty, or holds text as any other."""
        head = [run for run in runs if run.place.column == 1]
        cells = [run for run in runs if run.place.column != 1]
        if not head:
            for run in cells:
                self.add(run, run.place.column)
            return
        text = " ".join(run.plain for run in head)
        label = labels.cell(text) if cells else labels.whole(text)
        if label and self._is_wanted(label, head[0], in_cell=True):
            self.open(label, head)
        elif self.current and cells and self._goes_on(text):
            self.remarks.use(*head)
            self.current.label = joined([self.current.label, *head])
        elif cells and self._is_foreign(head, text):
            self.lose(head, text)
            return
        else:
            for run in head:
                self.paragraph(run, 1)
        for run in cells:
            self.add(run, run.place.column)

    def paragraph(self, run: Run, column: int | None = None) -> None:
        """A text outside of the column of labels: a label, a labelled line, or more of the same."""
        if run.is_point:
            self.point(run, column)
            return
        whole = labels.whole(run.text)
        has_lines = "\n" in run.text
        is_whole = whole and whole.likeness >= (labels.PREFIX if has_lines else labels.SURE)
        if whole and is_whole and self._is_wanted(whole, run):
            self.open(whole, [run])
            return
        if has_lines:
            for line in run.lines():
                self.paragraph(line, column)
            return
        leading = labels.leading(run.text)
        if not (leading and leading.end < len(run.text) and self._leads(leading, run)):
            self.sentences(run, column)
            return
        self.open(leading, [run.cut(0, leading.end)])
        self._flattened(run, leading.end, column)

    def point(self, run: Run, column: int | None) -> None:
        """A point of a list; a label may stand below it, in a line of its own."""
        for found in re.finditer("\n", run.text):
            end = found.start()
            label = labels.leading(run.text[end + 1 :].split("\n", 1)[0])
            is_long = label and len(run.text[end : end + label.end].split()) > 1
            is_sure = label and (label.has_sign or label.likeness == 100)
            if label and is_long and is_sure and label.field not in self.seen:
                self.add(run.cut(0, end), column)
                self.paragraph(run.rest(end), column)
                return
        self.add(run, column)

    def sentences(self, run: Run, column: int | None) -> None:
        """A text without a label; one may follow the end of a sentence in it."""
        for found in re.finditer(r"(?<=[.;!?])\s+(?=[A-Z])", run.text):
            label = labels.leading(run.text[found.end() : found.end() + labels.FARTHEST])
            if label and label.has_sign and label.field not in self.seen and label.likeness == 100:
                self.add(run.cut(0, found.start()), column)
                self.paragraph(run.rest(found.end()), column)
                return
        self.add(run, column)

    def _flattened(self, run: Run, start: int, column: int | None) -> None:
        """What follows a label in its line, perhaps with further labels in it."""
        following = labels.inside(run.text, start)
        while following and self._follows(following[1]):
            first, label = following
            self.add(run.rest(start, first), column)
            self.open(label, [run.cut(first, label.end)])
            start = label.end
            following = labels.inside(run.text, start)
        self.add(run.rest(start), column)

    def _follows(self, label: Label) -> bool:
        """Whether a label in the midst of a line is one: “City: Oslo Partner city: Wuxi”."""
        return label.field not in self.seen or (label.field == self._name and label.field in SIDES)

    def open(self, label: Label, head: list[Run]) -> None:
        """Begin a section."""
        printed = joined(head)
        self.has_labels = self.has_labels or printed.place.column == 1
        self.is_lost = False
        if label.field in self.seen and label.field not in REPEATED:
            self.remarks.doubt(label.field, f"There are two labels for it: “{printed.plain}”.")
        if not label.is_sure:
            self.remarks.doubt(label.field, f"The label “{printed.plain}” is unusual.")
        self.remarks.use(printed)
        self.seen.add(label.field)
        self.sections.append(Section(label.field, printed))

    def add(self, run: Run, column: int | None) -> None:
        """More text under the label that was last."""
        if not run or (self.is_lost and run.place.row):
            return
        if self.current is None:
            self.before.append(run)
        else:
            self.current.cells.append((column, run))

    def lose(self, head: list[Run], text: str) -> None:
        """Below a label that nobody knows, nothing belongs to a field."""
        self.is_lost = True
        self.remarks.doubt("", f"There is no field for “{text}”.")

    def _is_wanted(self, label: Label, run: Run, *, in_cell: bool = False) -> bool:
        """Whether a label counts here: not where it may be a heading inside of a field."""
        if label.field not in self.seen:
            return label.is_sure or in_cell
        if in_cell and run.place.column == 1 and self.current:
            return self._name != label.field or label.field in REPEATED
        is_marked = label.has_sign or run.is_heading
        if label.field == self._name:
            return is_marked and label.field in REPEATED
        return is_marked and len(run.plain.split()) > 1

    def _leads(self, label: Label, run: Run) -> bool:
        """Whether a text begins with a label, rather than with words that are like one."""
        if label.field in self.seen:
            return label.field in SIDES and label.has_sign and not self._in_entries()
        is_short = len(run.cut(0, label.end).plain.split()) == 1
        return label.has_sign or not is_short or not self._in_entries()

    def _in_entries(self) -> bool:
        return self._name in ENTRIES

    @property
    def _name(self) -> str:
        return self.current.name if self.current else ""

    def _goes_on(self, text: str) -> bool:
        """Whether the first cell holds the rest of the label before it, cut by a page break."""
        if not self.current or not text[:1].islower():
            return False
        alone = labels.cell(self.current.label.plain)
        both = labels.whole(f"{self.current.label.plain} {text}")
        least = alone.likeness if alone else labels.SURE
        return bool(both and both.field == self._name and both.likeness >= least)

    def _is_foreign(self, head: list[Run], text: str) -> bool:
        """Whether the first cell is a label, but an unknown one."""
        if self._in_entries() and (dates.leading(text) or head[0].is_point):
            return False
        return self.has_labels and len(text.split()) <= labels.LONGEST


def merged(sections: tuple[Section, ...], name: str) -> list[Run]:
    """All texts of a field, also where it is there twice."""
    return list(_texts(sections, name))


def _texts(sections: tuple[Section, ...], name: str) -> Iterator[Run]:
    for section in sections:
        if section.name == name:
            yield from _dated_rows(section) if name in ENTRIES else section.runs


def _dated_rows(section: Section) -> Iterator[Run]:
    """The texts of activities; in a row with a date in a cell of its own, text follows the date."""
    for row, group in groupby(section.runs, key=lambda run: run.place.row):
        runs = list(group)
        dated = dates.leading(runs[0].plain) if row and not runs[0].is_point else None
        is_alone = dated is not None and dated.after >= len(runs[0].plain)
        if is_alone and len(runs) > 1 and runs[1].place.column != runs[0].place.column:
            yield joined(runs[:2])
            yield from runs[2:]
        else:
            yield from runs
