"""The forms of the five summaries: their size, their documents, and what saving them costs."""

from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.across.test_admin import address
from tests.desk.conflicts.editors import Editor
from ucap.summaries.models import Summary

pytestmark = pytest.mark.usefixtures("seeded", "db")

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


def test_four_times_the_longest_summary_can_still_be_sent() -> None:
    ann = Editor("ann")
    limit: int = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    for summary in Summary.objects.all():
        form = ann.opens(summary)
        assert len(form) * 4 < limit
        assert len(form["made_from"]) < 20_000
        whole = sum(len(str(value)) + len(name) for name, value in form.items())
        assert whole * 4 < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        ann.saves(summary, form)


def test_two_people_can_work_on_different_entries_of_a_summary() -> None:
    ann, ben = Editor("ann"), Editor("ben")
    summary = Summary.objects.get(slug="granada")
    before = summary.activity_citations.count(), summary.pilot_citations.count()
    form = ben.opens(summary)
    ann.changes(summary, **{"activity_citations-0-heading": "Ann's", "focus": "Ann's"})
    mine = {"activity_citations-1-heading": "Ben's", "pilot_citations-0-heading": "Ben's"}
    shown, told = ben.is_asked(summary, form | mine)
    assert told.questions == []
    assert {line.where.rpartition(" – ")[2] for line in told.taken} == {"Heading", "Key focus"}
    ben.saves(summary, shown)
    summary.refresh_from_db()
    headings = [citation.heading for citation in summary.activity_citations.all()[:2]]
    assert (headings, summary.focus) == (["Ann's", "Ben's"], "Ann's")
    assert before == (summary.activity_citations.count(), summary.pilot_citations.count())


def test_a_file_that_was_sent_has_to_be_chosen_again() -> None:
    ann, ben = Editor("ann"), Editor("ben")
    summary = Summary.objects.get(slug="granada")
    form = ben.opens(summary)
    name = next(
        bound.name
        for bound in ben.client.get(address(Summary, "change", summary.pk)).context["form"]
        if bound.field.widget.needs_multipart_form
    )
    ann.changes(summary, focus="Ann's")
    upload = SimpleUploadedFile("plan.pdf", PDF, "application/pdf")
    _shown, told = ben.is_asked(summary, {**form, name: upload})
    assert len(told.files) == 1


def test_saving_costs_what_opening_costs_and_a_few_queries_more() -> None:
    ann = Editor("ann")
    summary = Summary.objects.get(slug="granada")
    with CaptureQueriesContext(connection) as opening:
        form = ann.opens(summary)
    with CaptureQueriesContext(connection) as meeting:
        ann.saves(summary, form)
    locks = [one for one in meeting if "FOR NO KEY UPDATE" in one["sql"]]
    inlines = len(admin.site._registry[Summary].get_inlines(_request(ann), summary))
    assert len(locks) == 1 + inlines
    assert len(opening) < 40


def _request(editor: Editor) -> Any:
    from django.test import RequestFactory

    request = RequestFactory().get("/")
    request.user = editor.user
    return request
