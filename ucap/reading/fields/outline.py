"""What each text of the activities or results is: a heading, a point, a point below one, more."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum

from ucap.reading.fields import dates
from ucap.reading.fields.levels import levels
from ucap.reading.fields.runs import Run

FEW = 6
"""So many words a heading has that is not known by its looks."""
_ANNOUNCES = re.compile(r"\b(?:follow\w*|these|below|led to|agreed|proposed|proposals?)\b", re.I)


class Role(StrEnum):
    """What a text is for."""

    HEADING = "heading"
    POINT = "point"
    BELOW = "point below a point"
    MORE = "more text of the point before"
    ASIDE = "no part of any point"


def outline(runs: Sequence[Run], *, are_dated: bool) -> Iterator[tuple[Role, Run]]:
    """Each text with its role; `are_dated` says that a date begins a point, as in activities."""
    return iter(_Outline(runs, are_dated=are_dated))


class _Outline:
    """The texts of a section, with what must be known of all of them to tell what one is."""

    def __init__(self, runs: Sequence[Run], *, are_dated: bool) -> None:
        self.runs = runs
        self.are_dated = are_dated
        self.levels = levels(runs, are_dated=are_dated)
        points = [run for run in runs if run.is_point]
        self.has_points = bool(points)
        self.has_dates = are_dated and any(_is_dated(run) for run in runs)
        self.are_below = (
            self.has_dates
            and any(_begins_with_date(run) for run in runs if not run.is_point)
            and not any(_is_dated(run) for run in points)
        )
        tops = [n for n, level in enumerate(self.levels) if level == 1]
        self.are_all_bold = bool(tops) and all(runs[n].is_bold for n in tops)
        self.are_groups = self.are_all_bold and all(self._level(n + 1) > 1 for n in tops)
        self.has_begun = False
        self.follows_point = False
        """Whether a point has begun below the last heading."""
        self.last = max((n for n, level in enumerate(self.levels) if level), default=-1)

    def __iter__(self) -> Iterator[tuple[Role, Run]]:
        for number, run in enumerate(self.runs):
            role = self._role(number, run)
            self.has_begun = self.has_begun or role in (Role.POINT, Role.HEADING)
            if role != Role.ASIDE:
                self.follows_point = role != Role.HEADING
            yield role, run

    def _role(self, number: int, run: Run) -> Role:
        if run.is_point:
            return self._role_of_point(number, run)
        if run.is_heading:
            return Role.HEADING
        if _is_announcement(run, first=not self.has_begun):
            return Role.ASIDE
        if self._heads(number, run):
            return Role.HEADING
        if self.has_dates:
            return self._role_among_dates(run)
        if not self.has_points:
            return Role.POINT
        return Role.MORE if self.has_begun and self._belongs(number) else Role.ASIDE

    def _role_among_dates(self, run: Run) -> Role:
        """A paragraph begins a point with its date, or below a heading; one before all does not."""
        if _is_dated(run):
            return Role.POINT
        if self.follows_point:
            return Role.MORE
        is_dated = self.has_begun or dates.closing(run.plain) is not None
        return Role.POINT if is_dated else Role.ASIDE

    def _role_of_point(self, number: int, run: Run) -> Role:
        level = self.levels[number]
        if self.are_below:
            return Role.BELOW if self.follows_point else Role.POINT
        if level == 1:
            groups = self.are_groups or (
                run.is_bold and not self.are_all_bold and self._level(number + 1) == 1
            )
            return Role.HEADING if groups else Role.POINT
        if self.are_groups:
            return Role.POINT if level == 2 else Role.BELOW
        return Role.BELOW

    def _heads(self, number: int, run: Run) -> bool:
        """Whether a paragraph is a heading of what follows."""
        if number + 1 == len(self.runs):
            return False
        if _is_date_alone(run) and self.are_dated:
            return True
        if run.is_stressed:
            return not _is_dated(run)
        is_short = len(run.plain.split()) <= FEW
        if run.text.endswith(":"):
            return is_short or self._level(number + 1) == 1
        follows = self.runs[number + 1].is_point
        return is_short and follows and not re.search(r"[.;!?]$", run.text)

    def _belongs(self, number: int) -> bool:
        """Whether a paragraph goes with the point before: not below the list, or the table."""
        run, before = self.runs[number], self.runs[number - 1]
        return number < self.last or (
            run.place.row is not None and run.place.row == before.last_place.row
        )

    def _level(self, number: int) -> int:
        return self.levels[number] if number < len(self.levels) else 0


def _is_dated(run: Run) -> bool:
    return dates.leading(run.plain) is not None


def _begins_with_date(run: Run) -> bool:
    return _is_dated(run) and not _is_date_alone(run)


def _is_date_alone(run: Run) -> bool:
    dated = dates.leading(run.plain)
    return dated is not None and dated.after >= len(run.plain)


def _is_announcement(run: Run, *, first: bool) -> bool:
    """Whether a text only says what comes: “The work has led to the following proposals:”."""
    if not run.text.endswith(":"):
        return False
    is_long = len(run.plain.split()) > FEW
    if run.is_stressed:
        return is_long and bool(_ANNOUNCES.search(run.text))
    return (first and is_long) or bool(_ANNOUNCES.search(run.text))
