"""What only drafts say is never found, counted, suggested or meant, whoever asks."""

import pytest

from pilots.models import Activity, PilotProject
from tests.across.search.asking import Results, suggested
from tests.across.test_drafts import MARK, drafts, superuser  # noqa: F401 - a fixture for all tests
from ucap.across.search.kinds import KINDS
from ucap.across.search.meant import words_in_use
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db
NEAR = "zqxk"
"""One error away from the mark."""


def publish_everything() -> None:
    for model in (Summary, Activity, PilotProject):
        model._default_manager.update(status="published")


@pytest.mark.parametrize("typed", [MARK, MARK[:3], f'"{MARK}"', f"{MARK}@example.org"])
def test_nothing_of_a_draft_is_found_counted_or_suggested(typed: str) -> None:
    for client in (None, superuser()):
        results = Results(typed, client)
        assert results.groups == {}
        assert "Nothing has been found." in results.text
    assert suggested(typed) == []
    for kind in KINDS:
        assert Results(typed, kind=kind.name).groups == {}
    publish_everything()
    assert set(Results(MARK).counts) >= {
        *("cities", "organisations", "themes", "summaries", "pilots", "activities", "notes"),
        *("sdgs", "urban-agenda"),
    }
    assert suggested(MARK)


def test_a_word_that_only_drafts_have_counts_as_one_that_nothing_has() -> None:
    results = Results(f"kunming {MARK}")
    assert results.counts == Results("kunming").counts
    assert results.counts == Results("kunming atlantis").counts
    assert "Nothing has all of these words" in results.text


def test_a_draft_is_never_meant() -> None:
    results = Results(NEAR)
    assert results.meant == ""
    assert MARK not in results.page.html.lower()
    assert MARK not in words_in_use()
    publish_everything()
    assert Results(NEAR).meant == MARK


def test_nothing_of_a_draft_stands_on_a_page_of_results() -> None:
    for typed in ("kunming", "open", "goal", "topic", "china", "kunming -open", "whole OR part"):
        for kind in ("", *(kind.name for kind in KINDS)):
            results = Results(typed, kind=kind) if kind else Results(typed)
            assert MARK not in results.page.html.lower(), (typed, kind)
    assert Results("kunming").counts["summaries"] == 1
    assert Results("open").counts["pilots"] == 1


def test_leaving_out_what_a_draft_says_leaves_out_nothing() -> None:
    assert Results(f"kunming -{MARK}").counts == Results("kunming").counts
