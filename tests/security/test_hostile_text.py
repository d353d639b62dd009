"""Whatever stands in a record or an address is text: no page, file or feed lets it act."""

import csv
import io
import json
import re
import zipfile
from html import unescape
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import icalendar
import openpyxl
import pytest
from django.test import Client

from browse.export.csv import FORMULA
from tests.across.site import FILES, LISTS, PAGES, TERMS, records
from tests.security.hostile import HOSTILE, SAID, harmful, write_everywhere
from tests.universe import world
from tests.universe.oracle import REPEATABLE, SINGLE

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ASKED = sorted({"match", "sort", "page", "view", "lanes", "count", "compare", "rows", "fields"})
NAMES = sorted({*ASKED, *SINGLE["activities"]}.union(*REPEATABLE.values()))
MANY = 45
"""More fields than this hold text."""


@pytest.fixture
def hostile() -> list[str]:
    """A world of hostile texts; the names of the fields that hold one."""
    world.build(2, summaries=4)
    return write_everywhere()


def shown() -> list[str]:
    """Every page, and the first record of each kind that the public sees in every form of page."""
    found = [*PAGES, "/search/?q=alert"]
    for name in (*LISTS, *TERMS):
        url = next(u for u in records() if u.startswith(f"/{name}/") and get(u).status_code == 200)
        found += [url, f"{url}changes/", f"/briefing{url}", f"/briefing/{name}/"]
    return found


def get(url: str) -> Any:
    return Client().get(url)


def test_every_field_of_text_is_tried(hostile: list[str]) -> None:
    assert len(hostile) > MANY
    for field in ("City.name", "Summary.focus", "PilotProject.title", "EditorialNote.oddity"):
        assert field in hostile


def test_no_page_lets_a_text_act(hostile: list[str]) -> None:
    acting, telling = {}, 0
    for url in shown():
        answer = get(url)
        assert answer.status_code == 200
        telling += SAID in unescape(answer.text).replace("\xa0", " ")
        if found := harmful(answer.text):
            acting[url] = found
    assert acting == {}
    assert telling > 20


def test_the_data_blocks_of_pages_are_data(hostile: list[str]) -> None:
    blocks = 0
    for url in (url for url in shown() if url in records()):
        for block in re.findall(r"ld\+json\">(.*?)</script>", get(url).text, re.DOTALL):
            assert not {"<", ">", "&", "\u2028"} & set(block)
            blocks += HOSTILE[:20] in json.dumps(json.loads(block)).replace('\\"', '"')
    assert blocks > 4


@pytest.mark.parametrize("page", PAGES)
def test_what_an_address_asks_for_is_repeated_as_text(page: str) -> None:
    world.build(2, summaries=3)
    asked = "&".join(f"{name}={quote(HOSTILE)}" for name in NAMES)
    for query in (asked, quote(HOSTILE), f"{quote(HOSTILE)}={quote(HOSTILE)}"):
        assert harmful(get(f"{page}?{query}").text) == []


def test_what_an_interface_repeats_is_json_and_nothing_else() -> None:
    world.build(2, summaries=3)
    for url in ("/api/v1/pilots/", "/search/suggest/", f"/api/v1/{quote(HOSTILE, safe='')}/"):
        answer = get(f"{url}?q={quote(HOSTILE)}&city={quote(HOSTILE)}")
        assert answer.headers["Content-Type"].startswith(("application/json", "text/html"))
        assert harmful(answer.text) == [] or "json" in answer.headers["Content-Type"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_pages_address_is_repeated_as_text() -> None:
    for url in (f"/{quote(HOSTILE)}", f"/cities/{quote(HOSTILE, safe='')}/", "/%22%3E%3Cscript%3E"):
        answer = get(url)
        assert answer.status_code == 404
        assert harmful(answer.text) == []


def test_no_table_begins_a_formula(hostile: list[str]) -> None:
    tables = [url for url in FILES if ".csv" in url]
    cells = [cell for url in tables for cell in read_csv(url)]
    assert sum(SAID in cell for cell in cells) > 100
    assert [cell for cell in cells if cell.startswith(FORMULA)] == []
    for url in (url for url in FILES if ".xlsx" in url):
        book = openpyxl.load_workbook(io.BytesIO(b"".join(get(url).streaming_content)))
        kinds = {cell.data_type for sheet in book for row in sheet.rows for cell in row}
        assert "f" not in kinds, url


def read_csv(url: str) -> list[str]:
    text = b"".join(get(url).streaming_content).decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def test_a_feed_hands_readers_text(hostile: list[str]) -> None:
    told = 0
    for name in ("activities", "pilots", "summaries"):
        feed = ElementTree.fromstring(get(f"/{name}.atom").content)  # noqa: S314 - our own
        for entry in feed.iter(f"{ATOM}entry"):
            title, summary = (entry.find(f"{ATOM}{part}") for part in ("title", "summary"))
            assert title is not None
            assert summary is not None
            assert title.get("type", "text") == "text"
            assert summary.get("type") == "html"
            assert harmful(summary.text or "") == []
            told += SAID in unescape(summary.text or "")
    assert told > 2


def test_a_calendar_has_no_line_of_somebody_elses(hostile: list[str]) -> None:
    calendar = icalendar.Calendar.from_ical(get("/activities.ics").content)
    events = calendar.walk("VEVENT")
    assert events
    assert not [event for event in events if "X-EVIL" in event]
    assert all(SAID in str(event["SUMMARY"]) for event in events)


def test_a_word_file_has_text_where_text_was(hostile: list[str]) -> None:
    parts = zipfile.ZipFile(io.BytesIO(get("/pilots.docx").content))
    document = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314 - our own
    assert SAID in "".join(document.itertext())
    assert not [e for e in document.iter() if e.tag.rpartition("}")[2] in ("img", "script")]
    targets = re.findall('Target="([^"]*)"', parts.read("word/_rels/document.xml.rels").decode())
    assert not [target for target in targets if target.startswith("javascript")]
