"""Nothing that stands in a record is taken for a formula by a spreadsheet."""

import pytest

from pilots.models import PilotProject
from tests.api.downloads.reading import sheet, table

pytestmark = pytest.mark.django_db

NASTY = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\n=1", "＝1", "＋1", "－1", "＠x"]
PLAIN = ['a "quoted" one', "two\nlines", "a;b,c"]


@pytest.fixture(autouse=True)
def pilots() -> None:
    for number, text in enumerate([*NASTY, *PLAIN]):
        PilotProject.objects.create(
            title=f"{number:02}",
            slug=f"p{number:02}",
            kind="park",
            description=text,
            status="published",
        )


def test_csv_makes_them_text_and_keeps_the_rest_as_it_is() -> None:
    told = [row["description"] for row in table("/pilots.csv")]
    assert told == [f"'{text}" for text in NASTY] + PLAIN


def test_in_a_workbook_they_are_text_as_they_stand() -> None:
    told = [row["description"] for row in sheet("/pilots.xlsx")]
    assert [text.replace("_x000D_", "\r") for text in told] == [*NASTY, *PLAIN]
