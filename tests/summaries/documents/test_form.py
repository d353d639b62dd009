"""Uploading, replacing and restoring the document of a summary in the admin."""

import hashlib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.storage import storages
from django.test import Client
from django.urls import reverse

from tests.across.test_admin import form_of
from tests.summaries.documents.files import PDF, TEXT, docx, upload
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

EVENTS: Any = getattr(Summary, "pgh_event_model").objects  # noqa: B009 - pghistory adds it


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def summary() -> Summary:
    return Summary.objects.create(
        title="Kunming", short_title="Kunming", slug="kunming", kind="city-plan", status="published"
    )


def send(editor: Client, summary: Summary, **changed):
    address = reverse("admin:summaries_summary_change", args=[summary.pk])
    answer = editor.post(address, {**form_of(editor.get(address)), **changed})
    summary.refresh_from_db()
    return answer


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_an_upload_is_kept_and_entered(editor: Client, summary: Summary) -> None:
    file = upload(docx(), "../The plan.docx")
    assert send(editor, summary, document_upload=file).status_code == 302
    assert summary.document_name == "The plan.docx"
    assert summary.document_sha256 == sha256(docx())
    assert (summary.document_kind, summary.document_size) == ("docx", len(docx()))


def test_a_lying_name_changes_nothing(editor: Client, summary: Summary) -> None:
    send(editor, summary, document_upload=upload(TEXT, "plan.pdf", "application/pdf"))
    assert (summary.document_kind, summary.document_name) == ("text", "plan.pdf.txt")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file is empty."),
        (PDF[:20], "cut off"),
        (b"MZ\x00\x01", "control characters"),
        (PDF[:9] + b"x" * 300 + PDF[9:], "It has 347"),
    ],
)
def test_a_refusal_names_the_file_the_reason_and_what_is_accepted(
    editor: Client, summary: Summary, settings, content: bytes, reason: str
) -> None:
    settings.DOCUMENT_MAX_BYTES = 300
    answer = send(editor, summary, document_upload=upload(content, "<b>plan</b>.pdf"), focus="Kept")
    [told] = answer.context["adminform"].form.errors["document_upload"]
    assert "b>.pdf" in told
    assert reason in told.replace("\xa0", " ")
    assert "A PDF, a Word document (.docx), or text in UTF-8, at most 300" in told
    assert "<b>plan" not in answer.content.decode()
    assert "Kept" in answer.content.decode()
    assert not summary.document_is_kept


def test_the_limit_itself_is_accepted(editor: Client, summary: Summary, settings) -> None:
    settings.DOCUMENT_MAX_BYTES = len(PDF)
    assert send(editor, summary, document_upload=upload(PDF)).status_code == 302
    assert summary.document_is_kept


def test_a_form_with_another_mistake_asks_for_the_file_again(
    editor: Client, summary: Summary
) -> None:
    answer = send(editor, summary, document_upload=upload(PDF), title="")
    errors = answer.context["adminform"].form.errors
    assert set(errors) == {"title", "document_upload"}
    assert not storages["documents"].exists(sha256(PDF))


def test_saving_without_a_file_keeps_what_is_there(editor: Client, summary: Summary) -> None:
    send(editor, summary, document_upload=upload(PDF))
    assert send(editor, summary, focus="Changed").status_code == 302
    assert summary.document_sha256 == sha256(PDF)
    assert summary.document_is_kept


def test_a_replaced_file_stays_so_that_an_old_version_can_be_restored(
    editor: Client, summary: Summary
) -> None:
    send(editor, summary, document_upload=upload(PDF))
    old = Summary.objects.filter(pk=summary.pk).values(
        *("document_name", "document_sha256", "document_kind", "document_size")
    )[0]
    send(editor, summary, document_upload=upload(TEXT, "plan.txt"))
    address = reverse("document", args=[summary.slug])
    assert b"".join(Client().get(address)) == TEXT
    Summary.objects.filter(pk=summary.pk).update(**old)
    assert b"".join(Client().get(address)) == PDF


def test_a_checksum_that_is_typed_finds_its_file(editor: Client, summary: Summary) -> None:
    send(editor, summary, document_upload=upload(PDF))
    send(editor, summary, document_sha256="0" * 64)
    assert not summary.document_is_kept
    send(editor, summary, document_sha256=sha256(PDF))
    assert (summary.document_kind, summary.document_size) == ("pdf", len(PDF))
    send(editor, summary, document_sha256="")
    assert (summary.document_kind, summary.document_size) == ("", None)


def test_history_has_each_document(editor: Client, summary: Summary) -> None:
    for content in (PDF, TEXT):
        send(editor, summary, document_upload=upload(content))
    events = EVENTS.filter(id=summary.pk).order_by("pgh_id")
    assert list(events.values_list("document_sha256", "document_kind")) == [
        ("", ""),
        (sha256(PDF), "pdf"),
        (sha256(TEXT), "text"),
    ]
