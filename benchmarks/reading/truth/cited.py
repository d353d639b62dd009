"""The entries of a document of the fixtures, from the citations that point at them."""

from collections.abc import Mapping
from itertools import groupby

from django.core.exceptions import ValidationError

from benchmarks.reading.scoring.comparing import span
from benchmarks.reading.truth.naming import Mentions
from benchmarks.reading.truth.rows import Row, Rows
from benchmarks.reading.truth.values import TrueEntry, TrueRecord
from browse import when
from browse.dates import Precision

MODELS = {"activity": "pilots.activity", "pilot": "pilots.pilotproject"}


def entries(rows: Rows, summary: str, what: str, words: Mapping[str, str]) -> tuple[TrueEntry, ...]:
    """The activities (`what` is “activity”) or results (“pilot”) of a summary, in their order.

    `words` are those of each position; KeyError when one has none.
    """
    cited = rows.of(f"summaries.{what}citation", summary)
    dates = {row["position"]: row["dates_told"] for row in reversed(cited) if "dates_told" in row}
    mentions = Mentions(rows)
    found = []
    for position, group in groupby(cited, key=lambda row: row["position"]):
        every = list(group)
        heading = every[0].get("heading", "")
        named = mentions.of(f"{heading}. {words[position]}")
        records = [
            TrueRecord(
                slug=row[what][0],
                told_elsewhere=_is_told_elsewhere(rows, summary, what, row[what][0]),
                months=_months(rows, what, row, dates),
                cities=named.cities(what, row[what][0]),
                organisations=named.organisations(what, row[what][0]),
                also=named.also(what, row[what][0]),
            )
            for row in every
        ]
        found.append(
            TrueEntry(position, words[position], heading, dates.get(position, ""), tuple(records))
        )
    return tuple(found)


def _is_told_elsewhere(rows: Rows, summary: str, what: str, slug: str) -> bool:
    citations = rows.all(f"summaries.{what}citation")
    return any(row[what] == [slug] and row["summary"] != [summary] for row in citations)


def _months(rows: Rows, what: str, row: Row, dates: Mapping[str, str]) -> str:
    """When this document says that it was; a point below another has the date of that one.

    What cannot be read by itself (“Wednesday 20th November”) is read as the record has it.
    """
    told = row.get("dates_told") or dates.get(row["position"].partition(".")[0], "")
    try:
        read = when.read(told)
    except ValidationError:
        record = rows.one(MODELS[what], row[what][0])
        days = record.get("precision") == Precision.DAY
        return span(record.get("start"), record.get("end"), days=days)
    return span(read.start, read.end, days=read.precision == Precision.DAY)
