"""What is found in a random world, compared with a search that reads every record with loops.

The words of that world are such that English stems add nothing to them: none is another one's form.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from browse.asking import ask
from cities.models import City, Organisation, Theme
from pilots.models import Activity, PilotProject
from tests.thorough import examples
from tests.universe import world
from tests.universe.oracle import folded
from ucap.across.search.kinds import KINDS
from ucap.across.search.results import Search, ranked, tally
from ucap.summaries.models import EditorialNote, Summary

pytestmark = pytest.mark.django_db
COMPARED = settings(
    max_examples=examples(20),
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
WORDS = ["malaga", "zurich", "forum", "green", "tech", "koln", "nandu", "creme", "brien", "back"]
BEGINNINGS = ["mal", "zur", "foru", "gre", "kol", "cre"]


@dataclass(frozen=True)
class Read:
    """A record as the slow search reads it: the words of its own texts, and of linked names."""

    key: str
    own: list[list[str]]
    linked: list[list[str]]

    def has(self, word: str, *, begins: bool) -> bool:
        """Whether a word stands in it, or begins one that does."""
        return any(
            said == word or (begins and said.startswith(word))
            for text in self.own + self.linked
            for said in text
        )

    def has_phrase(self, words: list[str]) -> bool:
        """Whether the words stand in one of its texts, one behind the other."""
        return any(
            text[place : place + len(words)] == words
            for text in self.own + self.linked
            for place in range(len(text))
        )


def split(*texts: str) -> list[list[str]]:
    """The folded words of each text."""
    return [re.findall(r"[^\W_]+", folded(text)) for text in texts]


def public(records: Iterable) -> list:
    return [record for record in records if record.status == "published"]


def names(record: City | Organisation | Theme) -> list[list[str]]:
    province = [getattr(record, "province", "")]
    return split(record.name, record.other_names, *province)


def under(link) -> list[list[str]]:
    return split(link.label_printed, link.description, link.focus, link.challenges)


def told(record) -> list[list[str]]:
    """What published summaries say of a record."""
    return [
        text
        for place in record.citations.all()
        if place.summary.status == "published"
        for text in split(place.heading, place.unnamed_groups, place.difference, place.dates_told)
    ]


def linked(record) -> list[list[str]]:
    terms = [link.city for link in record.city_links.all()]
    terms += [link.organisation for link in record.organisation_links.all()]
    terms += [link.theme for link in record.theme_links.all()]
    return [text for term in terms for text in names(term)]


def pilot(record: PilotProject) -> Read:
    own = split(record.title, record.description, record.location_text, record.funding)
    return Read(record.slug, own + told(record), linked(record))


def activity(record: Activity) -> Read:
    own = split(record.title, record.occasion, record.description, record.location_text)
    own += split(record.funding, *(outcome.text for outcome in record.outcomes.all()))
    return Read(record.slug, own + told(record), linked(record))


def summary(record: Summary) -> Read:
    own = split(record.title, record.short_title, record.focus, record.challenges)
    own += split(record.objectives, record.contact_printed)
    near: list[list[str]] = []
    for side in record.sides.all():
        own += split(side.cities_printed, side.province_printed, side.country_printed)
        near += [text for link in side.city_links.all() for text in names(link.city)]
    for theme in record.theme_links.all():
        own += under(theme)
        near += names(theme.theme)
    for goal in record.sdg_links.all():
        own += split(goal.label_printed)
        near += split(f"SDG {goal.sdg.number} {goal.sdg.title}")
    for topic in record.topic_links.all():
        own += split(topic.label_printed)
        near += split(topic.topic.name)
    return Read(record.slug, own, near)


def organisation(record: Organisation) -> Read:
    near = [text for other in (record.city, record.part_of) if other for text in names(other)]
    return Read(record.slug, names(record), near)


def theme(record: Theme) -> Read:
    said = [
        text
        for link in record.summary_links.all()
        if link.summary.status == "published"
        for text in under(link)
    ]
    return Read(record.slug, names(record) + split(record.description) + said, [])


def city(record: City) -> Read:
    return Read(record.slug, names(record), split(record.country.name))


READERS: dict[str, tuple[Callable[[], Iterable], Callable]] = {
    "pilots": (lambda: public(PilotProject.objects.all()), pilot),
    "activities": (lambda: public(Activity.objects.all()), activity),
    "summaries": (lambda: public(Summary.objects.all()), summary),
    "cities": (lambda: City.objects.shown(), city),
    "organisations": (lambda: Organisation.objects.shown(), organisation),
    "themes": (lambda: Theme.objects.shown(), theme),
}


@pytest.fixture
def reads() -> dict[str, list[Read]]:
    """Every public record of a random world."""
    world.build(11, summaries=6)
    return {
        name: [read(record) for record in records()] for name, (records, read) in READERS.items()
    }


def found(name: str, typed: str) -> set[str]:
    (kind,) = (kind for kind in KINDS if kind.name == name)
    asked = ask(typed)
    slugs = [record.slug for record in ranked(kind, asked, every=True)]
    assert len(slugs) == len(set(slugs)) == tally(asked, every=True).kinds.get(name, 0)
    return set(slugs)


@COMPARED
@given(
    wanted=st.lists(st.sampled_from(WORDS + BEGINNINGS), min_size=1, max_size=3, unique=True),
    unwanted=st.lists(st.sampled_from(WORDS), max_size=1),
)
def test_every_result_has_every_word_and_nothing_that_has_them_is_missing(
    reads: dict[str, list[Read]], wanted: list[str], unwanted: list[str]
) -> None:
    typed = " ".join([*wanted, *(f"-{word}" for word in unwanted)])
    for name, records in reads.items():
        expected = {
            read.key
            for read in records
            if all(read.has(word, begins=True) for word in wanted)
            and not any(read.has(word, begins=False) for word in unwanted)
        }
        assert found(name, typed) == expected, (name, typed)


@COMPARED
@given(phrase=st.lists(st.sampled_from(WORDS), min_size=2, max_size=2))
def test_a_phrase_stands_in_one_text_in_its_order(
    reads: dict[str, list[Read]], phrase: list[str]
) -> None:
    for name, records in reads.items():
        if name == "cities":  # their other names stand in one text, one to a line
            continue
        expected = {read.key for read in records if read.has_phrase(phrase)}
        assert found(name, f'"{" ".join(phrase)}"') == expected, name


@COMPARED
@given(words=st.lists(st.sampled_from([*WORDS, "atlantis"]), min_size=2, max_size=3, unique=True))
def test_records_with_some_of_the_words_are_shown_only_where_none_has_all(
    reads: dict[str, list[Read]], words: list[str]
) -> None:
    search = Search(" ".join(words))
    number = {
        name: [sum(read.has(word, begins=True) for word in words) for read in records]
        for name, records in reads.items()
    }
    best = max(count for counts in number.values() for count in counts)
    assert search.some is (0 < best < len(words))
    if search.some:
        for name, counts in number.items():
            assert search.tally.kinds[name] == sum(map(bool, counts))
    assert [term.query for term in search.unknown] == [
        term.query for term in search.asked.wanted if "atlantis" in term.query and best < len(words)
    ]


def test_the_notes_of_the_world_are_found_by_their_own_words(reads) -> None:
    shown = EditorialNote.objects.about_published()
    search = Search("dates differ")
    assert search.tally.kinds["notes"] == shown.filter(oddity="The dates differ.").count() > 0
