"""Which fields of a summary are right. A field that is empty in truth and reading is none."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from benchmarks.reading.scoring.aligning import aligned, alike
from benchmarks.reading.scoring.comparing import figure, span
from benchmarks.reading.scoring.entries import of_entries
from benchmarks.reading.scoring.judging import exactly, printed, stretch
from benchmarks.reading.scoring.reading import Reading, means, slugs
from benchmarks.reading.scoring.score import Field
from benchmarks.reading.truth.values import TrueSide, TrueTerm, TrueTheme, Truth
from ucap.reading.records.draft import DraftSide, Label
from ucap.reading.records.known import Named
from ucap.reading.understood import Side, Theme

PROSE = ("focus", "challenges", "objectives")


def fields(truth: Truth, reading: Reading) -> tuple[Field, ...]:
    """Every field of the document, in its order, with both values."""
    every = (_sides, _period, _themes, _terms, _prose, _entries, _others)
    return tuple(one for part in every for one in part(truth, reading) if one.expected or one.got)


def _sides(truth: Truth, reading: Reading) -> Iterator[Field]:
    read = list(zip_longest(reading.understood.sides, reading.draft.sides))
    for number, (true, got) in enumerate(zip_longest(truth.sides, read), 1):
        side, drafted = got or (None, None)
        yield from _side(
            f"side {number}",
            true or TrueSide(),
            side or Side(),
            drafted or DraftSide(),
            reading.known.cities,
        )


def _side(
    name: str, true: TrueSide, side: Side, drafted: DraftSide, known: tuple[Named, ...]
) -> Iterator[Field]:
    """The nine fields of one side: five as printed, what the figures say, which cities it has."""
    for field, expected, got in (
        ("cities", true.cities_printed, side.cities),
        ("province", true.province, side.province),
        ("country", true.country, side.country),
        ("population printed", true.population_printed, side.population),
        ("size printed", true.size_printed, side.size),
    ):
        yield printed("sides", f"{name} {field}", expected, got.text)
    yield Field(
        "sides",
        f"{name} cities meant",
        ", ".join(thing.name for thing in true.cities),
        ", ".join(city.printed for city in drafted.cities),
        len(true.cities) == len(drafted.cities)
        and all(map(lambda city, thing: means(city, thing, known), drafted.cities, true.cities)),
    )
    people, area = figure(true.population), figure(true.area_km2)
    yield exactly("sides", f"{name} population", people, figure(drafted.population))
    yield exactly("sides", f"{name} size", area, figure(drafted.area_km2))


def _period(truth: Truth, reading: Reading) -> Iterator[Field]:
    yield printed("period", "period printed", truth.period, reading.understood.period.text)
    period = reading.draft.period
    yield exactly("period", "period months", truth.months, span(period.start, period.end))


def _themes(truth: Truth, reading: Reading) -> Iterator[Field]:
    """Labels, meanings and prose; which theme is meant stands at the same place in the draft."""
    read = [
        (number, theme, label)
        for number, (theme, label) in enumerate(
            zip_longest(reading.understood.themes, reading.draft.themes), 1
        )
        if theme
    ]
    known = {one.slug for one in reading.known.themes}
    for one, other in aligned(list(enumerate(truth.themes, 1)), read, _same_theme):
        place, theme, label = other or (0, None, None)
        number, true = one or (place, None)
        name = f"theme {number}"
        yield printed("themes", name, true.label if true else "", theme.label.text if theme else "")
        if true is None:
            continue
        meaning = true.meaning if true.meaning in known else ""
        got = slugs(label.keys, reading.known.themes) if label else ()
        yield exactly("themes", f"{name} meaning", meaning, ", ".join(got))
        for part in ("description", "focus", "challenges"):
            words = getattr(theme, part).text if theme else ""
            yield stretch(f"{name} {part}", getattr(true, part), words)


def _same_theme(one: tuple[int, TrueTheme], other: tuple[int, Theme, Label | None]) -> float:
    return alike(one[1].label, other[1].label.text, same_place=one[0] == other[0])


def _terms(truth: Truth, reading: Reading) -> Iterator[Field]:
    draft, known = reading.draft, reading.known
    yield from _labels("goal", truth.goals, draft.goals, known.goals)
    yield from _labels("topic", truth.topics, draft.topics, known.topics)


def _labels(
    what: str, true: Sequence[TrueTerm], read: Iterable[Label], known: tuple[Named, ...]
) -> Iterator[Field]:
    """Each label and what it means; a label of two goals is two labels."""
    got = [
        TrueTerm(label.printed.text, meaning)
        for label in read
        for meaning in slugs(label.keys, known) or ("",)
    ]
    pairs: list[tuple[TrueTerm | None, TrueTerm | None]] = aligned(true, got, _same_term)
    for number, (one, other) in enumerate(pairs, 1):
        name = f"{what} {number}"
        yield printed("terms", name, one.label if one else "", other.label if other else "")
        if one:
            meaning = other.meaning if other else ""
            yield exactly("terms", f"{name} meaning", one.meaning, meaning)


def _same_term(one: TrueTerm, other: TrueTerm) -> float:
    return alike(one.label, other.label, same_place=one.meaning == other.meaning)


def _prose(truth: Truth, reading: Reading) -> Iterator[Field]:
    for name in PROSE:
        yield stretch(name, getattr(truth, name), getattr(reading.understood, name).text)


def _entries(truth: Truth, reading: Reading) -> Iterator[Field]:
    activities, results = reading.sections
    yield from of_entries(truth.activities, activities, reading.known)
    yield from of_entries(truth.results, results, reading.known)


def _others(truth: Truth, reading: Reading) -> Iterator[Field]:
    yield printed("others", "contact", truth.contact, reading.understood.contact.text)
    yield exactly("others", "e-mail", truth.email, reading.draft.email)
    yield exactly("others", "kind", truth.kind, reading.draft.kind)
