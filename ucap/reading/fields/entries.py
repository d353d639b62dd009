"""The activities and the results: points with their positions, headings and dates."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ucap.reading.fields import dates
from ucap.reading.fields.joining import paragraphs
from ucap.reading.fields.outline import Role, outline
from ucap.reading.fields.remarks import Remarks
from ucap.reading.fields.runs import Run, prose, span
from ucap.reading.understood import NOTHING, Entry, Span


@dataclass
class _Point:
    """A point that is being read."""

    position: str
    heading: Span
    dates: Span
    texts: list[Run] = field(default_factory=list)

    def entry(self) -> Entry:
        return Entry(self.position, prose(self.texts), self.heading, self.dates)


def entries(name: str, runs: Sequence[Run], remarks: Remarks) -> tuple[Entry, ...]:
    """The points of a section in their order, counted through its headings.

    `name` is “activities” or “results”. Texts that only announce points are left over.
    """
    reader = _Entries(are_dated=name == "activities")
    for role, run in outline(_dates_apart(paragraphs(runs), name), are_dated=reader.are_dated):
        reader.take(role, run)
    found = tuple(point.entry() for point in reader.points)
    _doubt(name, found, remarks)
    return found


def _dates_apart(runs: Sequence[Run], name: str) -> list[Run]:
    """Activities that were run together are parted before their dates."""
    if name != "activities":
        return list(runs)
    found: list[Run] = []
    for run in runs:
        cuts = dates.starts(run.text) if dates.leading(run.text) else []
        ends = [*cuts, len(run.text)]
        found += [run.cut(start, end) for start, end in zip([0, *cuts], ends, strict=True)]
    return found


class _Entries:
    """Goes through a section, and knows what stands above."""

    def __init__(self, *, are_dated: bool) -> None:
        self.are_dated = are_dated
        self.points: list[_Point] = []
        self.count = 0
        self.count_below = 0
        self.heading: Run | None = None
        self.date: Run | None = None
        """A date that stands alone above the points that it dates."""
        self.is_open = False
        """Whether a point has begun below the last heading."""

    def take(self, role: Role, run: Run) -> None:
        """The next text."""
        if role == Role.HEADING:
            self._head(run)
        elif role == Role.BELOW and self.count:
            self.count_below += 1
            self._begin(f"{self.count}.{self.count_below}", run)
        elif role in (Role.POINT, Role.BELOW):
            self.count += 1
            self.count_below = 0
            self._begin(str(self.count), run)
        elif role == Role.MORE and self.points:
            if self.is_open:
                self.points[-1].texts.append(run)
            else:
                self.take(Role.POINT, run)

    def _head(self, run: Run) -> None:
        """A heading: a date dates what is below it; a year stays one, for dates without."""
        self.is_open = False
        self.date = None
        dated = dates.leading(run.text) if self.are_dated else None
        if dated and dated.after >= len(run.text) and not dated.year_alone:
            self.date = run.cut(dated.start, dated.end)
        else:
            self.heading = run.cut(0, len(run.text.rstrip(" :.")))

    def _begin(self, position: str, run: Run) -> None:
        self.is_open = True
        is_below = "." in position
        said, text = self._dated(run)
        if not said and self.date and self.are_dated and not is_below:
            said = span(self.date)
        heading = span(self.heading) if self.heading else NOTHING
        self.points.append(_Point(position, heading, said, [text] if text else []))

    def _dated(self, run: Run) -> tuple[Span, Run]:
        """(the date of a point, the rest of its words)."""
        found = dates.leading(run.text)
        if found and (self.are_dated or (found.has_year and found.has_sign)):
            return span(run.cut(found.start, found.end)), run.cut(found.after)
        if not self.are_dated:
            # when a proposal is meant to be done stands in its text, and stays there
            found = dates.mentioned(run.text)
            return span(run.cut(found.start, found.end)) if found else NOTHING, run
        found = dates.closing(run.text)
        if found:
            return span(run.cut(found.start, found.end)), run.cut(0, found.after)
        return NOTHING, run


def _doubt(name: str, found: Sequence[Entry], remarks: Remarks) -> None:
    """Note what is missing: points, dates, words."""
    if not found:
        remarks.doubt(name, "No point was found in it.")
    for entry in found:
        where = f"{name} {entry.position}"
        if not entry.text and not any(e.position.startswith(f"{entry.position}.") for e in found):
            remarks.doubt(where, "It has no words of its own.")
        if name == "activities" and "." not in entry.position and not entry.dates:
            remarks.doubt(where, "It has no date.")
