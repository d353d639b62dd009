"""When two texts, dates, figures or names count as the same."""

import unicodedata
from datetime import date
from itertools import filterfalse

_ALIKE = str.maketrans(
    {"–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-"}
    | {"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"'}
)


def squashed(text: str) -> str:
    """The letters and digits alone, without case: the same for the same stretch of words.

    White space, punctuation, bullets and markup do not count: each file has its own.
    """
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def as_printed(text: str) -> str:
    """The text without white space, with one kind of dash and quote and no colon behind it."""
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return "".join(plain.split()).removesuffix(":")


def named(name: str) -> str:
    """A name without case, accents, white space and punctuation, and without “the” before it."""
    apart = unicodedata.normalize("NFKD", name.strip().casefold()).removeprefix("the ")
    return squashed("".join(filterfalse(unicodedata.combining, apart)))


def figure(number: object) -> str:
    """A number as text, the same for 88, 88.0 and Decimal("88.00"); "" for None."""
    return "" if number is None else f"{float(str(number)):.3f}".rstrip("0").rstrip(".")


def span(start: date | str | None, end: date | str | None = None, *, days: bool = False) -> str:
    """“2018-07”, “2018-07..2019-11” or the same with days; "" without a start."""
    first, last = (str(one or "")[: 10 if days else 7] for one in (start, end))
    return first if not last or last == first else f"{first}..{last}"
