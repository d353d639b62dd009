"""The five lists with filters: their views, and random questions to them."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import QueryDict
from hypothesis import strategies as st

from browse.filtersets import BrowseFilterSet
from browse.views import FilteredListView
from cities.views.cities import CityListView
from cities.views.organisations import OrganisationListView
from pilots.views.activities import ActivityListView
from pilots.views.pilots import PilotListView
from tests.universe.oracle import REPEATABLE, SINGLE, SORTS, Oracle
from tests.universe.world import WORDS
from ucap.summaries.views.summaries import SummaryListView

VIEWS: dict[str, type[FilteredListView]] = {
    "summaries": SummaryListView,
    "activities": ActivityListView,
    "pilots": PilotListView,
    "cities": CityListView,
    "organisations": OrganisationListView,
}
MONTHS = [f"{year}-{month:02}" for year in range(2015, 2024) for month in range(1, 13)]
YEARS = [str(year) for year in range(2015, 2025)]
NONSENSE = ["atlantis", "", " ", "Kunming", "0", "20", "2020-13", "0000-01", "all", "-", "ß"]

Question = dict[str, list[str]]


def filters(name: str, question: Question) -> BrowseFilterSet:
    """The filter set that the page of the list `name` uses for `question`."""
    view = VIEWS[name]
    return view.filterset_class(QueryDict(query(question)), queryset=view().get_records())


def query(question: Question) -> str:
    """The question as it stands in an address, without the question mark."""
    return urlencode(question, doseq=True)


@st.composite
def questions(draw: st.DrawFn, oracle: Oracle, name: str) -> Question:
    """What somebody might ask of the list `name`: mostly sense, now and then nonsense."""

    def values(parameter: str) -> Sequence[str]:
        known = sorted(oracle.known[name][parameter]) or NONSENSE
        if parameter == "year":
            return YEARS
        return [*known, *map(str.lower, known)] if parameter == "country" else known

    question: Question = {}
    repeatable = sorted(REPEATABLE[name])
    for parameter in draw(st.lists(st.sampled_from(repeatable), max_size=3, unique=True)):
        question[parameter] = draw(
            st.lists(st.sampled_from(values(parameter)), min_size=1, max_size=3)
        )
    if draw(st.integers(0, 2)) == 0:
        matches = st.sampled_from(["all", *repeatable, *question])
        question["match"] = draw(st.lists(matches, min_size=1, max_size=2))
    if draw(st.booleans()):
        question["sort"] = [draw(st.sampled_from(["", "-"])) + draw(st.sampled_from(SORTS[name]))]
    if draw(st.integers(0, 3)) == 0:
        words = st.sampled_from([*WORDS, "mal", "OR", "%", "É", "Kunming"])
        question["q"] = [" ".join(draw(st.lists(words, min_size=1, max_size=2)))]
    for bound in sorted({"from", "to"} & SINGLE[name]):
        if draw(st.integers(0, 3)) == 0:
            question[bound] = [draw(st.sampled_from(MONTHS))]
    if "role" in SINGLE[name] and draw(st.booleans()):
        question["role"] = [draw(st.sampled_from(["participant", "venue"]))]
    if draw(st.integers(0, 9)) == 0:
        parameter = draw(st.sampled_from([*repeatable, *sorted(SINGLE[name]), "match", "sort"]))
        question[parameter] = [*question.get(parameter, []), draw(st.sampled_from(NONSENSE))]
    return question
