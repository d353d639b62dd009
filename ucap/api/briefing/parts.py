"""Sections of the same make in briefings on records of every kind."""

from collections.abc import Callable
from typing import Any

from ucap.api.briefing import sources
from ucap.api.briefing.document import (
    Block,
    Entries,
    Entry,
    Fact,
    Facts,
    Section,
    Text,
    link,
    paragraphs,
)
from ucap.api.briefing.limits import Gathered


def about(heading: str, prose: str, facts: tuple[Fact, ...]) -> list[Section]:
    """The first section of a record: its description and its facts."""
    blocks: list[Block] = []
    if prose:
        blocks.append(Text(paragraphs(prose)))
    if facts:
        blocks.append(Facts(facts))
    return [Section(heading, "about", tuple(blocks))] if blocks else []


def listing(
    heading: str,
    anchor: str,
    records: Gathered,
    entry: Callable[[Any], Entry],
    *,
    deep: bool = False,
) -> list[Section]:
    """One entry for each record; a remark where they are too many, no section for none."""
    entries = Entries(tuple(entry(record) for record in records.rows))
    return section(heading, anchor, records, (entries,), deep=deep)


def section(
    heading: str,
    anchor: str,
    records: Gathered,
    blocks: tuple[Block, ...],
    *,
    deep: bool = False,
) -> list[Section]:
    """A section on `records` with these blocks, or with a remark where they are too many."""
    if not records.count:
        return []
    return [Section(heading, anchor, records.remarks or blocks, deep)]


def entry(kind: str, record: Any, facts: tuple[Fact, ...]) -> Entry:
    """An activity or a pilot (`kind` is its name in anchors) that is loaded with `told_in`."""
    return Entry(
        title=link(record),
        anchor=f"{kind}-{record.slug}",
        paragraphs=paragraphs(record.description),
        facts=facts,
        sources=sources.short(record.told_in),
    )
