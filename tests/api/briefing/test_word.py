"""The Word file itself: its headings, contents, links, tables and what it says of itself."""

import pytest
from docx.oxml.ns import qn
from docx.shared import Cm

from cities.models import City
from tests.api.briefing.reading import Word

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def city() -> Word:
    """The briefing on Granada."""
    return Word("/cities/granada.docx")


def test_it_is_kept_as_a_file_under_the_records_name(city: Word) -> None:
    assert city.response["Content-Disposition"] == 'attachment; filename="cities-granada.docx"'
    assert city.response["Content-Type"].endswith("wordprocessingml.document")


def test_the_contents_are_a_field_that_is_written_out(city: Word) -> None:
    (instruction,) = [
        e.text for e in city.document.element.iter(qn("w:instrText")) if "TOC" in e.text
    ]
    assert instruction.strip() == 'TOC \\o "1-2" \\h \\z \\u'
    assert city.styled("toc 1") == city.styled("Heading 1")
    kinds = [e.get(qn("w:fldCharType")) for e in city.document.element.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_every_link_within_it_leads_to_a_bookmark(city: Word) -> None:
    assert len(city.anchors) > 10
    assert set(city.anchors) <= set(city.bookmarks)
    assert len(city.bookmarks) == len(set(city.bookmarks))
    assert all(len(name) <= 40 for name in city.bookmarks)


def test_links_lead_to_whole_addresses(city: Word) -> None:
    assert "http://testserver/cities/granada/" in city.addresses
    assert any(url.startswith("http://testserver/summaries/") for url in city.addresses)
    assert all(url.startswith("http://testserver/") for url in city.addresses)


def test_sources_stand_beside_each_entry_and_in_full_at_the_end(city: Word) -> None:
    pilot = city.below("International EU-China Biomedicine and Biotechnology Forum")
    assert any(text.startswith("Sources: ") and ", results " in text for text in pilot)
    assert any("Cited as: Life Sciences" in text for text in city.text.splitlines())


def test_rows_of_heads_are_repeated_and_paper_is_a4(city: Word) -> None:
    heads = [table for table in city.document.tables if table._tbl.xpath(".//w:tblHeader")]
    assert [table.rows[0].cells[0].text for table in heads] == ["City", "Organisation"]
    assert abs(city.document.sections[0].page_width - Cm(21)) < Cm(0.01)


def test_the_foot_has_the_date_and_the_page(city: Word) -> None:
    foot = city.document.sections[0].footer.paragraphs[0]
    told = [e.text.strip() for e in foot._p.iter(qn("w:instrText"))]
    assert told == ["PAGE", "NUMPAGES"]
    assert foot.text.startswith("Granada, ")


def test_it_says_of_itself_what_it_is_and_who_made_it(settings) -> None:
    settings.OPERATOR_NAME = "Ana’s office"
    properties = Word("/cities/granada.docx").document.core_properties
    assert properties.title == "Granada"
    assert properties.author == "Ana’s office"
    assert properties.created == properties.modified
    settings.OPERATOR_NAME = ""
    assert Word("/pilots.docx?city=rome").document.core_properties.author == "U-CAP portal"


def test_no_text_breaks_it() -> None:
    City.objects.filter(slug="granada").update(
        name="<Granada> & \x0b\x1f" + "x" * 180, province="Ω昆明\ufffe"
    )
    text = Word("/cities/granada.docx").text
    assert "<Granada> & x" in text
    assert "Ω昆明" in text
