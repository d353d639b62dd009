"""The forms of the five summaries: their size, their documents, and two saves at one moment."""

import threading
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cities.models import City
from tests.across.test_admin import address
from tests.desk.conflicts.editors import Editor
from tests.universe import world
from ucap.summaries.models import Summary
from ucap.summaries.seeding import seed

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def summaries(db: None) -> None:
    seed()


def test_four_times_the_longest_summary_can_still_be_sent(summaries: None) -> None:
    ann = Editor("ann")
    limit: int = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    for summary in Summary.objects.all():
        form = ann.opens(summary)
        assert len(form) * 4 < limit
        assert len(form["made_from"]) < 20_000
        whole = sum(len(str(value)) + len(name) for name, value in form.items())
        assert whole * 4 < settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        ann.saves(summary, form)


def test_two_people_can_work_on_different_entries_of_a_summary(summaries: None) -> None:
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


def test_a_file_that_was_sent_has_to_be_chosen_again(summaries: None) -> None:
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


def test_saving_costs_what_opening_costs_and_a_few_queries_more(summaries: None) -> None:
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


@pytest.fixture
def slow_saving(monkeypatch: pytest.MonkeyPatch) -> None:
    """Saving a city takes so long that another save can begin meanwhile."""
    options = admin.site._registry[City]
    save, together = options.save_model, threading.Barrier(2, timeout=1)

    def slowly(*args: Any, **kwargs: Any) -> None:
        try:
            together.wait()  # for the other one, who must not come this far
        except threading.BrokenBarrierError:
            save(*args, **kwargs)
        else:
            raise AssertionError("two forms of one record were saved at the same time")

    monkeypatch.setattr(options, "save_model", slowly)


@pytest.mark.django_db(transaction=True)
def test_of_two_forms_sent_at_the_same_moment_one_is_saved_and_the_other_asked(
    slow_saving: None,
) -> None:
    world.build(13, summaries=5)
    city = City.objects.earliest("pk")
    answers: dict[str, int] = {}

    def send(editor: Editor, form: dict[str, Any], province: str) -> None:
        answers[province] = editor.sends(city, form | {"province": province}).status_code
        connection.close()

    senders = []
    for name in ("ann", "ben"):
        editor = Editor(name)
        senders.append(threading.Thread(target=send, args=(editor, editor.opens(city), name)))
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(answers.values()) == [200, 302]
    city.refresh_from_db()
    assert answers[city.province] == 302
