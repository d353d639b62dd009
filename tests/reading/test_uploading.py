"""Documents are taken in, several at once, and their list says how far each is."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.reading import scene
from tests.summaries.documents.files import PDF, TEXT, upload
from ucap.reading import locks
from ucap.reading.models import Reading, State
from ucap.summaries.documents.keeping import store

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    return client


@pytest.fixture
def send(editor: Client, django_capture_on_commit_callbacks: Any) -> Any:
    """Uploads files, as the list's form does."""

    def sent(*files: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return editor.post(reverse("admin:readings"), {"documents": list(files)}, follow=True)

    return sent


def told(answer: Any) -> list[str]:
    """What the page says once."""
    return [str(message) for message in answer.context["messages"]]


def test_several_files_are_kept_and_wait_to_be_read(send: Any, started: list[str]) -> None:
    answer = send(upload(PDF, "../The plan.pdf"), upload(TEXT, "plan.md"))
    assert told(answer) == ["2 documents are read."]
    assert started == ["started"]
    found = Reading.objects.order_by("pk")
    assert [(one.document_name, one.document_kind, one.state) for one in found] == [
        ("The plan.pdf", "pdf", "waiting"),
        ("plan.md", "text", "waiting"),
    ]
    assert found[0].by == User.objects.get()
    assert all(store().is_whole(one.document_sha256) for one in found)


def test_a_file_that_cannot_be_kept_is_named_and_the_others_are_taken(send: Any) -> None:
    answer = send(upload(b"%PDF-1.7 cut", "bad.pdf"), upload(TEXT, "good.txt"))
    assert "“bad.pdf” cannot be kept. It begins as a PDF" in told(answer)[0]
    assert [one.document_name for one in Reading.objects.all()] == ["good.txt"]
    answer = send(upload(b"", "nothing.txt"))
    assert "“nothing.txt” cannot be kept. The file is empty." in answer.content.decode()
    assert Reading.objects.count() == 1


def test_a_form_without_a_file_or_with_far_too_many_says_so(send: Any, started: list[str]) -> None:
    assert "This field is required." in send().content.decode()
    many = [upload(TEXT, f"{number}.txt") for number in range(21)]
    assert "At most 20 files at once." in send(*many).content.decode()
    assert started == []
    assert not Reading.objects.exists()


def test_the_same_file_is_not_read_twice_while_nobody_has_decided(send: Any) -> None:
    send(upload(TEXT, "one.txt"))
    answer = send(upload(TEXT, "two.txt"))
    assert told(answer) == ["1 document stands here already."]
    Reading.objects.update(state=State.REFUSED)
    send(upload(TEXT, "two.txt"))
    assert Reading.objects.count() == 2


def test_the_list_says_how_far_each_is_and_asks_again_only_while_something_is_read(
    editor: Client,
) -> None:
    made = scene.reading(scene.build())
    page = editor.get(reverse("admin:readings")).content.decode()
    assert "Waits for a decision" in page
    assert "hx-trigger" not in page
    made.move(State.READING, page=3, pages=9)
    page = editor.get(reverse("admin:readings")).content.decode()
    assert "Is being read: page 3 of 9" in page
    assert 'value="3"' in page
    assert "hx-trigger" in page
    assert "Look again" in page


@pytest.mark.parametrize("state", [State.WAITING, State.READING])
def test_a_reading_whose_process_died_is_said_to_have_stopped(
    editor: Client, state: State, started: list[str], django_capture_on_commit_callbacks: Any
) -> None:
    made = scene.reading(scene.build())
    made.move(state)
    Reading.objects.update(since=timezone.now() - timedelta(minutes=5))
    page = editor.get(reverse("admin:readings")).content.decode()
    assert "Reading it has stopped: try again." in page
    assert "hx-trigger" not in page
    with django_capture_on_commit_callbacks(execute=True):
        editor.post(reverse("admin:reading-again", args=[made.pk]))
    made.refresh_from_db()
    assert (made.state, started) == (State.WAITING, ["started"])


def test_a_reading_that_a_process_is_at_work_on_has_not_stopped(editor: Client) -> None:
    made = scene.reading(scene.build())
    made.move(State.READING)
    Reading.objects.update(since=timezone.now() - timedelta(hours=5))
    with locks.lock(locks.READING, made.pk) as held:
        assert held
        page = editor.get(reverse("admin:readings")).content.decode()
        assert "stopped" not in page
        editor.post(reverse("admin:reading-again", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == State.READING


def test_why_a_document_cannot_be_read_stands_there_and_it_can_be_tried_again(
    editor: Client, started: list[str]
) -> None:
    made = scene.reading(scene.build())
    made.move(State.REFUSED, message="It is a scan without text.", understood=None)
    for address in (reverse("admin:readings"), made.get_absolute_url()):
        page = editor.get(address).content.decode()
        assert "It is a scan without text." in page
        assert "Try again" in page
    editor.post(reverse("admin:reading-again", args=[made.pk]))
    made.refresh_from_db()
    assert (made.state, made.message) == (State.WAITING, "")


def test_reading_again_keeps_what_was_decided(editor: Client) -> None:
    made = scene.reading(scene.build(), decisions={"period": {"choice": "leave"}})
    editor.post(reverse("admin:reading-again", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == State.WAITING
    assert made.decisions == {"period": {"choice": "leave"}}


def test_a_reading_is_removed_and_its_file_stays(editor: Client) -> None:
    made = scene.reading(scene.build())
    editor.post(reverse("admin:reading-remove", args=[made.pk]))
    assert not Reading.objects.exists()
    assert store().is_whole(made.document_sha256)
    assert editor.post(reverse("admin:reading-remove", args=[made.pk])).status_code == 404


def test_the_file_is_handed_out_so_that_nothing_in_it_acts(editor: Client) -> None:
    made = scene.reading(scene.build())
    answer = editor.get(reverse("admin:reading-document", args=[made.pk]))
    assert b"".join(answer.streaming_content) == scene.FILE  # type: ignore[attr-defined]
    assert answer.headers["Content-Disposition"] == 'attachment; filename="plan.txt"'
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert editor.get(reverse("admin:reading-document", args=[made.pk + 1])).status_code == 404


def test_pages_that_there_are_not_show_the_last(editor: Client) -> None:
    scene.reading(scene.build())
    for page in ("0", "99", "x", "-1"):
        assert "plan.txt" in editor.get(reverse("admin:readings"), {"p": page}).content.decode()


def test_the_list_takes_the_same_queries_however_many_there_are(editor: Client) -> None:
    told = scene.build()

    def queries() -> int:
        editor.get(reverse("admin:readings"))
        with CaptureQueriesContext(connection) as captured:
            editor.get(reverse("admin:readings"))
        return len(captured)

    scene.reading(told)
    before = queries()
    for number in range(30):
        scene.reading(told, file=b"%d" % number)
    assert queries() == before


def test_the_front_page_and_the_head_lead_to_what_waits(editor: Client) -> None:
    scene.reading(scene.build())
    page = editor.get(reverse("admin:index")).content.decode()
    assert "1 waits for a decision." in page
    assert page.count(reverse("admin:readings")) == 2
    Reading.objects.update(state=State.DONE)
    assert "None waits for a decision." in editor.get(reverse("admin:index")).content.decode()


def test_who_may_add_no_summary_is_told_of_no_readings() -> None:
    from tests.desk.review.scene import person, signed_in

    client = signed_in(person("viewer"))
    assert reverse("admin:readings") not in client.get(reverse("admin:index")).content.decode()
    made = scene.reading(scene.build())
    for name in ("readings", "reading", "reading-document", "reading-again", "reading-remove"):
        address = reverse(f"admin:{name}", args=[] if name == "readings" else [made.pk])
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    colleague = signed_in(person("contributor"))
    assert colleague.get(made.get_absolute_url()).status_code == 200
