"""What the map draws: the cities, and the pairs of them that pilots join."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import isnan, nan

from django.db.models import Q
from django.urls import reverse

from browse.pictures import PictureFilterSet
from cities.models import City
from cities.models.places import Region

MOST_CITIES = 60
MOST_PAIRS = 150
"""How much a picture holds at most; what is strongest is drawn."""


@dataclass(frozen=True)
class Place:
    """A city: where it is, how many of the pilots involve it, and where its list and page are."""

    slug: str
    name: str
    region: Region
    latitude: float  # nan where it is not known
    longitude: float
    pilots: int
    chosen: bool
    list_url: str
    page_url: str

    @property
    def is_placed(self) -> bool:
        """Whether its coordinates are known."""
        return not isnan(self.latitude)

    @property
    def url(self) -> str:
        """Where its mark leads: to its pilots, or to its page where there are none."""
        return self.list_url if self.pilots else self.page_url


@dataclass(frozen=True)
class Pair:
    """Two cities of different regions, the pilots that they have in common and their list."""

    one: Place
    other: Place
    pilots: int
    list_url: str

    @property
    def is_placed(self) -> bool:
        """Whether the pair can be drawn."""
        return self.one.is_placed and self.other.is_placed

    def joins(self, place: Place) -> bool:
        """Whether `place` is one of the two."""
        return place.slug in (self.one.slug, self.other.slug)

    def beside(self, place: Place) -> Place:
        """The one of the two that is not `place`."""
        return self.other if place.slug == self.one.slug else self.one


@dataclass(frozen=True)
class Network:
    """Cities, most pilots first, and pairs, most in common first; and how many more there are.

    `involved` is the number of all cities that the pilots involve.
    """

    places: list[Place]
    pairs: list[Pair]
    more_places: int
    more_pairs: int
    involved: int

    @property
    def all_pairs(self) -> int:
        """How many pairs there are, those left out included."""
        return len(self.pairs) + self.more_pairs

    @property
    def strongest(self) -> Pair | None:
        """The pair that has more in common than any other; None where several have most."""
        most = [pair for pair in self.pairs if pair.pilots == self.pairs[0].pilots]
        return most[0] if len(most) == 1 else None

    @property
    def unplaced(self) -> list[Place]:
        """The cities that cannot be drawn."""
        return [place for place in self.places if not place.is_placed]

    @property
    def chosen(self) -> list[Place]:
        """The cities that the address asks for."""
        return [place for place in self.places if place.chosen]


def survey(filterset: PictureFilterSet) -> Network:
    """The network of the pilots that `filterset` selects, as far as cities are asked for.

    What is asked of cities decides which are drawn, not what is counted, so
    that every number is the length of the list that it leads to. Three queries.
    """
    totals = filterset.totals("city")["city"]
    chosen = {str(term.key) for term in filterset.cleaned.get("city") or []}
    cities = _cities(totals.keys() | chosen)
    shared = _across_regions(filterset.crossed("city", "city"), cities, chosen)
    wanted = chosen.union(*shared) if chosen else cities.keys()
    ranked = sorted(wanted, key=lambda key: (-totals.get(key, 0), cities[key].sort_name, key))
    drawn = _drawn(ranked, shared)
    places = {
        key: _place(filterset, cities[key], totals.get(key, 0), chosen=key in chosen)
        for key in ranked
        if key in drawn
    }
    possible = [pair for pair in shared if places.keys() >= set(pair)]
    order = {key: number for number, key in enumerate(places)}
    possible.sort(key=lambda pair: (-shared[pair], order[pair[0]], order[pair[1]]))
    pairs = [
        _pair(filterset, places[one], places[other], shared[one, other])
        for one, other in possible[:MOST_PAIRS]
    ]
    return Network(
        places=list(places.values()),
        pairs=pairs,
        more_places=len(wanted) - len(places),
        more_pairs=len(shared) - len(pairs),
        involved=len(totals),
    )


def _drawn(ranked: Sequence[str], shared: Mapping[tuple[str, str], int]) -> Set[str]:
    """The cities for which there is room: those with the strongest pairs, then the largest.

    `ranked` has the largest first; no pair that is left out has more in common than one shown.
    """
    best = Counter[str]()
    for pair, pilots in shared.items():
        for key in pair:
            best[key] = max(best[key], pilots)
    return set(sorted(ranked, key=lambda key: -best[key])[:MOST_CITIES])


def _cities(keys: Iterable[str]) -> dict[str, City]:
    """The partner cities and those with one of `keys`, by their keys. One query."""
    partners = Q(pk__in=City.objects.partners().values("pk"))
    found = City.objects.filter(partners | Q(pk__in=[int(key) for key in keys]))
    return {str(city.pk): city for city in found.select_related("country")}


def _across_regions(
    crossed: Mapping[tuple[str, str], int], cities: Mapping[str, City], chosen: Set[str]
) -> dict[tuple[str, str], int]:
    """Of all pairs those of different regions, each once; with a chosen city if there are any."""
    rank = {key: Region.values.index(city.country.region) for key, city in cities.items()}
    return {
        pair: number
        for pair, number in crossed.items()
        if rank[pair[0]] < rank[pair[1]] and (not chosen or chosen & set(pair))
    }


def _place(filterset: PictureFilterSet, city: City, pilots: int, *, chosen: bool) -> Place:
    """A city as the map shows it."""
    return Place(
        slug=city.slug,
        name=city.name,
        region=Region(city.country.region),
        latitude=nan if city.latitude is None else float(city.latitude),
        longitude=nan if city.longitude is None else float(city.longitude),
        pilots=pilots,
        chosen=chosen,
        list_url=reverse("pilots") + filterset.together_at(city=city.slug),
        page_url=city.get_absolute_url(),
    )


def _pair(filterset: PictureFilterSet, one: Place, other: Place, pilots: int) -> Pair:
    """Two cities as the map joins them."""
    both = filterset.together_at(city=[one.slug, other.slug])
    return Pair(one, other, pilots, reverse("pilots") + both)
