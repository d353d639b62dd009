"""Downloads read back with readers that are not ours."""

import csv
import io
from typing import Any

import pandas
from django.test import Client
from openpyxl import Workbook, load_workbook


def content(url: str, client: Client | None = None) -> bytes:
    """What is sent for `url`; an error if that is no success."""
    answer: Any = (client or Client()).get(url)
    assert answer.status_code == 200, url
    return answer.getvalue()


def table(url: str) -> list[dict[str, str]]:
    """The rows of the CSV file at `url`, by the names in its first row."""
    text = content(url).decode("utf-8")
    assert text.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def frame(url: str) -> pandas.DataFrame:
    """The same, as pandas reads it without being told anything."""
    return pandas.read_csv(io.BytesIO(content(url)))


def workbook(url: str) -> Workbook:
    """The workbook at `url`, as Excel's own format is read by openpyxl."""
    return load_workbook(io.BytesIO(content(url)))


def sheet(url: str) -> list[dict[str, Any]]:
    """The rows of the first sheet of the workbook at `url`, by the names in its first row."""
    head, *rows = workbook(url).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def about(url: str) -> list[tuple[str, str]]:
    """What the second sheet of the workbook at `url` tells."""
    return [tuple(row) for row in workbook(url).worksheets[1].iter_rows(values_only=True)]
