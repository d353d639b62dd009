"""Does the truth about a document agree with what is printed, and with the fixtures?"""

from collections.abc import Callable, Iterator

from benchmarks.reading.entries import check_entries
from benchmarks.reading.known import Known, known
from benchmarks.reading.paper import PAGE, PARTS, SIDES, UNPAGED, Document, words
from benchmarks.reading.times import month_problems

Check = Callable[[Document, Known], Iterator[str]]


def check(document: Document) -> list[str]:
    """What is wrong with the truth about a document, a sentence each; nothing where all agrees.

    KeyError where the truth leaves out something that each document has.
    """
    known_ones = known()
    return [
        f"{document.name}: {problem}" for one in CHECKS for problem in one(document, known_ones)
    ]


def _pages(document: Document, _: Known) -> Iterator[str]:
    cuts = any(PAGE in block.text for row in document.rows for cell in row.cells for block in cell)
    if cuts and document.format not in UNPAGED:
        yield f"{document.format} has pages of its own, and texts that say where one ends"


def _kind(document: Document, _: Known) -> Iterator[str]:
    if document.truth["kind"] not in ("city-plan", "thematic-cluster"):
        yield f"no kind “{document.truth['kind']}”"


def _prose(document: Document, _: Known) -> Iterator[str]:
    for part in ("focus", "challenges", "objectives"):
        if document.truth[part] != _printed(document, part):
            yield f"{part} is not what is printed"


def _contact(document: Document, _: Known) -> Iterator[str]:
    contact = document.truth["contact"]
    if contact["printed"] != words(document.contact):
        yield "contact is not what is printed"
    if contact["email"] not in words(document.contact).replace("(at)", "@"):
        yield f"the contact does not print {contact['email']}"


def _period(document: Document, _: Known) -> Iterator[str]:
    period = document.truth["period"]
    if period["printed"] != _printed(document, "period"):
        yield "period is not what is printed"
    yield from month_problems("period", period["start"], period["end"])


def _sides(document: Document, known_ones: Known) -> Iterator[str]:
    sides = document.truth["sides"]
    if [side["column"] for side in sides] != [1, 2]:
        yield "there are not the sides 1 and 2"
    for at, side in enumerate(sides):
        for part in SIDES:
            if side[f"{part}_printed"] != _printed(document, part, at):
                yield f"{part} of side {at + 1} is not what is printed"
        named = known_ones.cities_in(side["cities_printed"], document.truth["new_cities"])
        if side["cities"] != named:
            yield f"the cities of side {at + 1} are {named}"
        for figure, part in (("population", "population"), ("area_km2", "size")):
            if side[figure] and not any(map(str.isdigit, side[f"{part}_printed"] or "")):
                yield f"{figure} of side {at + 1} is not printed"


def _terms(document: Document, known_ones: Known) -> Iterator[str]:
    """Themes, goals and topics: their labels are printed, what they mean exists."""
    truth = document.truth
    themes = _printed(document, "themes") or ""
    goals = " ".join(_printed(document, part) or "" for part in ("sdgs", "topics"))
    for theme in truth["themes"]:
        for text in (theme["label"], theme["description"]):
            if text not in themes:
                yield f"the themes do not print “{text}”"
        if theme["theme"] not in {None, *known_ones.themes}:
            yield f"no theme “{theme['theme']}”"
    for label in (term["label"] for term in (*truth["sdgs"], *truth["topics"])):
        if label not in goals:
            yield f"goals and topics do not print “{label}”"
    for goal in truth["sdgs"]:
        if goal["number"] not in range(1, 18):
            yield f"no goal {goal['number']}"
    for topic in truth["topics"]:
        if topic["topic"] not in known_ones.topics:
            yield f"no topic “{topic['topic']}”"


def _new_names(document: Document, known_ones: Known) -> Iterator[str]:
    truth = document.truth
    entries = [*truth["activities"], *truth["pilots"]]
    cities = {city for found in (*truth["sides"], *entries) for city in found["cities"]}
    bodies = {body for found in entries for body in found["organisations"]}
    for field, named, old in (
        ("new_cities", cities, set(known_ones.cities)),
        ("new_organisations", bodies, known_ones.organisations),
    ):
        if set(truth[field]) != named - old:
            yield f"{field} should be {sorted(named - old)}"


def _slips(document: Document, _: Known) -> Iterator[str]:
    for slip in document.truth["slips"]:
        if slip["part"] not in PARTS or not slip["what"]:
            yield f"no slip: {slip}"


def _printed(document: Document, part: str, cell: int = 0) -> str | None:
    row = document.row(part)
    return words(row.cells[cell]) if row else None


CHECKS: tuple[Check, ...] = (
    _pages,
    _kind,
    _sides,
    _period,
    _terms,
    _prose,
    _contact,
    check_entries,
    _new_names,
    _slips,
)
