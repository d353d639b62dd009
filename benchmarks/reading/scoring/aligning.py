"""Two lists side by side: what was read beside what is true, in the order of both."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from rapidfuzz.fuzz import ratio

from benchmarks.reading.scoring.comparing import squashed

A = TypeVar("A")
B = TypeVar("B")

ENOUGH = 0.5
"""How alike two must be to stand side by side."""
SAME_PLACE = 0.3
"""How much being in the same place speaks for that."""


def aligned(
    true: Sequence[A], read: Sequence[B], likeness: Callable[[A, B], float]
) -> list[tuple[A | None, B | None]]:
    """Pairs in the order of both lists, as alike as they can be in sum; None is a gap."""
    rows, columns = len(true), len(read)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[likeness(one, other) for other in read] for one in true]
    for i in range(rows - 1, -1, -1):
        for j in range(columns - 1, -1, -1):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= ENOUGH else 0.0
            best[i][j] = max(together, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[A | None, B | None]] = []
    i = j = 0
    while i < rows and j < columns:
        if alike[i][j] >= ENOUGH and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((true[i], read[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((true[i], None))
            i += 1
        else:
            pairs.append((None, read[j]))
            j += 1
    return pairs + [(one, None) for one in true[i:]] + [(None, other) for other in read[j:]]


def alike(one: str, other: str, *, same_place: bool) -> float:
    """How alike two texts are, from 0 to 1, and a little more in the same place."""
    words = ratio(squashed(one), squashed(other)) / 100
    return words + SAME_PLACE if same_place else words
