"""Figures read from what documents print: “6,67mio”, “236 000”, “0.9 million (2019)”."""

import re
from decimal import Decimal

_GROUPS = re.compile(r"\d{1,3}(?:[\s\u00a0\u202f'’.,]\d{3})+(?!\d)")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_UNITS = (
    (re.compile(r"^(?:mio|mln|millions?|m)\b\.?", re.IGNORECASE), 1_000_000),
    (re.compile(r"^(?:thousand|k|tsd)\b\.?", re.IGNORECASE), 1_000),
)
_PEOPLE = re.compile(r"^(?:people|inhabitants)?$", re.IGNORECASE)
_REMARK = re.compile(r"^([^()]*)\([^()]*\)$")
"""What is counted, or when: “(metro area)”, “(2018)”."""
_AREA = re.compile(r"^(?:km\s*[²2]|sq(?:uare)?\.?\s*(?:km|kilomet(?:re|er)s))?$", re.IGNORECASE)


def population(printed: str) -> int | None:
    """The number of people that `printed` says; None where it says none plainly, or several.

    So of “N/A”, and of “9,8 Mio (one city), 8,4 Mio (another)”.
    """
    found = _figure(printed)
    if not found:
        return None
    number, rest = found
    for unit, factor in _UNITS:
        said = unit.match(rest)
        if said:
            number, rest = number * factor, rest[said.end() :].strip()
            break
    return _whole(number) if _PEOPLE.match(rest) else None


def area(printed: str) -> Decimal | None:
    """The square kilometres that `printed` says; None where it says none plainly."""
    found = _figure(printed)
    if not found or not _AREA.match(found[1]):
        return None
    return found[0]


def _figure(printed: str) -> tuple[Decimal, str] | None:
    """(the number at the beginning, what stands behind it); None without one.

    Three digits behind a mark are thousands, unless a word for millions
    follows; any other number of digits is a fraction.
    """
    text = _REMARK.sub(r"\1", printed.strip()).strip().strip(".").strip()
    grouped, single = _GROUPS.match(text), _NUMBER.match(text)
    if grouped and not any(unit.match(text[grouped.end() :].strip()) for unit, _n in _UNITS):
        return Decimal(re.sub(r"\D", "", grouped[0])), text[grouped.end() :].strip()
    if not single:
        return None
    return Decimal(single[0].replace(",", ".")), text[single.end() :].strip()


def _whole(number: Decimal) -> int | None:
    return int(number) if number == int(number) else None
