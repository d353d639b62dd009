"""A good and a bad record for each rule, to be planted into any world."""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from django.db.models import Model

from cities.models import SDG, City, Country, Organisation, Theme, UrbanAgendaTopic
from pilots.models import Activity, ActivityRelation, Outcome, PilotProject, PilotRelation
from ucap.summaries.models import Summary

Planted = Model | Iterable[Model]
PLANTS: dict[str, Callable[[bool], Planted]] = {}
"""For each rule what plants a record: a bad one if told so, otherwise one that is just good."""

_numbers = count()
PROSE = "Who wants to do what with whom, in a few words of our own."


def plants(slug: str) -> Callable[[Callable[[bool], Planted]], Callable[[bool], Planted]]:
    """Enter a function as what plants for the rule `slug`."""

    def enter(plant: Callable[[bool], Planted]) -> Callable[[bool], Planted]:
        PLANTS[slug] = plant
        return plant

    return enter


def named(model: Any, **fields: Any) -> Any:
    """A record that is in order, with names that nothing else has."""
    word = f"plantling{next(_numbers)}"
    title = "name" if any(f.name == "name" for f in model._meta.fields) else "title"
    return model.objects.create(**{"slug": word, title: word.capitalize(), **fields})


def city(**fields: Any) -> Any:
    country = Country.objects.first()
    return named(City, **{"country": country, "latitude": 1, "longitude": 1, **fields})


def organisation(**fields: Any) -> Any:
    return named(Organisation, **{"kind": "company", **fields})


def activity(**fields: Any) -> Any:
    return named(Activity, **{"kind": "meeting", "status": "published", **fields})


def pilot(**fields: Any) -> Any:
    return named(PilotProject, **{"kind": "park", "status": "published", **fields})


def summary(**fields: Any) -> Any:
    """A published summary with two sides and no city on either."""
    made = named(Summary, **{"kind": "city-plan", "status": "published", **fields})
    for column in (1, 2):
        made.sides.create(column=column)
    return made


def outcome(of: Any, **fields: Any) -> Any:
    return Outcome.objects.create(
        **{"activity": of, "kind": "other", "text": "Three proposals were defined.", **fields}
    )


def cited(record: Any, by: Any = None, **fields: Any) -> Any:
    return record.citations.create(**{"summary": by or summary(), "position": "1", **fields})


def note(on: Any, **fields: Any) -> Any:
    word = f"plantling-note-{next(_numbers)}"
    told = {"part": "terms", "oddity": "Something is odd here.", "resolution": "Left so."}
    return on.notes.create(**{"slug": word, **told, **fields})


# Cities, organisations, vocabularies


@plants("city-without-coordinates")
def _(bad: bool) -> Planted:
    where = {"latitude": None, "longitude": None} if bad else {"latitude": 0, "longitude": 0}
    return city(**where)


@plants("city-without-figures")
def _(bad: bool) -> Planted:
    partner = city(population=5, area_km2=None if bad else 3)
    summary().sides.first().city_links.create(city=partner, position=1)
    city()  # no partner: it may do without
    return partner


@plants("city-unnamed")
def _(bad: bool) -> Planted:
    made = city()
    if not bad:
        organisation(city=made)
    return made


@plants("organisation-unnamed")
def _(bad: bool) -> Planted:
    made = organisation()
    if not bad:
        pilot().organisation_links.create(organisation=made)
    return made


@plants("organisation-vague")
def _(bad: bool) -> Planted:
    return organisation(kind="other", city=None if bad else city())


@plants("organisation-circle")
def _(bad: bool) -> Planted:
    whole, part, below = organisation(), organisation(), organisation()
    for one, other in ((part, whole), (below, part), (whole, below if bad else None)):
        Organisation.objects.filter(pk=one.pk).update(part_of=other)
    organisation(part_of=whole)  # hangs on to the circle, but is not in it
    return [whole, part, below]


@plants("theme-unused")
def _(bad: bool) -> Planted:
    theme = named(Theme)
    if not bad:
        pilot().theme_links.create(theme=theme)
    return theme


@plants("sdg-unused")
def _(bad: bool) -> Planted:
    goal = SDG.objects.get(number=13)
    goal.summary_links.all().delete()
    if not bad:
        summary().sdg_links.create(sdg=goal, position=1, label_printed="SDG 13")
    return goal


@plants("topic-unused")
def _(bad: bool) -> Planted:
    topic = named(UrbanAgendaTopic)
    if not bad:
        summary().topic_links.create(topic=topic, position=1, label_printed=topic.name)
    return topic


# Names and addresses

MAKERS: dict[str, Callable[..., Any]] = {
    "city": city,
    "organisation": organisation,
    "theme": lambda **fields: named(Theme, **fields),
}


def sharing(make: Callable[..., Any]) -> Callable[[bool], Planted]:
    def plant(bad: bool) -> Planted:
        one = make()
        again = f"  {one.name.upper()} \r\nNobody{one.pk}" if bad else f"Else{one.pk}"
        return [one, make(other_names=f"Another{one.pk}\n{again}")]

    return plant


def repeating(make: Callable[..., Any]) -> Callable[[bool], Planted]:
    def plant(bad: bool) -> Planted:
        made = make()
        made.other_names = f"First{made.pk}\r\n {made.name if bad else made.name.upper()} "
        made.save()
        return made

    return plant


def moved(make: Callable[..., Any], title: str) -> Callable[[bool], Planted]:
    def plant(bad: bool) -> Planted:
        slug = f"the-office-and-{'nothing' if bad else 'plants'}-{next(_numbers)}x"
        return make(slug=slug, **{title: "The Plant and Others"})

    return plant


for _name, _make in MAKERS.items():
    PLANTS[f"{_name}-name-shared"] = sharing(_make)
    PLANTS[f"{_name}-name-again"] = repeating(_make)
    PLANTS[f"{_name}-slug"] = moved(_make, "name")
for _name, _make in (("summary", summary), ("activity", activity), ("pilot", pilot)):
    PLANTS[f"{_name}-slug"] = moved(_make, "title")


# Activities and pilots

for _name, _make in (("activity", activity), ("pilot", pilot)):

    @plants(f"{_name}-uncited")
    def _(bad: bool, make: Callable[..., Any] = _make) -> Planted:
        made = make()
        if not bad:
            cited(made, summary(status="draft"))
        return made

    @plants(f"{_name}-told-by-drafts")
    def _(bad: bool, make: Callable[..., Any] = _make) -> Planted:
        made, uncited, draft = make(), make(), make(status="draft")
        for record in (made, draft):
            cited(record, summary(status="draft"))
        if not bad:
            cited(made)
        assert not uncited.citations.exists()
        return made

    @plants(f"{_name}-without-city")
    def _(bad: bool, make: Callable[..., Any] = _make) -> Planted:
        made = make()
        if not bad:
            made.city_links.create(city=city())
        return made

    @plants(f"{_name}-heading-theme")
    def _(bad: bool, make: Callable[..., Any] = _make) -> Planted:
        made, word = make(), f"w{next(_numbers)}w"
        theme = named(Theme, name=f"{word} Life", other_names=f"Lifé of 5% a_b {word}\n")
        if not bad:
            made.theme_links.create(theme=theme)
        cited(made, heading=f"Life of 5x axb {word}")
        headings = (f"With {word.upper()} LIFE:", f"life of 5% a_b {word}s")
        return [cited(made, heading=heading) for heading in headings]

    @plants(f"{_name}-place-gap")
    def _(bad: bool, make: Callable[..., Any] = _make) -> Planted:
        told, made = summary(), make()
        places = ["1", "2", "2.1", "2.2", "2.10" if bad else "2.3", "3"]
        return [cited(made, told, position=place) for place in places][4]

    @plants(f"{_name}-place-shared")
    def _(bad: bool, make: Callable[..., Any] = _make, name: str = _name) -> Planted:
        told = summary()
        cited(make(), told, position="2")
        both = [cited(make(), told, position="1") for _ in range(2)]
        if not bad:
            note(told, part="results", **{f"{name}_citation": both[1]})
        return both


@plants("activity-relation-to-draft")
def _(bad: bool) -> Planted:
    one, other = activity(), activity(status="review" if bad else "published")
    ActivityRelation.objects.create(
        source=activity(status="draft"), target=activity(status="draft"), reason="alike"
    )
    return ActivityRelation.objects.create(source=other, target=one, reason="alike")


@plants("pilot-relation-to-draft")
def _(bad: bool) -> Planted:
    one, other = pilot(), pilot(status="draft" if bad else "published")
    return PilotRelation.objects.create(source=one, target=other, reason="alike")


@plants("activity-names-draft")
def _(bad: bool) -> Planted:
    status = "draft" if bad else "published"
    about = activity()
    about.pilots.add(pilot(status=status))
    activity(part_of=activity(status="draft"), status="draft")
    return [about, activity(part_of=activity(status=status))]


@plants("activity-circle")
def _(bad: bool) -> Planted:
    one = activity()
    other = activity(part_of=one)
    if bad:
        Activity.objects.filter(pk=one.pk).update(part_of=other)
    return [one, other]


@plants("activity-undated")
def _(bad: bool) -> Planted:
    return activity(start=None if bad else "2019-04-01")


@plants("outcome-other-city")
def _(bad: bool) -> Planted:
    of, where, also = activity(), city(), city()
    of.city_links.create(city=also)
    if not bad:
        of.city_links.create(city=where)
    made = outcome(of)
    made.cities.add(where, also)
    return made


@plants("outcome-other-organisation")
def _(bad: bool) -> Planted:
    of, body = activity(), organisation()
    (activity() if bad else of).organisation_links.create(organisation=body)
    made = outcome(of)
    made.organisations.add(body)
    return made


@plants("outcome-gap")
def _(bad: bool) -> Planted:
    of = activity()
    outcome(of, position=1)
    return outcome(of, position=3 if bad else 2)


@plants("outcome-brief")
def _(bad: bool) -> Planted:
    return outcome(activity(), text="Signed." if bad else "A memorandum was signed.")


@plants("activity-brief")
def _(bad: bool) -> Planted:
    activity(description="")
    return activity(description="They met." if bad else PROSE)


@plants("pilot-brief")
def _(bad: bool) -> Planted:
    return [pilot(description=text if bad else PROSE) for text in ("", "A park.")]


# Citations


@plants("activity-outside-period")
def _(bad: bool) -> Planted:
    told = summary(period_start="2018-07-01", period_end="2019-11-01")
    open_end = summary(period_start="2018-07-01")
    inside = activity(start="2018-07-01", end="2019-11-30", precision="day")
    early = activity(start="2018-06-01" if bad else "2018-07-01")
    late = activity(start="2019-11-30", end="2019-12-01" if bad else None, precision="day")
    explained = cited(activity(start="2017-01-01"), told, position="8")
    note(told, part="activities", activity_citation=explained)
    cited(inside, told)
    cited(late, open_end)
    cited(activity(), told)
    known = summary(period_start="2018-07-01")
    note(known, part="period")
    cited(early, known)
    return [cited(early, told), cited(late, told)]


@plants("citation-outcome-elsewhere")
def _(bad: bool) -> Planted:
    of = activity()
    made = cited(of)
    made.outcomes.add(outcome(of), outcome(activity() if bad else of, position=2))
    return made


@plants("note-elsewhere")
def _(bad: bool) -> Planted:
    on = cited(pilot())
    note(summary())
    return note(summary() if bad else on.summary, pilot_citation=on)


# Summaries


@plants("summary-without-sides")
def _(bad: bool) -> Planted:
    made = summary()
    if bad:
        made.sides.last().delete()
    return made


@plants("side-without-city")
def _(bad: bool) -> Planted:
    made = summary()
    first, second = made.sides.all()
    for side in [first] if bad else [first, second]:
        side.city_links.create(city=city(), position=1)
    return second


@plants("sdg-label")
def _(bad: bool) -> Planted:
    SDG.objects.filter(number=14).update(title="Life Below Water")
    goal = SDG.objects.get(number=14)
    good = ["SDG14", "SGD 14", "SDG 9&14", "SDG 014", "Water, below"]
    labels = ["SDG 1", "SDG 4: Life Below Water", "Quality Education"] if bad else good
    links = summary().sdg_links
    return [
        links.create(sdg=goal, position=position, label_printed=label)
        for position, label in enumerate(labels, start=1)
    ]


@plants("sdg-label-misspelt")
def _(bad: bool) -> Planted:
    told, goal = summary(), SDG.objects.get(number=9)
    if not bad:
        note(told, oddity="“SGD” should be “SDG”.")
    note(told, part="themes", oddity="SGD")
    told.sdg_links.create(sdg=goal, position=2, label_printed="Goal 9")
    return told.sdg_links.create(sdg=goal, position=1, label_printed="SGD 9, Industry")


@plants("theme-label")
def _(bad: bool) -> Planted:
    theme = named(Theme, name="Plants and Gardens", other_names="Health Care\nBiotechnology")
    told = summary()
    told.theme_links.create(theme=theme, position=2, label_printed="Biotechnologies")
    if not bad:
        note(told, part="themes", oddity="“Wüsten and Seas” stands for plants.")
    return told.theme_links.create(theme=theme, position=1, label_printed="Wusten and Seas")


@plants("topic-label")
def _(bad: bool) -> Planted:
    topic = named(UrbanAgendaTopic, name="Urban Mobility")
    label = "EU Urban Agenda Topic: " + ("Housing" if bad else "urban mobility")
    return summary().topic_links.create(topic=topic, position=1, label_printed=label)


@plants("summary-without-theme")
def _(bad: bool) -> Planted:
    made = summary()
    if not bad:
        made.theme_links.create(theme=named(Theme), position=1, label_printed="A theme")
    return made


@plants("summary-without-period")
def _(bad: bool) -> Planted:
    return summary(**({} if bad else {"period_start": "2018-07-01", "period_end": "2019-11-01"}))


@plants("summary-without-focus")
def _(bad: bool) -> Planted:
    made = summary()
    made.theme_links.create(
        theme=named(Theme), position=1, label_printed="A theme", focus="" if bad else PROSE
    )
    return made


@plants("summary-cites-nothing")
def _(bad: bool) -> Planted:
    made = summary()
    if not bad:
        made.pilot_citations.create(pilot=pilot(), position="1")
    return made


@plants("summary-without-checksum")
def _(bad: bool) -> Planted:
    return summary(document_sha256="" if bad else "a" * 64)


@plants("summary-document-not-kept")
def _(bad: bool) -> Planted:
    summary()
    kept = {} if bad else {"document_kind": "pdf", "document_size": 5}
    return summary(document_sha256="b" * 64, **kept)


@plants("note-unresolved")
def _(bad: bool) -> Planted:
    return note(summary(), resolution="" if bad else "Kept as printed.")


@plants("note-brief")
def _(bad: bool) -> Planted:
    return note(summary(), oddity="Odd." if bad else "A comma is missing.")


def terms(name: str, field: str, term: Callable[[], Any]) -> Callable[[bool], Planted]:
    def plant(bad: bool) -> Planted:
        links, one = getattr(summary(), name), term()
        label = {field: one, "label_printed": str(one)}
        links.create(position=1, **label)
        return links.create(position=3 if bad else 2, **label)

    return plant


PLANTS["theme-label-gap"] = terms("theme_links", "theme", lambda: named(Theme))
PLANTS["sdg-label-gap"] = terms("sdg_links", "sdg", lambda: SDG.objects.get(number=9))
PLANTS["topic-label-gap"] = terms("topic_links", "topic", lambda: named(UrbanAgendaTopic))


@plants("side-city-gap")
def _(bad: bool) -> Planted:
    side = summary().sides.first()
    side.city_links.create(city=city(), position=1)
    return side.city_links.create(city=city(), position=3 if bad else 2)
