"""Which known record an entry probably tells of.

Each thing that an entry and a record have in common speaks for their being one, the more the
rarer it is among the known records: a month in which one thing took place, a city or a body that
few records name, unusual words. What sets them apart speaks against it. The sum is how many times
likelier one record is than two, as a logarithm; the score is the probability that follows.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from math import exp, log
from typing import Any

from browse.when import When
from ucap.reading.records.draft import Match
from ucap.reading.records.known import Told
from ucap.reading.records.signs import Signs, Telling, Weights, apart, months
from ucap.reading.records.words import Rarity, telling

LISTED = 0.1
"""From which score on a record is listed as one that may be meant."""
MOST_LISTED = 5
TAKEN = 0.4
"""What is left of a score where another entry of the document tells of the record more plainly."""
NAMED_LIKE = 0.6
"""How much of the words of a title a named event must have to be that record."""


class Records:
    """The known records of one kind, ready to be compared with entries."""

    def __init__(
        self,
        told: Sequence[Told],
        cities: Mapping[int, str],
        bodies: Mapping[int, str],
        weights: Weights,
    ) -> None:
        self.told = told
        self.weights = weights
        self._city_names, self._body_names = cities, bodies
        self._places = {word for name in cities.values() for word in telling(name)}
        self._titles = {one.key: self._words(one.title) for one in told}
        self._texts = {
            one.key: [self._words(text) for text in one.texts or (one.title,)] for one in told
        }
        everything = {one.key: self._titles[one.key].union(*self._texts[one.key]) for one in told}
        self._rarity = Rarity(list(everything.values()))
        self._cities = Counter(city for one in told for city in one.cities)
        self._bodies = Counter(body for one in told for body in one.organisations)
        self._months = Counter(month for one in told for month in months(one.when))

    def _words(self, text: str) -> frozenset[str]:
        """The words that say something beside where: cities are compared by themselves."""
        return telling(text) - self._places

    def matches(self, entry: Telling) -> list[Match]:
        """The records that an entry may tell of, likeliest first."""
        words = self._words(entry.text)
        found = [self._match(entry, words, one) for one in self.told]
        likely = [match for match in found if match.score >= LISTED]
        return sorted(likely, key=lambda match: (-match.score, match.key))[:MOST_LISTED]

    def named(self, name: str, when: When) -> list[Match]:
        """The records that bear a name which is mentioned in an entry, in its month."""
        words = self._words(name)
        found = []
        for one in self.told:
            alike = self._rarity.alike(words, self._titles[one.key])
            if alike >= NAMED_LIKE and not set(months(when)).isdisjoint(months(one.when)):
                reasons = self._reasons(Telling(name, when), words, one)
                found.append(Match(one.key, round(alike, 2), reasons))
        return sorted(found, key=lambda match: (-match.score, match.key))[:1]

    def signs(self, entry: Telling, words: frozenset[str], one: Told) -> Signs:
        """What speaks for it, and what against."""
        near = apart(months(entry.when), months(one.when))
        shared = one.cities.intersection(entry.cities)
        named = entry.cities - entry.meant
        return Signs(
            month=self._rare(self._months, set(months(entry.when)) & set(months(one.when))),
            next_month=near == 1,
            other_time=near is not None and near > 1,
            cities=sum(self._rare(self._cities, [city]) for city in shared),
            absent=len({city for city in named - one.cities if isinstance(city, int)}),
            new=len({city for city in named if not isinstance(city, int)}),
            apart=bool(named - one.cities and one.cities - entry.cities),
            elsewhere=bool(entry.cities and one.cities and not shared),
            bodies=sum(
                self._rare(self._bodies, [body]) for body in entry.bodies & one.organisations
            ),
            title=self._rarity.covered(self._titles[one.key], words),
            wording=max(
                (self._rarity.alike(words, text) for text in self._texts[one.key]), default=0
            ),
        )

    def _match(self, entry: Telling, words: frozenset[str], one: Told) -> Match:
        any_of_them = self.weights.start - log(1 + len(self.told))
        total = any_of_them + self.signs(entry, words, one).sum(self.weights)
        score = 1 / (1 + exp(-total))
        reasons = self._reasons(entry, words, one) if score >= LISTED else ()
        return Match(one.key, round(score, 2), reasons)

    def _rare(self, count: Counter[Any], things: Iterable[Any]) -> float:
        """What the rarest of some things says: those that are in every record say nothing."""
        return max((log((1 + len(self.told)) / (1 + count[thing])) for thing in things), default=0)

    def _reasons(self, entry: Telling, words: frozenset[str], one: Told) -> tuple[str, ...]:
        """What speaks for it, in words."""
        said = []
        near = apart(months(entry.when), months(one.when))
        if near == 0:
            said.append(f"same month ({one.when})")
        elif near == 1:
            said.append(f"a month apart ({one.when})")
        names = [self._city_names[key] for key in sorted(one.cities.intersection(entry.cities))]
        names += [self._body_names[key] for key in sorted(entry.bodies & one.organisations)]
        if names:
            said.append(f"shares {', '.join(names)}")
        common = self._common(words, one)
        if common:
            said.append(f"both say {', '.join(common)}")
        return tuple(said)

    def _common(self, words: Collection[str], one: Told) -> list[str]:
        """The rarest words that both have, at most four."""
        theirs = self._titles[one.key].union(*self._texts[one.key])
        rare = sorted(theirs.intersection(words), key=lambda word: (-self._rarity.of(word), word))
        return [word for word in rare if self._rarity.of(word) > 1][:4]


def settled(candidates: Sequence[Sequence[Match]]) -> list[list[Match]]:
    """The matches of all entries, where a record is taken by the entry that tells of it most
    plainly: for the others it is less likely.
    """
    best = sorted(
        (
            (match.score, number, match.key)
            for number, row in enumerate(candidates)
            for match in row
        ),
        key=lambda one: (-one[0], one[1], one[2]),
    )
    taken: dict[int, int] = {}
    served: set[int] = set()
    for _score, number, key in best:
        if number not in served and key not in taken:
            taken[key] = number
            served.add(number)
    return [
        sorted(
            (
                match
                if taken.get(match.key, number) == number
                else Match(match.key, round(match.score * TAKEN, 2), match.reasons)
                for match in row
            ),
            key=lambda match: (-match.score, match.key),
        )
        for number, row in enumerate(candidates)
    ]
