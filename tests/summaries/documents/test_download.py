"""Who gets an original document, and with which headers."""

import gzip
import io
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from tests.summaries.documents.files import PDF, TEXT, docx
from ucap.summaries.documents.keeping import keep, store
from ucap.summaries.models import Summary

pytestmark = pytest.mark.django_db

INERT = "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox"
OPEN_XML = "application/vnd.openxmlformats-officedocument"


def summary(content: bytes = PDF, name: str = "plan.pdf", **fields) -> Summary:
    told = {"title": "Kunming", "slug": "kunming", "kind": "city-plan", "status": "published"}
    made = Summary(**{**told, **fields})
    keep(made, name, io.BytesIO(content))
    made.save()
    return made


def address(of: Summary) -> str:
    return f"{of.get_absolute_url()}document/"


def test_a_published_document_is_handed_out_with_exactly_these_headers() -> None:
    made = summary()
    answer = Client().get(address(made))
    assert answer.status_code == 200
    assert b"".join(answer) == PDF
    headers = dict(answer.headers)
    assert "Accept-Encoding" in headers.pop("Vary")
    assert "camera=()" in headers.pop("Permissions-Policy")
    assert headers.pop("X-Request-ID")
    assert headers == {
        "Content-Type": "application/pdf",
        "Content-Length": str(len(PDF)),
        "Content-Disposition": 'attachment; filename="plan.pdf"',
        "ETag": f'"{made.document_sha256}"',
        "Cache-Control": "no-cache",
        "Content-Security-Policy": INERT,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert answer.streaming


@pytest.mark.parametrize(
    ("content", "ending", "media_type"),
    [
        (TEXT, "txt", "text/plain; charset=utf-8"),
        (b"<script>alert(1)</script>", "txt", "text/plain; charset=utf-8"),
        (docx(), "docx", f"{OPEN_XML}.wordprocessingml.document"),
    ],
    ids=["text", "script", "docx"],
)
def test_the_media_type_and_the_ending_are_those_of_the_content(
    content: bytes, ending: str, media_type: str
) -> None:
    answer = Client().get(address(summary(content, "plan.html")))
    assert answer.headers["Content-Type"] == media_type
    told = answer.headers["Content-Disposition"]
    assert told == f'attachment; filename="plan.html.{ending}"'


def test_a_name_in_any_script_is_sent_as_rfc_6266_says() -> None:
    answer = Client().get(address(summary(name="Plan für 昆明.pdf")))
    told = answer.headers["Content-Disposition"]
    assert told == "attachment; filename*=utf-8''Plan%20f%C3%BCr%20%E6%98%86%E6%98%8E.pdf"


def test_a_name_that_was_typed_in_cannot_break_a_header() -> None:
    made = summary()
    Summary.objects.filter(pk=made.pk).update(document_name='a"\r\nX-Evil: 1.html')
    answer = Client().get(address(made))
    assert "X-Evil" not in answer.headers
    assert answer.headers["Content-Disposition"] == 'attachment; filename="a X-Evil 1.html.pdf"'


def test_head_says_the_same_without_the_file() -> None:
    made = summary()
    answer = Client().head(address(made))
    assert (answer.status_code, b"".join(answer)) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(PDF))
    assert answer.headers["ETag"] == f'"{made.document_sha256}"'


def test_who_has_it_already_gets_nothing_again() -> None:
    made = summary()
    etag = Client().get(address(made)).headers["ETag"]
    answer = Client().get(address(made), headers={"If-None-Match": etag})
    assert (answer.status_code, answer.content) == (304, b"")
    other = Client().get(address(made), headers={"If-None-Match": '"another"'})
    assert other.status_code == 200


def test_compressed_on_the_way_it_is_the_same_file() -> None:
    answer = Client().get(address(summary(TEXT * 99)), headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(b"".join(answer)) == TEXT * 99


@pytest.mark.parametrize("status", ["draft", "review"])
def test_the_document_of_a_draft_is_refused_to_everybody_publicly(status: str) -> None:
    made = summary(status=status)
    root = Client()
    root.force_login(User.objects.create_superuser("root"))
    for client in (Client(), root):
        for method in (client.get, client.head):
            assert method(address(made)).status_code == 404


def test_no_file_is_no_page() -> None:
    Summary.objects.create(title="A", slug="kunming", kind="city-plan", status="published")
    assert Client().get("/summaries/kunming/document/").status_code == 404
    assert Client().get("/summaries/nanjing/document/").status_code == 404


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"cut off")])
def test_a_file_that_is_gone_or_cut_off_is_a_404_and_told_in_the_log(harm, caplog) -> None:
    made = summary()
    harm(Path(store().path(made.document_sha256)))
    assert Client().get(address(made)).status_code == 404
    assert made.document_sha256 in caplog.text


def test_nothing_can_be_sent_to_the_address() -> None:
    assert Client().post(address(summary())).status_code == 405


def test_a_former_address_leads_to_the_document_at_the_new_one() -> None:
    made = summary()
    Summary.objects.filter(pk=made.pk).update(slug="kunming-and-nice")
    answer = Client().get("/summaries/kunming/document/")
    assert (answer.status_code, answer.headers["Location"]) == (
        301,
        "/summaries/kunming-and-nice/document/",
    )


def test_a_download_costs_one_query(django_assert_num_queries) -> None:
    made = summary()
    with django_assert_num_queries(1):
        Client().get(address(made))


def test_the_page_links_to_the_document_only_if_it_is_kept(kept: Path) -> None:
    made = summary()
    page = Client().get(made.get_absolute_url()).content.decode()
    assert f'href="{address(made)}"' in page
    assert "PDF, 47" in page
    assert made.document_sha256 in page
    Summary.objects.update(document_kind="", document_size=None)
    page = Client().get(made.get_absolute_url()).content.decode()
    assert address(made) not in page
    assert "plan.pdf" in page


# On the desk


def desk(made: Summary) -> str:
    return reverse("admin:quality-document", args=[made.pk])


def test_editors_get_the_document_of_a_draft() -> None:
    made = summary(status="draft")
    user = User.objects.create_user("viewer", is_staff=True)
    client = Client()
    client.force_login(user)
    assert client.get(desk(made)).status_code == 403
    user.user_permissions.add(Permission.objects.get(codename="view_summary"))
    answer = client.get(desk(made))
    assert (answer.status_code, b"".join(answer)) == (200, PDF)
    assert answer.headers["Content-Security-Policy"] == INERT
    assert client.post(desk(made)).status_code == 405


def test_who_is_not_signed_in_is_sent_to_sign_in() -> None:
    answer = Client().get(desk(summary(status="draft")))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))


def test_the_form_links_to_the_document() -> None:
    made = summary(status="draft")
    client = Client()
    client.force_login(User.objects.create_superuser("root"))
    page = client.get(reverse("admin:summaries_summary_change", args=[made.pk]))
    assert desk(made) in page.content.decode()
    assert client.get(reverse("admin:quality-document", args=[0])).status_code == 404
