"""The page of the search."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode

from browse.text import Spoken
from browse.views import PageView
from cities.models import City, Theme
from ucap.across.search.comparing import comparison
from ucap.across.search.kinds import KINDS, Kind
from ucap.across.search.meant import meant
from ucap.across.search.results import Search


@dataclass(frozen=True)
class Tab:
    """A kind of which something has been found."""

    label: Spoken
    count: int
    url: str
    selected: bool


class SearchView(PageView):
    """`/search/?q=`: what records of all kinds say of some words; `kind=` shows all of one kind."""

    template_name = "across/search.html"

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """The words, one kind, and the page of its results."""
        return frozenset({"q", "kind", "page"})

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The results; examples where nothing is asked; what was meant where nothing has a word."""
        asked = self.request.GET
        kinds = {kind.name: kind for kind in KINDS}
        name = asked.get("kind", "")
        search = Search(asked.get("q", ""), kinds.get(name), asked.get("page"))
        context: dict[str, Any] = {"search": search, "search_words": search.asked.typed.text}
        if not search.asked.wanted:
            context |= {"examples": examples(), "own_address": reverse("search")}
            return super().get_context_data(**context, **kwargs)
        context["own_address"] = address(search, kinds.get(name))
        if name and name not in kinds:
            context["unknown_kind"] = name.replace("\0", "\N{REPLACEMENT CHARACTER}")[:60]
            context["own_address"] = ""
        else:
            context |= shown(search)
        return super().get_context_data(
            **context,
            answered=True,
            kinds=KINDS,
            total=search.tally.total,
            kind_count=search.tally.kind_count,
            tabs=tabs(search, on_page=not name),
            all_kinds=address(search),
            **kwargs,
        )


def address(search: Search, kind: Kind | None = None, *, words: str = "") -> str:
    """The address of the results of all kinds, or of one; or of those for other `words`."""
    query = {"q": words or search.asked.typed.text} | ({"kind": kind.name} if kind else {})
    return f"{reverse('search')}?{urlencode(query)}"


def shown(search: Search) -> dict[str, Any]:
    """The rows of a search and what leads on from it, for the template."""
    better = meant(search.asked, search.unknown)
    compared = comparison(search.asked)
    worthwhile = compared and (compared.names_only or search.some)
    context: dict[str, Any] = {
        "groups": [(group, address(search, group.kind)) for group in search.groups],
        "meant": better,
        "meant_url": address(search, words=better),
        "comparison": compared if worthwhile else None,
    }
    if search.page is not None:
        pages = search.page.paginator.get_elided_page_range(search.page.number, on_each_side=2)
        context |= {"page_obj": search.page, "page_range": pages}
    return context


def tabs(search: Search, *, on_page: bool) -> list[Tab]:
    """The kinds of which something has been found: places on the page, or pages of their own."""
    counts = search.tally.kinds
    if on_page:
        return [
            Tab(group.kind.label, group.count, f"#{group.kind.name}", False)
            for group in search.groups
        ]
    return [
        Tab(kind.label, counts[kind.name], address(search, kind), kind == search.only)
        for kind in KINDS
        if counts.get(kind.name)
    ]


def examples() -> list[tuple[str, str]]:
    """(words, address) of searches that find something in what is published. Two queries."""
    cities = list(City.objects.partners()[:2])
    names = [name for city in cities for name in city.names[:1]]
    words = [str(city) for city in cities[:1]] + names[:1]
    if len(cities) > 1:
        words.append(f"{cities[0]} {cities[1]}")
    words += [f'"{theme}"' for theme in Theme.objects.shown()[:1]]
    words.append("SDG 11")
    return [(text, f"{reverse('search')}?{urlencode({'q': text})}") for text in words]
