"""What looks like a slip in the labels of themes, goals and topics."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from django.utils.text import get_text_list

from ucap.desk.entry.labels import words
from ucap.reading.records.draft import Draft, Label, ProposedNote
from ucap.reading.records.known import Known, Named
from ucap.summaries.models import Part

_MISSPELT = re.compile(r"\bS(?:GD|DD|GG)(?=s?\b|\d)", re.IGNORECASE)
_NUMBER = re.compile(r"\bS[DG][GD]s?\s*[.:#-]?\s*(\d{1,2})", re.IGNORECASE)


def notes(draft: Draft, known: Known) -> Iterator[ProposedNote]:
    """The proposed notes on themes, then on goals and topics."""
    yield from _themes(draft.themes, known)
    yield from _misspelt(draft.goals)
    yield from _disagreeing(draft.goals, known)
    yield from _twice(draft.goals, known.goals, "SDG ", Part.TERMS)
    yield from _twice(draft.topics, known.topics, "", Part.TERMS)


def _themes(themes: Sequence[Label], known: Known) -> Iterator[ProposedNote]:
    names = {theme.key: theme.name for theme in known.themes}
    for label in {words(label.printed.text): label for label in reversed(themes)}.values():
        name = names[label.keys[0]] if label.keys else ""
        if name and words(name) != words(label.printed.text):
            yield ProposedNote(
                Part.THEMES,
                f"“{label.printed.text}” is not the name of a theme.",
                f"Label kept as printed; linked to {name}.",
                span=label.printed,
            )
    yield from _twice(themes, known.themes, "", Part.THEMES)


def _misspelt(goals: Sequence[Label]) -> Iterator[ProposedNote]:
    """All labels with a slip in “SDG”, in one note for each way to misspell it."""
    slips: dict[str, list[str]] = {}
    for label in goals:
        found = _MISSPELT.search(label.printed.text)
        number = _NUMBER.search(label.printed.text)
        if found and number:
            slips.setdefault(found[0], []).append(number[1])
    for slip, numbers in slips.items():
        listed = get_text_list([f"“{slip} {number}”" for number in numbers], "and")
        right = get_text_list([f"“SDG {number}”" for number in numbers], "and")
        label = next(one for one in goals if slip in one.printed.text)
        yield ProposedNote(
            Part.TERMS,
            f"{listed} should be {right}.",
            "Label kept as printed; linked to the goal of that number.",
            span=label.printed,
        )


def _disagreeing(goals: Sequence[Label], known: Known) -> Iterator[ProposedNote]:
    """Labels with the number of one goal and the title of another."""
    by_key = {goal.key: goal for goal in known.goals}
    for label in goals:
        if label.keys or len(label.possible) < 2:
            continue
        numbered, titled = (by_key[k] for k in label.possible[:2])
        yield ProposedNote(
            Part.TERMS,
            f"“{label.printed.text}” has the number of SDG {numbered.slug}, but the title of "
            f"SDG {titled.slug}.",
            f"Label kept as printed; which goal is meant, {numbered.slug} or {titled.slug}, is for "
            "an editor to say.",
            span=label.printed,
        )


def _twice(
    labels: Sequence[Label], vocabulary: Sequence[Named], before: str, part: str
) -> Iterator[ProposedNote]:
    """Terms that are named more than once."""
    count = Counter(term for label in labels for term in label.keys)
    for term in vocabulary:
        if count[term.key] > 1:
            name = f"{before}{term.slug}" if before else f"“{term.name}”"
            first = next(label for label in labels if term.key in label.keys)
            yield ProposedNote(
                part,
                f"{name} is named {'twice' if count[term.key] == 2 else 'several times'}.",
                "Every mention is kept at its position.",
                span=first.printed,
            )
