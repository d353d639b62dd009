"""Which known names stand in a text: every record under all of its names, the longest first.

Names are compared word by word, so that a name ends where a word ends, and “Bio-tech” is
“bio tech”. “Foo University” is found as “University of Foo”, whichever is stored.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ucap.desk.entry.names import key
from ucap.desk.merge.likeness import SMALL
from ucap.reading.records.draft import Name
from ucap.reading.records.known import Named
from ucap.reading.records.words import words

LONGEST_ABBREVIATION = 5
CERTAIN, PROBABLE, AMBIGUOUS = 1.0, 0.9, 0.5


@dataclass(frozen=True)
class Found:
    """A name in a text: where it stands, as printed, and the records that bear it.

    `keys` is empty for a name that the document itself has made known, such as a city of its
    sides that the portal does not have. `exact` says that it is stored in this form.
    """

    start: int
    end: int
    printed: str
    keys: tuple[int, ...]
    exact: bool = True
    country: str = ""

    @property
    def who(self) -> object:
        """What tells one bearer of a name from another: a key, or the name itself."""
        return self.keys or key(self.printed)

    @property
    def name(self) -> Name:
        """The name as a proposal has it."""
        if not self.keys:
            return Name(self.printed, country=self.country)
        sure = CERTAIN if self.exact else PROBABLE
        sure = sure if len(self.keys) == 1 else AMBIGUOUS
        return Name(self.printed, self.keys[0], sure, self.keys[1:], self.country)


@dataclass(frozen=True)
class _Form:
    """One way to write a name, and who bears it."""

    written: str
    exact: bool
    keys: tuple[int, ...]
    country: str


class Directory:
    """Records that are found in texts by their names."""

    def __init__(self, records: Iterable[Named], new: Iterable[Name] = ()) -> None:
        self._forms: dict[tuple[str, ...], _Form] = {}
        self._lengths: dict[str, list[int]] = {}
        for name in new:
            self._add(name.printed, (), name.country)
        known = list(records)
        for record in known:
            for written in (record.name, *record.others):
                self._add(written, (record.key,), record.country)
        for record in known:
            for written in (record.name, *record.others):
                for other in turned(written):
                    self._add(other, (record.key,), record.country, exact=False)

    def _add(
        self, written: str, keys: tuple[int, ...], country: str, *, exact: bool = True
    ) -> None:
        path = tuple(word.plain for word in words(written))
        there = self._forms.get(path)
        if not path or (there and there.exact and not exact):
            return
        if there:
            keys = tuple(dict.fromkeys((*there.keys, *keys)))
            country = country if country == there.country else ""
        self._forms[path] = _Form(written, exact, keys, country)
        lengths = self._lengths.setdefault(path[0], [])
        if len(path) not in lengths:
            lengths.append(len(path))
            lengths.sort(reverse=True)

    def within(self, text: str) -> list[Found]:
        """The names that stand in `text`, in their order; none of them inside another."""
        return list(self._walk(text))

    def _walk(self, text: str) -> Iterator[Found]:
        said = words(text)
        place = 0
        while place < len(said):
            for length in self._lengths.get(said[place].plain, ()):
                path = tuple(word.plain for word in said[place : place + length])
                form = self._forms.get(path)
                start, end = said[place].start, said[min(place + length, len(said)) - 1].end
                if form and written_alike(form.written, text[start:end]):
                    yield Found(start, end, text[start:end], form.keys, form.exact, form.country)
                    place += length
                    break
            else:
                place += 1

    def called(self, name: str) -> Found | None:
        """Who bears exactly this name."""
        found = self.within(name)
        said = words(name)
        whole = found and said and found[0].start == said[0].start and found[0].end == said[-1].end
        return found[0] if whole else None


def written_alike(name: str, text: str) -> bool:
    """Whether `text` is written as a name: one word needs its capital, an abbreviation all.

    So “a reading room” does not name Reading, nor “it” the IT.
    """
    if len(words(name)) > 1:
        return True
    if name.isupper() and len(name) <= LONGEST_ABBREVIATION:
        return text.isupper()
    return not name[:1].isupper() or text[:1].isupper()


def turned(name: str) -> Iterator[str]:
    """The other ways to say “A of B”: “B A”; of “C D of E”: “D of E of C”; of “A B”: “B of A”."""
    first, of, last = name.partition(" of ")
    if of and first and 0 < len(last.split()) <= 3 and " of " not in last:
        yield f"{last} {first}"
    place, _space, rest = name.partition(" ")
    if of and rest and not rest.startswith("of ") and place.casefold() not in SMALL:
        yield f"{rest} of {place}"
    said = name.split()
    if len(said) == 2:
        yield f"{said[1]} of {said[0]}"


def distinct(found: Iterable[Found]) -> list[Found]:
    """Each bearer once, where it is named first."""
    first: dict[object, Found] = {}
    for one in found:
        first.setdefault(one.who, one)
    return list(first.values())
