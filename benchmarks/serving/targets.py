"""What the ratios should be, and what they are."""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.serving.contenders import BOTH, LIST, SEARCH, THEME, UNCHANGED

Key = tuple[int, str, str]
"""Number of records, contender, request."""


@dataclass(frozen=True)
class Median:
    """The medians of the rounds of one cell."""

    rate: float
    median_ms: float
    cpu_ms: float
    postgres_ms: float


@dataclass(frozen=True)
class Ratio:
    """A ratio with what it must be and what it aims at; the smaller the better if `fewer`."""

    name: str
    value: float | None
    must: float
    aim: float
    fewer: bool = False

    @property
    def verdict(self) -> str:
        """In a word."""
        if self.value is None:
            return "not measured"
        if _reaches(self.value, self.aim, fewer=self.fewer):
            return "aim reached"
        return "ok" if _reaches(self.value, self.must, fewer=self.fewer) else "short"


def _reaches(value: float, bound: float, *, fewer: bool) -> bool:
    return value <= bound if fewer else value >= bound


def ratios(found: Mapping[Key, Median], memory: Mapping[int, float]) -> list[Ratio]:
    """Every target with what was measured of it."""
    sizes = sorted({pilots for pilots, _contender, _request in found})
    rows = []
    for size in sizes:
        cell = Cells(found, size)
        rows += [
            Ratio(f"cached list ÷ hello-world, {n(size)}", cell.over("cached", "hello"), 0.5, 0.75),
            Ratio(
                f"304 ÷ hello-world, {n(size)}",
                cell.over("cached", "hello", UNCHANGED, LIST),
                0.55,
                0.75,
            ),
        ]
    small = Cells(found, 50)
    rows.append(Ratio("cached list ÷ Datasette’s, 50", small.over("cached", "datasette"), 80, 150))
    for request in (LIST, THEME, BOTH, SEARCH):
        value = small.over("uncached", "plain", request)
        rows.append(Ratio(f"uncached {request} ÷ the plain way, 50", value, 3, 10))
    for size, must, aim in ((5_000, 4, 20), (100_000, 8, 50)):
        value = Cells(found, size).over("uncached", "plain", THEME)
        rows.append(Ratio(f"uncached theme ÷ the plain way, {n(size)}", value, must, aim))
    large = Cells(found, 100_000)
    value = large.over("uncached", "plain", SEARCH)
    rows.append(Ratio(f"uncached search ÷ the plain way, {n(100_000)}", value, 3, 10))
    name = f"time of the theme page, uncached, {n(100_000)} ÷ 50"
    rows.append(Ratio(name, times(found, 100_000, 50), 40, 3, fewer=True))
    few, many = (min(memory), max(memory)) if memory else (0, 0)
    rows.append(
        Ratio(
            "memory of a worker after 10 000 addresses ÷ after 100",
            memory[many] / memory[few] if memory else None,
            1.3,
            1.1,
            fewer=True,
        )
    )
    return rows


class Cells:
    """The cells of one number of records."""

    def __init__(self, found: Mapping[Key, Median], size: int) -> None:
        self.found = found
        self.size = size

    def over(self, one: str, other: str, asked: str = LIST, other_asked: str = "") -> float | None:
        """Answers a second of `one` for each of `other`; None where either was not measured."""
        first = self.found.get((self.size, one, asked))
        second = self.found.get((self.size, other, other_asked or self._of(other, asked)))
        return first.rate / second.rate if first and second else None

    def _of(self, contender: str, asked: str) -> str:
        return LIST if contender == "hello" else asked


def times(found: Mapping[Key, Median], large: int, small: int) -> float | None:
    """The median time of an uncached theme page with many records for that with few."""
    first, second = (found.get((size, "uncached", THEME)) for size in (large, small))
    return first.median_ms / second.median_ms if first and second else None


def n(number: int) -> str:
    """A number of records, as it is written."""
    return f"{number:,}".replace(",", " ")
