"""The three ways in which a field can be right."""

from benchmarks.reading.scoring.comparing import as_printed, squashed
from benchmarks.reading.scoring.score import Field


def printed(group: str, name: str, expected: str, got: str) -> Field:
    """A field that must stand as printed."""
    return Field(group, name, expected, got, as_printed(expected) == as_printed(got))


def stretch(name: str, expected: str, got: str) -> Field:
    """A field of prose: the right words, all of them and no others."""
    return Field("prose", name, expected, got, squashed(expected) == squashed(got))


def exactly(group: str, name: str, expected: str, got: str) -> Field:
    """A field that must be the same."""
    return Field(group, name, expected, got, expected == got)
