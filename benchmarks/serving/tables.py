"""What was measured, as tables in Markdown."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.serving.contenders import REQUESTS
from benchmarks.serving.targets import Key, Median, Ratio, n


def report(
    found: Mapping[Key, Median],
    rows: Sequence[Ratio],
    conditions: Mapping[str, str],
    memory: Mapping[int, float],
) -> str:
    """All of it, to read."""
    told = [", ".join(f"{name} {value}" for name, value in conditions.items())]
    for size in sorted({key[0] for key in found}):
        names = list(dict.fromkeys(name for pilots, name, _request in found if pilots == size))
        told.append(f"Answers a second, {n(size)} records (median milliseconds)")
        told.append(cells(found, size, names))
        told.append("CPU milliseconds for each answer, of the server’s own processes + Postgres’")
        told.append(cells(found, size, names, cpu=True))
    if memory:
        told.append(
            "Memory of one worker: "
            + ", ".join(f"{mib:.0f} MiB after {n(k)} addresses" for k, mib in memory.items())
        )
    told.append(targets(rows))
    return "\n\n".join(told)


def cells(
    found: Mapping[Key, Median], size: int, names: Sequence[str], *, cpu: bool = False
) -> str:
    """One number of records: a row for each contender, a column for each request."""
    asked = [r for r in REQUESTS if any((size, name, r) in found for name in names)]
    rows = [[name, *(cell(found.get((size, name, r)), cpu=cpu) for r in asked)] for name in names]
    return table(["", *asked], rows)


def cell(median: Median | None, *, cpu: bool) -> str:
    """One cell, as text."""
    if median is None:
        return "–"
    if cpu:
        return f"{number(median.cpu_ms)} + {number(median.postgres_ms)}"
    return f"{number(median.rate)} ({number(median.median_ms)})"


def number(value: float) -> str:
    """A number with as many places as it is worth."""
    return f"{value:,.0f}".replace(",", " ") if value >= 100 else f"{value:.3g}"


def targets(rows: Sequence[Ratio]) -> str:
    """Each ratio beside what it should be."""
    return table(
        ["ratio", "measured", "must", "aim", ""],
        [
            [
                row.name,
                "–" if row.value is None else f"{row.value:.3g}",
                f"{'≤ ' if row.fewer else '≥ '}{row.must:g}",
                f"{row.aim:g}",
                row.verdict,
            ]
            for row in rows
        ],
    )


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown, its columns in line."""
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(text.ljust(w) for text, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def as_json(
    found: Mapping[Key, Median],
    rows: Sequence[Ratio],
    conditions: Mapping[str, str],
    memory: Mapping[int, float],
) -> str:
    """The same, for programs."""
    cells: list[dict[str, Any]] = [
        {"records": size, "contender": name, "request": request, **vars(median)}
        for (size, name, request), median in found.items()
    ]
    ratios = [{**vars(row), "verdict": row.verdict} for row in rows]
    told = {
        "conditions": dict(conditions),
        "cells": cells,
        "memory": {str(number): mib for number, mib in memory.items()},
        "ratios": ratios,
    }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"
