"""The two sides of a summary: which cities, in which countries, with what figures."""

import re
from collections.abc import Sequence
from dataclasses import replace

from cities import reading_figures
from ucap.reading.records.draft import DraftSide, Name
from ucap.reading.records.known import Known, Named
from ucap.reading.records.names import Directory
from ucap.reading.understood import Side

_BETWEEN = re.compile(r"\s*[,;/\n|]\s*|\s+(?:and|&)\s+")
_BRACKET = re.compile(r"\s*\((?P<inside>[^()]*)\)")
_CODE = re.compile(r"[A-Z]{2}")
_IDEOGRAPHS = re.compile(r"[\u3400-\u9fff]+")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ’'.\- ]+")
_NOTHING = re.compile(r"^(?:n\s*/?\s*a|none|tbc|tbd|[-–—.])\.?$", re.IGNORECASE)
_POLITE = re.compile(
    r"\b(?:P\.?\s?R\.?|People’?'?s\s+Republic\s+of|Republic\s+of)\s+", re.IGNORECASE
)


def said(printed: str) -> str:
    """What a cell says: nothing for “N/A” and the like."""
    return "" if _NOTHING.match(printed.strip()) else printed.strip()


def side(read: Side, known: Known) -> DraftSide:
    """What is proposed for a side: cities that are not known are proposed by name alone."""
    area = reading_figures.area(read.size.text)
    return DraftSide(
        cities=tuple(cities(read.cities.text, read.country.text, known)),
        population=reading_figures.population(read.population.text),
        area_km2=float(area) if area is not None else None,
    )


def cities(printed: str, countries_printed: str, known: Known) -> list[Name]:
    """The cities of a side, each once, also where a comma is missing between two known ones.

    A city has the country that stands in brackets or after a comma behind it, else its own, else
    the only one of the side.
    """
    directory, nations = Directory(known.cities), _Nations(countries_printed, known)
    found: list[Name] = []
    for piece in pieces(printed):
        inside, bare = without_brackets(piece)
        code = next(filter(None, map(nations.code, inside)), "")
        named = _named(bare, directory)
        if not named and found and nations.is_country(bare):
            found = [_settled(one, nations.code(bare), known) for one in found]
        elif not named and _new(bare):
            named = [Name(_new(bare))]
        found += [_settled(one, code, known) for one in named]
    once: dict[object, Name] = {}
    for one in found:
        once.setdefault(one.printed if one.key is None else one.key, one)
    return [_placed(one, nations.only) for one in once.values()]


class _Nations:
    """The countries that a side may mean: those of the portal, and those that its cell prints."""

    def __init__(self, printed: str, known: Known) -> None:
        self._printed = {piece.casefold() for piece in pieces(printed)}
        self._directory = Directory(known.countries)
        named = countries(printed, known)
        self.only = named[0].country if len(named) == len(self._printed) == 1 else ""
        """The code of the only country that is printed; "" where there is not one."""

    def code(self, text: str) -> str:
        """The ISO code that `text` is, or that of the known country of this name; else ""."""
        if _CODE.fullmatch(text):
            return text
        found = self._directory.called(_POLITE.sub("", text))
        return found.country if found else ""

    def is_country(self, text: str) -> bool:
        """Whether `text` is a country and nothing more."""
        return bool(self.code(text)) or text.casefold() in self._printed


def _named(bare: str, directory: Directory) -> list[Name]:
    """The known cities that a piece names, if it names no other.

    A name in Chinese beside one in Latin letters is that of the same city. It is asked for when
    nobody is known by the other.
    """
    latin = _IDEOGRAPHS.sub(" ", bare)
    for text in (latin if _new(latin) else bare, " ".join(_IDEOGRAPHS.findall(bare))):
        named = directory.within(text)
        rest = text
        for one in named:
            rest = rest.replace(one.printed, " ", 1)
        if named and not _new(rest):
            return [one.name for one in named]
    return []


def pieces(printed: str) -> list[str]:
    """The parts of a list in a cell."""
    return [part for part in _BETWEEN.split(said(printed)) if part and said(part)]


def without_brackets(piece: str) -> tuple[list[str], str]:
    """(what stands in each of the brackets, what stands outside of them)."""
    inside = [found["inside"].strip() for found in _BRACKET.finditer(piece)]
    return inside, _BRACKET.sub(" ", piece).strip()


def _new(text: str) -> str:
    """The name of a city that is not known: in Latin letters, if it has any."""
    latin = " ".join(" ".join(_LATIN.findall(text)).split()).strip(" .-")
    return latin if any(map(str.isalpha, latin)) else text.strip() if text.strip().isalpha() else ""


def _settled(name: Name, code: str, known: Known) -> Name:
    """The name with a country printed: of several bearers, the one that is there."""
    if not code or not name.others:
        return _placed(name, code)
    there = {city.key for city in known.cities if city.country == code}
    keys = sorted((name.key or 0, *name.others), key=lambda key: key not in there)
    return Name(name.printed, keys[0], 1 if keys[0] in there else name.sure, tuple(keys[1:]), code)


def _placed(name: Name, code: str) -> Name:
    """The name of a new city with its country, if it has none yet."""
    return replace(name, country=code) if name.key is None and not name.country else name


def countries(printed: str, known: Known) -> list[Named]:
    """The known countries that a cell names, in their order."""
    by_key = {country.key: country for country in known.countries}
    found = Directory(known.countries).within(_POLITE.sub("", said(printed)))
    return [by_key[one.keys[0]] for one in found]


def all_cities(sides: Sequence[DraftSide]) -> list[Name]:
    """The cities of both sides, in their order."""
    return [city for one in sides for city in one.cities]
