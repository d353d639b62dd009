"""What was decided, sent to the entry page as if its editor had typed it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

from ucap.desk.conflicts.sheet import MADE_FROM
from ucap.desk.history.reasons import NAME as REASON
from ucap.reading.drafting.opened import Opened
from ucap.reading.drafting.pairing import CITATIONS, place_of
from ucap.reading.items.notes import ABOUT
from ucap.reading.items.writing import Row, Written
from ucap.reading.models import Reading, State


def send(
    request: HttpRequest,
    reading: Reading,
    opened: Opened,
    written: Written,
    pairs: Mapping[str, Any],
) -> HttpResponse:
    """The answer of the entry page: to the summary it has saved, or with what is to mend.

    What was decided is put over what stands there; `pairs` are the rows that are there already.
    When the summary is saved, now or later by hand, the reading is done (`finishing`).
    """
    data = opened.data()
    _put_main(data, request, reading, written)
    places = _put_rows(data, opened, written, pairs)
    _put_notes(data, places)
    reading.move(State.FINISHING)
    return opened.send(request, data)


def _put_main(data: QueryDict, request: HttpRequest, reading: Reading, written: Written) -> None:
    for name, text in written.main.items():
        data[name] = text
    data["document_name"] = reading.document_name
    data["document_sha256"] = reading.document_sha256
    data[REASON] = (_("Read from “%(file)s”") % {"file": reading.document_name})[:500]
    data["_continue"] = "1"
    data["csrfmiddlewaretoken"] = request.POST.get("csrfmiddlewaretoken", "")
    if seen := request.POST.get(MADE_FROM):  # what the decisions were made from
        data[MADE_FROM] = seen


def _put_rows(
    data: Any, opened: Opened, written: Written, pairs: Mapping[str, Any]
) -> dict[str, str]:
    """Write the rows; {place of the document: the first card that tells of it}."""
    places: dict[str, str] = {}
    for formset in opened.formsets:
        for form in opened.rows(formset):
            if formset in CITATIONS:
                places.setdefault(place_of(form), f"{form.kind}-{form.instance.pk}")
        for row in written.of(formset):
            prefix = _prefix(data, opened, row, pairs)
            for name, text in row.fields.items():
                data[f"{prefix}-{name}"] = text
            if section := CITATIONS.get(formset):
                places.setdefault(f"{section} {row.fields.get('position', '')}", prefix)
    return places


def _prefix(data: Any, opened: Opened, row: Row, pairs: Mapping[str, Any]) -> str:
    """The prefix of a row's fields: of the row that it is, or of a further one."""
    if form := pairs.get(row.owner) or _named(opened, row):
        return str(form.prefix)
    total = f"{row.formset}-TOTAL_FORMS"
    number = int(data[total])
    data[total] = str(number + 1)
    return f"{row.formset}-{number}"


def _named(opened: Opened, row: Row) -> Any:
    """The row that is to go, named by its key."""
    key = row.owner.removeprefix(f"gone-{row.formset}-")
    return next((form for form in opened.rows(row.formset) if str(form.instance.pk) == key), None)


def _put_notes(data: Any, places: Mapping[str, str]) -> None:
    """Say of each note on which card it is, now that the cards have their numbers."""
    for number in range(int(data["notes-INITIAL_FORMS"]), int(data["notes-TOTAL_FORMS"])):
        name = f"notes-{number}-{ABOUT}"
        if name in data:
            data[name] = places.get(data[name], "")
