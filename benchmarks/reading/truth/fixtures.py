"""The truth about the documents of the fixtures: what was transcribed of each, by hand."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.reading.scoring.comparing import span
from benchmarks.reading.truth.cited import entries
from benchmarks.reading.truth.rows import Row, Rows
from benchmarks.reading.truth.stretches import Lost, Source, cut_all, stretches
from benchmarks.reading.truth.values import TrueSide, TrueTerm, TrueTheme, Truth

PROSE = ("focus", "challenges", "objectives")


class Wrong(Exception):
    """Documents or a portal that cannot be measured with; says what is the matter."""


@dataclass(frozen=True)
class Original:
    """A document of the fixtures: the slug of its summary, its file, and the truth about it."""

    slug: str
    path: Path
    truth: Truth


def originals(folder: Path) -> list[Original]:
    """The documents of the fixtures, which lie in `folder`.

    Wrong when the folder or a document is not there, when one is not that with the checksum of the
    fixtures, or when it lacks a stretch that it must have.
    """
    if not folder.is_dir():
        raise Wrong(f"There is no folder {folder}. Name the folder with the summary documents.")
    rows, words = Rows.of_fixtures(), stretches()
    found = []
    for summary in rows.all("summaries.summary"):
        path = folder / summary["document_name"]
        cut = _words(path, _checked(path, summary), words[summary["slug"]])
        found.append(Original(summary["slug"], path, truth(rows, summary, cut)))
    return found


def _checked(path: Path, summary: Row) -> str:
    """The text of a document; Wrong when it is not the one that was transcribed."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise Wrong(f"{path} cannot be read ({error.strerror}).") from error
    checksum = hashlib.sha256(content).hexdigest()
    if checksum != summary["document_sha256"]:
        raise Wrong(
            f"{path} is not the document that was transcribed as “{summary['slug']}”: its SHA-256 "
            f"is {checksum}, not {summary['document_sha256']}."
        )
    return content.decode("utf-8")


def _words(path: Path, content: str, where: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return cut_all(Source(content), where)
    except Lost as reason:
        raise Wrong(
            f"benchmarks/reading/stretches.yaml does not fit {path.name}: {reason}."
        ) from None


def truth(rows: Rows, summary: Row, words: Mapping[str, Any]) -> Truth:
    """The truth about one document: its rows of the fixtures, prose in the words of `words`."""
    slug = summary["slug"]
    return Truth(
        name=slug,
        kind=summary["kind"],
        sides=tuple(_side(rows, slug, side) for side in rows.of("summaries.summaryside", slug)),
        period=summary["period_printed"],
        months=span(summary["period_start"], summary["period_end"]),
        themes=tuple(
            _theme(theme, words.get("themes", {}).get(str(theme["position"]), {}))
            for theme in rows.of("summaries.summarytheme", slug)
        ),
        goals=_terms(rows, "summaries.summarysdg", slug, "sdg"),
        topics=_terms(rows, "summaries.summarytopic", slug, "topic"),
        contact=summary["contact_printed"],
        email=summary["contact_email"],
        activities=entries(rows, slug, "activity", words["activities"]),
        results=entries(rows, slug, "pilot", words["results"]),
        **{part: words.get(part, "") for part in PROSE},
    )


def _side(rows: Rows, slug: str, side: Row) -> TrueSide:
    cities = [
        rows.thing("cities.city", link["city"][0])
        for link in rows.all("summaries.summarycity")
        if link["side"] == [slug, side["column"]]
    ]
    return TrueSide(
        cities=tuple(cities),
        cities_printed=side["cities_printed"],
        province=side["province_printed"],
        country=side["country_printed"],
        population_printed=side["population_printed"],
        size_printed=side["size_printed"],
        population=side.get("population"),
        area_km2=side.get("area_km2"),
    )


def _theme(theme: Row, words: Mapping[str, str]) -> TrueTheme:
    return TrueTheme(theme["label_printed"], theme["theme"][0], **words)


def _terms(rows: Rows, model: str, slug: str, field: str) -> tuple[TrueTerm, ...]:
    return tuple(
        TrueTerm(term["label_printed"], str(term[field][0])) for term in rows.of(model, slug)
    )
