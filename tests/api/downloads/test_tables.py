"""Every list as CSV and XLSX: the filtered set, whole, in words."""

from datetime import datetime

import pytest
from django.http import QueryDict
from django.test import Client

from tests.api.downloads.reading import about, content, frame, sheet, table, workbook
from tests.universe.page import Page
from ucap.api.listings import EVERY_LIST

pytestmark = pytest.mark.usefixtures("seeded", "db")

ASKED = [
    *(f"/{name}/" for name in EVERY_LIST),
    "/pilots/?city=granada&city=kunming&match=city",
    "/pilots/?theme=life-sciences-and-healthy-city&sort=-citations",
    "/activities/?from=2020-04&to=2020-04",
    "/activities/?city=kunming&role=venue&sort=-date",
    "/organisations/?kind=university&country=es",
    "/summaries/?kind=city-plan&sort=-date",
    "/cities/?q=ro",
    "/notes/?summary=granada",
]


def file(page: str, kind: str, *more: str) -> str:
    """The address of the file with the records of a list's page."""
    path, _mark, query = page.partition("?")
    asked = "&".join(filter(None, (query, *more)))
    return f"{path.rstrip('/')}.{kind}" + (f"?{asked}" if asked else "")


@pytest.mark.parametrize("page", ASKED)
def test_a_file_has_all_records_of_its_list_in_the_order_of_the_page(page: str) -> None:
    rows = table(file(page, "csv"))
    assert rows
    name = page.strip("/").partition("/")[0]
    listing = EVERY_LIST[name]
    _path, _mark, query = page.partition("?")
    expected = [str(getattr(r, listing.key)) for r in listing.filterset(QueryDict(query)).qs]
    assert [row["id"] for row in rows] == expected
    assert [str(row["id"]) for row in sheet(file(page, "xlsx"))] == expected


@pytest.mark.parametrize("name", EVERY_LIST)
def test_every_row_leads_to_the_page_of_its_record(name: str) -> None:
    addresses = {row["url"] for row in table(f"/{name}.csv")}
    assert addresses
    for address in addresses:
        assert address.startswith("http://testserver/")
        assert Client().get(address).status_code == 200


@pytest.mark.parametrize("name", EVERY_LIST)
def test_both_files_say_the_same(name: str) -> None:
    for line, cells in zip(table(f"/{name}.csv"), sheet(f"/{name}.xlsx"), strict=True):
        assert list(line) == list(cells)
        for column, text in line.items():
            cell = cells[column]
            if isinstance(cell, datetime):
                assert cell.date().isoformat().startswith(text)
            elif isinstance(cell, int | float):
                assert float(text) == cell
            else:
                assert text == (cell or ""), column


def test_a_row_says_in_words_who_when_what_and_who_tells_of_it() -> None:
    (row,) = [r for r in table("/pilots.csv?q=blockchain") if "Granada" in r["cities"]][:1]
    assert row["kind"]
    assert row["kind"][0].isupper()
    assert row["stage"] == "Proposed"
    assert "; " in row["cities"]
    assert "Granada, results " in row["sources"]
    assert row["sdgs"].startswith("SDG ")


def test_dates_are_never_more_exact_than_what_is_known() -> None:
    rows = {row["id"]: row for row in table("/activities.csv")}
    months = [row for row in rows.values() if len(row["start"]) == 7]
    days = [row for row in rows.values() if len(row["start"]) == 10]
    assert months
    assert days
    assert all(row["dates"] for row in (*months, *days))
    book = workbook("/activities.xlsx").worksheets[0]
    head = [cell.value for cell in book[1]]
    at, named = head.index("start"), head.index("id")
    formats = {
        rows[line[named].value]["start"]: line[at].number_format for line in book.iter_rows(2)
    }
    assert {formats[row["start"]] for row in months} == {"mmmm yyyy"}
    assert {formats[row["start"]] for row in days} == {"d mmmm yyyy"}


def test_numbers_are_numbers() -> None:
    read = frame("/cities.csv")
    assert read["latitude"].between(-90, 90).any()
    assert read["pilots"].sum() > 10
    granada = next(row for row in sheet("/cities.xlsx") if row["id"] == "granada")
    assert isinstance(granada["latitude"], float)
    assert isinstance(granada["pilots"], int)


def test_the_sheet_can_be_filtered_and_its_head_stays() -> None:
    book = workbook("/pilots.xlsx")
    first = book.worksheets[0]
    assert first.freeze_panes == "A2"
    assert first.auto_filter.ref.startswith("A1:")
    assert first.column_dimensions["A"].width > 20
    assert first.title == "Pilots"


def test_the_second_sheet_says_what_the_first_one_is(settings) -> None:
    settings.DATA_TERMS, settings.DATA_TERMS_URL = "CC BY 4.0", "https://example.org/terms"
    told = about("/pilots.xlsx?city=granada&theme=life-sciences-and-healthy-city&sort=-date")
    assert ("Filter", "City: Granada") in told
    labels = dict(told)
    assert labels["From"].startswith("http://testserver/pilots/?city=granada")
    assert labels["Order"] == "Planned latest first"
    assert labels["Terms of use"] == "CC BY 4.0 https://example.org/terms"
    assert labels["Made"].endswith("UTC")
    assert int(labels["Rows"]) == len(
        sheet("/pilots.xlsx?city=granada&theme=life-sciences-and-healthy-city")
    )


def test_without_terms_the_file_says_so() -> None:
    assert "has said none" in dict(about("/themes.xlsx"))["Terms of use"]


@pytest.mark.parametrize(
    ("page", "rows"),
    [
        ("/pilots/?theme=life-sciences-and-healthy-city", "city"),
        ("/pilots/", "organisation"),
        ("/activities/?city=granada", "city"),
        ("/activities/", "theme"),
        ("/summaries/", "city"),
        ("/summaries/", "sdg"),
        ("/summaries/", "topic"),
        ("/summaries/", "theme"),
    ],
)
def test_the_long_form_has_a_row_for_each_record_and_value(page: str, rows: str) -> None:
    short, long = table(file(page, "csv")), table(file(page, "csv", f"rows={rows}"))
    assert len(long) > len(short)
    assert list(dict.fromkeys(row["id"] for row in long)) == [row["id"] for row in short]
    wide = {"sdg": "sdgs", "topic": "urban_agenda", "city": "cities"}.get(rows, f"{rows}s")
    for row in short:
        mine = [line[rows] for line in long if line["id"] == row["id"]]
        if wide in row:
            told = [t.partition(": ")[2] if rows == "sdg" else t for t in row[wide].split("; ")]
            assert sorted(set(mine)) == sorted(set(told))


def test_a_pivot_of_the_long_form_counts_what_the_pages_count() -> None:
    read = frame("/pilots.csv?rows=city")
    counted = read.groupby("city_id")["id"].nunique()
    for city in ("granada", "kunming", "haikou"):
        assert counted[city] == Page(f"/pilots/?city={city}").counted[0]


def test_bad_input_selects_nothing_and_the_workbook_says_why() -> None:
    assert table("/pilots.csv?city=atlantis") == []
    told = about("/pilots.xlsx?city=atlantis")
    assert any(label == "Not understood" and "atlantis" in text for label, text in told)


@pytest.mark.parametrize("name", ["pilots", "themes"])
def test_rows_that_there_are_not_select_nothing_either(name: str) -> None:
    assert table(f"/{name}.csv?rows=planet") == []
    told = dict(about(f"/{name}.xlsx?rows=planet"))
    assert "planet" in told["Not understood"]


@pytest.mark.parametrize("url", ["/atlantis.csv", "/pilots.pdf", "/cities.ics", "/cities.atom"])
def test_what_there_is_not_is_not_found(url: str) -> None:
    assert Client().get(url).status_code == 404


def test_files_are_named_after_the_list_and_the_day() -> None:
    for kind in ("csv", "xlsx"):
        answer = Client().get(f"/pilots.{kind}")
        assert answer.headers["Content-Disposition"].startswith('attachment; filename="pilots-20')
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.getvalue()


def test_a_list_of_nothing_is_a_file_with_a_head() -> None:
    assert content("/pilots.csv?q=nosuchwordanywhere").decode().startswith("\ufefftitle,kind,")
    assert sheet("/pilots.xlsx?q=nosuchwordanywhere") == []
