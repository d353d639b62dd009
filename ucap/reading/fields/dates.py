"""The date that a text begins with, as printed: “12–14 May 2019”, “Sept. 2018,”, “Jan–Feb 2019”.

What it means is read by `browse.when`; here it matters only where it ends.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 100
"""So many characters a date has at most in running text."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d\b"
_DAY = r"(?:(?:the\s+)?[0-3]?\d(?:st|nd|rd|th)?\b\.?)"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[.,]?\s+)"
_BETWEEN = r"(?:\s*[–—/&-]\s*|\s*,\s*(?:and\s+)?|\s+(?:to|until|till|and|or)\s+)"
_MODIFIER = (
    r"(?:(?:early|mid|late|(?:the\s+)?(?:beginning|end|middle|start)\s+of"
    r"|(?:first|second)\s+(?:half|quarter)\s+of)[\s-]+)"
)
_SEASON = r"(?:spring|summer|autumn|fall|winter|q[1-4]|easter|christmas)"
_POINT = "|".join(
    (
        rf"{_WEEKDAY}?{_DAY}(?:{_BETWEEN}{_DAY})*(?:\s+of)?\s+{_MONTH}(?:,?\s*{_YEAR})?",
        rf"{_WEEKDAY}?{_MONTH}\s+{_DAY}(?!\d)(?:{_BETWEEN}{_DAY})*,?\s+{_YEAR}",
        rf"{_MONTH}(?:\s+of)?,?\s*{_YEAR}",
        r"\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d\b",
        r"(?:19|20)\d\d[-/.]\d{1,2}(?:[-/.]\d{1,2})?\b",
        rf"[01]?\d[/.-]{_YEAR}",
        rf"{_YEAR}\s*,?\s*{_MONTH}",
        rf"{_SEASON}(?:\s+of)?\s+{_YEAR}(?:/\d\d(?:\d\d)?\b)?",
        _SEASON,
        _MONTH,
        _YEAR,
    )
)
_DATE = (
    rf"(?:(?:from|between|since|in|on|during)\s+)?{_MODIFIER}?(?:{_POINT})"
    rf"(?:{_BETWEEN}{_MODIFIER}?(?:{_POINT}))*"
)
_LEADING = re.compile(rf"(?P<open>[(\[]?)\s*(?P<date>{_DATE})\s*(?P<close>[)\]]?)", re.IGNORECASE)
_CLOSING = re.compile(rf"\(\s*(?P<date>{_DATE})\s*\)\s*\.?\s*$", re.IGNORECASE)
_SIGN = re.compile(r"\s*(?::|[–—-](?=\s)|,|\.(?=\s|$)|;|(?<=\.)(?=\s)|\|)\s*(?:[:–—-](?=\s)\s*)?")
_MENTIONED = re.compile(
    rf"\b(?:{_MONTH}{_BETWEEN})*(?:{_DAY}\s+)?{_MONTH}(?:\s+of)?,?\s+{_YEAR}"
    rf"(?:{_BETWEEN}{_MONTH}\s+{_YEAR})?",
    re.IGNORECASE,
)
_SAYS_YEAR = re.compile(r"(?:19|20)\d\d|\d[/.-]\d\d$")


@dataclass(frozen=True)
class Dated:
    """A date in a text: where it is, and where the text begins that it dates."""

    start: int
    end: int
    after: int
    has_year: bool
    has_sign: bool
    """Whether a colon, a dash or the like parts it from the text."""
    year_alone: bool


@lru_cache(maxsize=8192)
def leading(text: str) -> Dated | None:
    """The date at the beginning of `text`, one with its sign; None where there is none.

    A month or a year alone is a date only before a sign or the end. “May 2019 the mayors met” is
    one, “2020 participants” is none.
    """
    found = _LEADING.match(text)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    start, end = found.span("date")
    sign = _SIGN.match(text, found.end())
    has_sign = bool(sign) or found.end() == len(text) or bool(found["open"])
    date = text[start:end]
    has_year = bool(_SAYS_YEAR.search(date))
    year_alone = bool(re.fullmatch(_YEAR, date))
    if not has_sign and (not has_year or year_alone):
        return None
    if text[end : end + 1].isalnum():
        return None
    end = _without_stop(text, end, bool(sign))
    after = sign.end() if sign else found.end()
    after += len(text[after:]) - len(text[after:].lstrip())
    return Dated(start, end, after, has_year, has_sign, year_alone)


def closing(text: str) -> Dated | None:
    """The date in brackets that a text ends with."""
    found = _CLOSING.search(text)
    if not found or not re.search(_YEAR, found["date"]):
        return None
    return Dated(*found.span("date"), found.start(), True, True, False)


def mentioned(text: str) -> Dated | None:
    """The only date with a month and a year within a text; None where there are none or several."""
    found = list(_MENTIONED.finditer(text))
    return Dated(*found[0].span(), found[0].end(), True, False, False) if len(found) == 1 else None


def starts(text: str) -> list[int]:
    """Where dates with a year and a colon begin after the end of a sentence."""
    found = []
    for after in re.finditer(r"(?<=[.;!?)])\s+(?=[\d\w])", text):
        following = text[after.end() : after.end() + LONGEST]
        dated = leading(following)
        if not dated or not dated.has_year or dated.year_alone:
            continue
        if re.match(r"[)\]]?\s*:", following[dated.end :]):
            found.append(after.end())
    return found


def _without_stop(text: str, end: int, has_sign: bool) -> int:
    """Without the full stop after a year; that of an abbreviated month stays."""
    return end - 1 if has_sign and text[end - 1] == "." and text[end - 2].isdigit() else end
