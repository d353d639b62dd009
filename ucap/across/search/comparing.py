"""“Rome and Yantai: what they have in common”: the way to a comparison, where words name cities."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import TextField, Value
from django.db.models.functions import Concat
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from browse.asking import WORD, Asked
from browse.comparing import MOST
from browse.text import fold
from cities.models import City


@dataclass(frozen=True)
class Comparison:
    """Cities that were named together, and where they are compared."""

    cities: list[City]
    names_only: bool  # nothing else was asked for

    @property
    def names(self) -> str:
        """The cities as people say them: “Rome, Yantai and Nice”."""
        return get_text_list([str(city) for city in self.cities], _("and"))

    @property
    def url(self) -> str:
        """The page that compares them."""
        return f"{reverse('compare')}?{urlencode([('city', city.slug) for city in self.cities])}"


def comparison(asked: Asked) -> Comparison | None:
    """The two to four cities that the words name in full, under any of their names.

    One query; none where fewer than two words are wanted.
    """
    if len(asked.looked_for) < 2 or asked.unwanted:
        return None
    tokens = [token for form in asked.forms for token in form.folded.split()]
    wanted = {token for form in asked.looked_for for token in form.folded.split()}
    cities, rest = _read(tokens, _named(asked))
    if not 2 <= len(cities) <= MOST:
        return None
    return Comparison(cities, not wanted.intersection(rest))


def _named(asked: Asked) -> dict[str, City]:
    """The cities that the words could name, by each of their names, folded and without blanks."""
    names = Concat("name", Value("\n"), "other_names", output_field=TextField())
    shown = City.objects.shown().filter(words__matches=asked.any).annotate(folded=fold(names))
    return {
        "".join(WORD.findall(name)): city
        for city in shown.order_by("-sort_name", "-slug")  # of two with one name the first stays
        for name in city.folded.splitlines()
    }


def _read(tokens: list[str], named: dict[str, City]) -> tuple[list[City], set[str]]:
    """The cities named by the longest runs of `tokens`, each once, and the words left over."""
    cities: dict[int, City] = {}
    rest = set()
    place = 0
    while place < len(tokens):
        runs = ("".join(tokens[place:end]) for end in range(len(tokens), place, -1))
        run = next((run for run in runs if run in named), None)
        if run is None:
            rest.add(tokens[place])
            place += 1
            continue
        cities.setdefault(named[run].pk, named[run])
        while run:
            run = run.removeprefix(tokens[place])
            place += 1
    return list(cities.values()), rest
