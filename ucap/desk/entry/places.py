"""Positions of citations: 2, 4, 4.1; pure functions."""

from collections.abc import Iterable

Place = tuple[int, ...]


def place(position: str) -> Place:
    """A position for comparing: “4.1” is (4, 1)."""
    return tuple(int(part) for part in position.split("."))


def parent(position: str) -> str:
    """The entry that a sub-point stands under: “4” of “4.1”; "" of an entry."""
    return position.rpartition(".")[0]


def following(positions: Iterable[str]) -> str:
    """The number of the next entry behind all of `positions`."""
    return str(max((place(position)[0] for position in positions if position), default=0) + 1)
