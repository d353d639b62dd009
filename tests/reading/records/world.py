"""A small portal of invented cities, bodies and records, and what documents say, as values."""

from datetime import date

from browse.when import When
from ucap.reading.records.known import Known, Named, Told
from ucap.reading.understood import NOTHING, Entry, Side, Span, Theme, Understood

ALBA, BREST, CADIZ, DALIAN, ENSHI, PINE = 1, 2, 3, 4, 5, 6
UNION, UNIVERSITY, LAB, FUND = 11, 12, 13, 14

CITIES = (
    Named(ALBA, "alba", "Alba", ("Alba Pompeia",), "IT", 31_000, 54),
    Named(BREST, "brest", "Brest", (), "FR"),
    Named(CADIZ, "cadiz", "Cádiz", (), "ES"),
    Named(DALIAN, "dalian", "Dalian", ("大连",), "CN", 6_000_000, 12_574),
    Named(ENSHI, "enshi", "Enshi", (), "CN"),
    Named(PINE, "pine", "Pine", (), "FR"),
)
COUNTRIES = (
    Named(21, "CN", "China", country="CN"),
    Named(22, "ES", "Spain", country="ES"),
    Named(23, "FR", "France", country="FR"),
    Named(24, "IT", "Italy", country="IT"),
    Named(25, "DE", "Germany", country="DE"),
)
BODIES = (
    Named(UNION, "african-union", "African Union", ("AU",)),
    Named(UNIVERSITY, "university-of-brest", "University of Brest"),
    Named(LAB, "sea-lab", "Sea Lab of Alba and Brest"),
    Named(FUND, "seed-fund", "Seed Fund", ("seed fund",)),
)
THEMES = (
    Named(31, "sea-and-coast", "Sea and Coast", ("Oceans",)),
    Named(32, "old-towns", "Old Towns"),
)
GOALS = (
    Named(104, "4", "Quality Education"),
    Named(109, "9", "Industry, Innovation and Infrastructure"),
    Named(113, "13", "Climate Action"),
    Named(114, "14", "Life Below Water"),
)
TOPICS = (Named(41, "urban-mobility", "Urban Mobility"), Named(42, "housing", "Housing"))


def month(year: int, number: int) -> When:
    """A month."""
    return When(date(year, number, 1))


ACTIVITIES = (
    Told(
        51,
        "kick-off",
        "Kick-off meeting in Dalian",
        ("The partners met to plan.",),
        month(2018, 4),
        frozenset({DALIAN, ALBA}),
    ),
    Told(
        52,
        "harbour-forum",
        "World Forum on Harbours and Tides",
        ("A forum in Brest, about dredging.",),
        month(2018, 9),
        frozenset({BREST, ALBA}),
        frozenset({UNIVERSITY}),
    ),
    Told(
        53,
        "mission-to-enshi",
        "Mission of Alba and Brest to Enshi",
        ("Memoranda were signed.",),
        month(2019, 6),
        frozenset({ALBA, BREST, ENSHI}),
    ),
    Told(
        54,
        "mission-to-dalian",
        "Mission of Alba and Brest to Dalian",
        ("The shipyard was visited.",),
        month(2019, 6),
        frozenset({ALBA, BREST, DALIAN}),
    ),
    Told(
        55,
        "exchange-on-floods",
        "Exchange of Alba and Enshi on floods",
        (),
        month(2020, 4),
        frozenset({ALBA, ENSHI}),
    ),
)
PILOTS = (
    Told(
        61,
        "seaweed-institute",
        "Institute of Seaweed Science",
        ("Brest and Dalian would found it, with growers.",),
        cities=frozenset({BREST, DALIAN}),
        organisations=frozenset({UNIVERSITY}),
    ),
    Told(
        62,
        "exchange-brest-dalian",
        "Exchange of nurses between the University of Brest and Dalian",
        cities=frozenset({BREST, DALIAN}),
        organisations=frozenset({UNIVERSITY}),
    ),
    Told(
        63,
        "exchange-brest-enshi",
        "Exchange of nurses between the University of Brest and Enshi",
        cities=frozenset({BREST, ENSHI}),
        organisations=frozenset({UNIVERSITY}),
    ),
    Told(64, "tide-sensors", "Tide sensors in the harbour of Alba", cities=frozenset({ALBA})),
)
KNOWN = Known(COUNTRIES, CITIES, BODIES, THEMES, GOALS, TOPICS, ACTIVITIES, PILOTS)


def span(text: str) -> Span:
    """Words that stand in a block of their own."""
    return Span(text, (7,), 0, len(text)) if text else NOTHING


def entry(position: str, text: str, dates: str = "", heading: str = "") -> Entry:
    """A point of a document."""
    return Entry(position, span(text), span(heading), span(dates))


def side(cities: str, country: str = "", **cells: str) -> Side:
    """A column of a document."""
    return Side(span(cities), country=span(country), **{k: span(v) for k, v in cells.items()})


def document(
    *,
    sides: tuple[Side, ...] = (),
    activities: tuple[Entry, ...] = (),
    results: tuple[Entry, ...] = (),
    period: str = "April 2018 – December 2019",
    terms: tuple[str, ...] = (),
    themes: tuple[str, ...] = (),
    contact: str = "",
) -> Understood:
    """A document: the plan of Brest with Dalian and Enshi, unless something else is said."""
    return Understood(
        sides=sides or (side("Brest", "France"), side("Dalian, Enshi", "China")),
        period=span(period),
        themes=tuple(Theme(span(label)) for label in themes),
        terms=tuple(span(line) for line in terms),
        activities=activities,
        results=results,
        contact=span(contact),
    )
