"""Scores as tables, as lines of misses, and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from benchmarks.reading.scoring.score import (
    FIELDS,
    GROUPS,
    MATCHES,
    MEASURES,
    Found,
    Score,
    together,
)

SHOWN = 70
"""How many characters of a value a line of misses shows from either end."""


def report(title: str, scores: Sequence[Score]) -> str:
    """Every miss, and the tables below them."""
    every = [*scores, together("all", scores)]
    lines = [f"# {title}", "", *_misses(scores), ""]
    lines += _table(["fields right", "all", *GROUPS], [_shares(score) for score in every])
    lines += ["", *_table(["precision / recall", *MEASURES], [_found(score) for score in every])]
    return "\n".join([*lines, "", _verdict(every[-1])])


def as_json(parts: Mapping[str, Sequence[Score]]) -> str:
    """All numbers and misses of each part of the measurement."""
    return json.dumps(
        {
            part: [_plain(score) for score in [*scores, together("all", scores)]]
            for part, scores in parts.items()
        },
        ensure_ascii=False,
        indent=1,
    )


def _plain(score: Score) -> dict[str, object]:
    return {
        "name": score.name,
        "fields": {"all": score.share(), **{group: score.share(group) for group in GROUPS}},
        "records": {
            name: {
                **asdict(score.records.of(name)),
                "precision": score.records.of(name).precision,
                "recall": score.records.of(name).recall,
            }
            for name in MEASURES
        },
        "misses": [asdict(miss) for miss in score.misses()],
    }


def _misses(scores: Sequence[Score]) -> list[str]:
    return [
        f"{score.name} | {miss.measure} | {miss.where} | "
        f"expected {_short(miss.expected)} | got {_short(miss.got)}"
        for score in scores
        for miss in score.misses()
    ]


def _short(text: str) -> str:
    """The value in one line, long ones without their middle; “–” for none."""
    line = " ".join(text.split())
    if not line:
        return "–"
    return line if len(line) <= 2 * SHOWN else f"{line[:SHOWN]} […] {line[-SHOWN:]}"


def _shares(score: Score) -> list[str]:
    shares = [score.share(group) for group in (None, *GROUPS)]
    return [score.name, *("–" if share is None else f"{share:.3f}" for share in shares)]


def _found(score: Score) -> list[str]:
    return [score.name, *(_ratios(score.records.of(name)) for name in MEASURES)]


def _ratios(found: Found) -> str:
    if not found.proposed and not found.expected:
        return "–"
    numbers = f"({found.right} of {found.proposed}, {found.expected})"
    return f"{found.precision:.2f} / {found.recall:.2f} {numbers}"


def _table(head: list[str], rows: list[list[str]]) -> list[str]:
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    every = [head, ["-" * width for width in widths], *rows]
    return [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in every
    ]


def _verdict(score: Score) -> str:
    """What is reached, and what must be."""
    matches = score.records.of("matches")
    said = "Good enough" if score.good_enough() else "Not good enough"
    return (
        f"{said}: {score.share() or 0:.3f} of the fields right (at least {FIELDS}), matches with a "
        f"precision of {matches.precision:.2f} and a recall of {matches.recall:.2f} (at least "
        f"{MATCHES} each)."
    )
