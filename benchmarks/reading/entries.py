"""Are the entries of activities and pilots those bullets that are printed?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.reading.known import Known
from benchmarks.reading.paper import MARKED, Document, plain
from benchmarks.reading.times import date_problems, month_problems

POSITION = re.compile(r"[1-9]\d*(\.[1-9]\d*)?")


@dataclass(frozen=True)
class Bullet:
    """A bullet as printed, and the heading over it."""

    text: str
    heading: str


def bullets(document: Document, part: str) -> dict[str, Bullet]:
    """The bullets of a section by their positions."""
    row = document.row(part)
    found: dict[str, Bullet] = {}
    heading, number, below = "", 0, 0
    for block in row.cells[0] if row else ():
        if block.kind == "heading":
            heading = plain(block.text).rstrip(":")
        elif block.kind == "sub":
            below += 1
            found[f"{number}.{below}"] = Bullet(plain(block.text), heading)
        elif block.kind in MARKED:
            number, below = number + 1, 0
            found[str(number)] = Bullet(plain(block.text), heading)
    return found


def check_entries(document: Document, known: Known) -> Iterator[str]:
    """What is wrong with the entries of both sections, a sentence each."""
    for part, name, slugs in (
        ("activities", "activities", known.activities),
        ("results", "pilots", known.pilots),
    ):
        printed = bullets(document, part)
        entries = document.truth[name]
        for position in printed.keys() - {entry["position"] for entry in entries}:
            yield f"{name} {position} is printed, and no entry has it"
        for entry in entries:
            for problem in _entry(entry, printed, document, known):
                yield f"{name} {entry['position']}: {problem}"
            if entry["repeats"] not in {None, *slugs}:
                yield f"{name} {entry['position']}: nothing like “{entry['repeats']}” to repeat"


def _entry(
    entry: dict[str, Any], printed: dict[str, Bullet], document: Document, known: Known
) -> Iterator[str]:
    position = entry["position"]
    bullet = printed.get(position)
    if not POSITION.fullmatch(position) or not bullet:
        yield "there is no such bullet"
        return
    if not entry["text"] or entry["text"] not in bullet.text:
        yield "the text is not what is printed"
    heading = entry.get("heading", "")
    if "heading" in entry and heading != bullet.heading:
        yield f"it stands under “{bullet.heading}”"
    named = known.cities_in(f"{heading} {entry['text']}", document.truth["new_cities"])
    if entry["cities"] != named:
        yield f"it names the cities {named}"
    for body in entry["organisations"]:
        if body not in entry["text"]:
            yield f"it does not name {body}"
    if "start" in entry:
        yield from _dates(entry, bullet)


def _dates(entry: dict[str, Any], bullet: Bullet) -> Iterator[str]:
    printed, start, end = entry["dates_printed"], entry["start"], entry["end"]
    if printed not in bullet.text:
        yield f"“{printed}” is not printed"
    if ("." in entry["position"]) == bool(printed):
        yield "bullets print a date, those below them none"
    yield from month_problems("it", start, end)
    yield from date_problems(printed, start, end)
