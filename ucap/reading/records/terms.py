"""The labels of SDGs, Urban Agenda topics and themes, and the terms that they mean."""

import re
from collections.abc import Iterator, Sequence

from ucap.desk.entry import labels
from ucap.reading.records.draft import Label
from ucap.reading.records.known import Known, Named
from ucap.reading.records.spans import part
from ucap.reading.understood import Span, Theme

_BETWEEN = re.compile(r"\s*;\s*")
_GOAL = re.compile(r"\bS[DG][GD]|\bgoal\b|^\d", re.IGNORECASE)


def terms(lines: Sequence[Span], known: Known) -> tuple[list[Label], list[Label]]:
    """(the labels of goals, those of topics) of all lines, in their order.

    A label that means two goals has two keys. One that is not plain is given to goals if it
    has a number, else to topics, with the terms that it may mean.
    """
    numbered = {int(goal.slug): goal.key for goal in known.goals}
    vocabulary = labels.Terms(
        {int(goal.slug): goal.name for goal in known.goals},
        {topic.key: topic.name for topic in known.topics},
    )
    goals: list[Label] = []
    topics: list[Label] = []
    for printed, meant in _read(lines, vocabulary):
        if meant.goals or (meant.asked and _GOAL.search(meant.label)):
            keys = tuple(numbered[number] for number in meant.goals)
            goals.append(Label(printed, keys, _goals(meant.possible, numbered)))
        else:
            topics.append(Label(printed, meant.topics, _topics(meant.possible, known.topics)))
    return goals, topics


def _read(lines: Sequence[Span], vocabulary: labels.Terms) -> Iterator[tuple[Span, labels.Meant]]:
    """Each label with its place."""
    for line in lines:
        place = 0
        for piece in filter(None, _BETWEEN.split(line.text)):
            for meant in labels.read(piece, vocabulary):
                at = line.text.find(meant.label, place)
                yield part(line, max(at, 0), max(at, 0) + len(meant.label), meant.label), meant
                place = max(at, place)


def _goals(possible: Sequence[str], numbered: dict[int, int]) -> tuple[int, ...]:
    found = (re.fullmatch(r"SDG (\d+)", name) for name in possible)
    return tuple(numbered[int(m[1])] for m in found if m)


def _topics(possible: Sequence[str], topics: Sequence[Named]) -> tuple[int, ...]:
    by_name = {topic.name: topic.key for topic in topics}
    return tuple(by_name[name] for name in possible if name in by_name)


def theme(printed: Theme, known: Known) -> Label:
    """The theme that a printed label means."""
    names = {theme.key: [theme.name, *theme.others] for theme in known.themes}
    key, possible = labels.theme(printed.label.text, names)
    return Label(printed.label, () if key is None else (key,), tuple(possible))
