"""A short invented document, what is understood of it, and a portal that knows half of it.

Values by hand: what reads files and what understands them is tested elsewhere.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.files.base import ContentFile

from browse.when import When
from ucap.reading.blocks import Block, Document, Kind, Place
from ucap.reading.records.draft import (
    Draft,
    DraftSide,
    Label,
    Match,
    Name,
    Proposal,
    ProposedNote,
)
from ucap.reading.stored import Read, dump
from ucap.reading.understood import Doubt, Entry, Side, Span, Theme, Understood

TEXTS = (
    "Summary of the plan",
    "Verona",
    "Xiamen, Bari",
    "March 2018 – April 2019",
    "Clean Water",
    "SDG 6: Water",
    "Better water for everybody.",
    "May 2018: Mission of Verona to Xiamen with the Lake Lab.",
    "Verona signed a memorandum with Xiamen.",
    "June 2018: A fair of pumps in Xiamen.",
    "A water school in Xiamen.",
    "Contact: office@example.org",
)
FILE = "\n".join(TEXTS).encode()
ITEMS = {7: 1, 8: 2, 9: 1, 10: 1}
DOCUMENT = Document(
    name="plan.txt",
    format="text",
    pages=2,
    blocks=tuple(
        Block(
            text,
            Place(page=1 + (number > 8), row=number + 1),
            Kind.HEADING if not number else Kind.ITEM if number in ITEMS else Kind.PARAGRAPH,
            ITEMS.get(number, 0),
            "→" if number in ITEMS else "",
        )
        for number, text in enumerate(TEXTS)
    ),
)


def span(block: int, words: str = "") -> Span:
    """Words of a block; all of it without any."""
    text = words or TEXTS[block]
    start = TEXTS[block].index(text)
    return Span(text, (block,), start, start + len(text))


UNDERSTOOD = Understood(
    sides=(
        Side(cities=span(1), country=Span("Italy"), population=Span("257 000")),
        Side(cities=span(2), country=Span("China")),
    ),
    period=span(3),
    themes=(Theme(span(4), focus=span(6)),),
    terms=(span(5),),
    activities=(
        Entry(
            "1",
            span(7, "Mission of Verona to Xiamen with the Lake Lab."),
            dates=span(7, "May 2018"),
        ),
        Entry("1.1", span(8)),
        Entry("2", span(9, "A fair of pumps in Xiamen."), dates=span(9, "June 2018")),
    ),
    results=(Entry("1", span(10)),),
    contact=span(11),
    unused=(),
    doubts=(Doubt("period", "It ends before the last entry."), Doubt("", "There is no map.")),
)


@dataclass
class Scene:
    """What the portal knows, and what is read."""

    verona: Any
    xiamen: Any
    theme: Any
    goal: Any
    mission: Any
    read: Read


def build() -> Scene:
    """Make the portal, and what is read when it knows that much."""
    from cities.models import SDG, City, Country
    from cities.models import Theme as ThemeRecord
    from pilots.models import Activity

    for code, name, region in (("IT", "Italy", "europe"), ("CN", "China", "asia")):
        Country.objects.get_or_create(code=code, defaults={"name": name, "region": region})
    verona, xiamen = (
        City.objects.create(name=name, slug=name.lower(), country=Country.objects.get(code=code))
        for name, code in (("Verona", "IT"), ("Xiamen", "CN"))
    )
    theme = ThemeRecord.objects.create(name="Clean Water", slug="clean-water")
    goal, _made = SDG.objects.get_or_create(
        number=6, defaults={"title": "Clean Water and Sanitation", "colour": "#26BDE2"}
    )
    mission = Activity.objects.create(
        title="Water mission", slug="water-mission", kind="mission", start="2018-05-01"
    )
    mission.city_links.create(city=verona)
    read = Read(DOCUMENT, UNDERSTOOD, _draft(verona.pk, xiamen.pk, theme.pk, goal.pk, mission.pk))
    return Scene(verona, xiamen, theme, goal, mission, read)


def _draft(verona: int, xiamen: int, theme: int, goal: int, mission: int) -> Draft:
    at_xiamen = Name("Xiamen", xiamen, 1.0)
    may, june = (When(date(2018, month, 1)) for month in (5, 6))
    return Draft(
        title="Verona with Xiamen",
        short_title="Verona",
        kind="city-plan",
        period=When(date(2018, 3, 1), date(2019, 4, 1)),
        sides=(
            DraftSide((Name("Verona", verona, 1.0),), population=257_000),
            DraftSide((at_xiamen, Name("Bari", country="IT"))),
        ),
        themes=(Label(span(4), (theme,)),),
        goals=(Label(span(5), (goal,)),),
        activities=(
            Proposal(
                "1",
                UNDERSTOOD.activities[0].text,
                "Mission of Verona to Xiamen",
                "mission",
                may,
                (Name("Verona", verona, 1.0), at_xiamen),
                (Name("Lake Lab"),),
                (Match(mission, 0.72, ("same month", "shares Verona")),),
            ),
            Proposal(
                "2", UNDERSTOOD.activities[2].text, "Fair of pumps", "event", june, (at_xiamen,)
            ),
        ),
        pilots=(
            Proposal(
                "1", UNDERSTOOD.results[0].text, "Water school", "education", When(), (at_xiamen,)
            ),
        ),
        email="office@example.org",
        notes=(
            ProposedNote(
                "cities", "Bari is no partner elsewhere.", "Kept as printed.", span=span(2, "Bari")
            ),
            ProposedNote("activities", "No place is named.", "Left open.", "2"),
        ),
    )


def reading(scene: Scene, **values: Any) -> Any:
    """A reading of the document that waits for a decision; its file is kept."""
    from ucap.reading.models import Reading, State
    from ucap.reading.taking import take

    made, _new = take("plan.txt", ContentFile(values.pop("file", FILE)))
    made.move(State.READ, understood=dump(values.pop("read", scene.read)), **values)
    return Reading.objects.get(pk=made.pk)


def other_words(scene: Scene, **changed: Any) -> Read:
    """What is read of another version of the document."""
    return replace(scene.read, understood=replace(UNDERSTOOD, **changed))
