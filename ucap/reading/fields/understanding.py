"""A document's blocks as the fields of a summary."""

import re
from collections.abc import Sequence

from ucap.reading.blocks import Document
from ucap.reading.fields.contact import contact
from ucap.reading.fields.entries import entries
from ucap.reading.fields.joining import paragraphs
from ucap.reading.fields.leftovers import unused
from ucap.reading.fields.remarks import Remarks
from ucap.reading.fields.rows import Layout, Section, layout, merged
from ucap.reading.fields.runs import Run, prose
from ucap.reading.fields.sides import sides
from ucap.reading.fields.terms import terms
from ucap.reading.fields.themes import labels_told, themes, told, with_told
from ucap.reading.understood import Doubt, Side, Span, Understood

EXPECTED = {
    "cities": "cities",
    "country": "countries",
    "period": "period of cooperation",
    "themes": "cooperation themes",
    "terms": "SDGs or Urban Agenda topics",
    "focus": "key focus",
    "challenges": "key challenges",
    "objectives": "main objectives",
    "activities": "main activities",
    "results": "expected results",
    "contact": "contact",
}
"""The fields of the template that no summary should lack, in words for an editor."""
TITLE = re.compile(r"\b(?:u-?cap|summary|action plan)\b", re.IGNORECASE)
"""What a text above the first label has that is the title."""


def understand(document: Document) -> Understood:
    """What a document says, field by field, each with its place; empty for one that says nothing.

    Nothing is raised: what is missing, twice or odd is in `doubts`, and each block with words that
    are in no field is in `unused`. Blocks are numbered from 0.
    """
    remarks = Remarks()
    found = layout(document, remarks)
    remarks.use(*_titles(found))
    parts = found.sections
    both = sides(parts, remarks)
    hints = labels_told([*merged(parts, "focus"), *merged(parts, "challenges")])
    named = themes(merged(parts, "themes"), _places(both), hints, remarks)
    focus = told(merged(parts, "focus"), named, remarks)
    challenges = told(merged(parts, "challenges"), named, remarks)
    understood = Understood(
        sides=both,
        period=_line(merged(parts, "period")),
        themes=with_told(named, focus, challenges),
        terms=terms(merged(parts, "terms")),
        focus=focus.whole,
        challenges=challenges.whole,
        objectives=prose(paragraphs(merged(parts, "objectives"))),
        activities=_entries(parts, "activities", remarks),
        results=_entries(parts, "results", remarks),
        contact=contact(parts),
    )
    left = unused(document, understood, remarks.used)
    doubts = (*remarks.doubts, *_missing(parts))
    return _completed(understood, left, doubts)


def _entries(parts: tuple[Section, ...], name: str, remarks: Remarks):
    runs = merged(parts, name)
    return entries(name, runs, remarks) if runs else ()


def _titles(found: Layout) -> list[Run]:
    """What is above the first label and calls itself a summary, or is a heading."""
    return [run for run in found.before if run.is_heading or TITLE.search(run.plain)]


def _places(both: Sequence[Side]) -> frozenset[str]:
    """The words of the names on both sides."""
    text = " ".join(f"{side.cities.text} {side.province.text} {side.country.text}" for side in both)
    return frozenset(re.findall(r"[^\W\d_][^\s,;()]+", text))


def _line(runs: Sequence[Run]) -> Span:
    found = prose(runs)
    return found.on_one_line()


def _missing(parts: tuple[Section, ...]) -> list[Doubt]:
    """A doubt for each field that the document does not have."""
    have = {section.name for section in parts}
    return [
        Doubt(name, f"The document has no {words}.")
        for name, words in EXPECTED.items()
        if name not in have
    ]


def _completed(
    understood: Understood, left: tuple[int, ...], doubts: tuple[Doubt, ...]
) -> Understood:
    return Understood(**{**vars(understood), "unused": left, "doubts": doubts})
