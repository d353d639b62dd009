"""Rows put back into what was sent, so that Django reads them as if I had sent them."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import FileField
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from ucap.desk.conflicts.meeting import Meeting
from ucap.desk.conflicts.sent import of_initial
from ucap.desk.conflicts.sheet import FORM, Inline, SentRow, Sheet
from ucap.desk.conflicts.threeway import Key

Files = MultiValueDict[str, UploadedFile]


def write(meeting: Meeting, post: QueryDict, files: Files) -> None:
    """Make `post` and `files` say what the form holds after the meeting.

    The rows of an inline become those that there are now, in their order, and
    then the new ones. What was sent under a row's number moves with the row,
    known or not; a row that I have removed stays, marked as it was.
    """
    _put(meeting.sheet, post, FORM, "", meeting.rows[FORM], meeting.sent[FORM])
    for prefix in meeting.sheet.inlines:
        _write_inline(meeting, prefix, post, files)


def anew(sheet: Sheet, post: QueryDict, files: Files) -> None:
    """Make `post` say that all of its rows are new: for a record that is added once more."""
    for prefix, inline in sheet.inlines.items():
        rows = [row for row in sheet.posted_in(post, prefix) if not row.deleted]
        _renumber(sheet, prefix, {row.index: place for place, row in enumerate(rows)}, post, files)
        for place in range(len(rows)):
            for name in inline.structure:
                post.pop(f"{prefix}-{place}-{name}", None)
        _count(post, prefix, 0, len(rows))


def _write_inline(meeting: Meeting, prefix: str, post: QueryDict, files: Files) -> None:
    inline = meeting.sheet.inlines[prefix]
    sent = {row.name: row for row in meeting.sheet.posted_in(post, prefix)}
    held = [key for key in meeting.rows if key.group == prefix]
    new = [key for key in held if key.row.startswith("+")]
    keys = [*(Key(prefix, pk) for pk in inline.forms), *new]
    places = {sent[key.row].index: place for place, key in enumerate(keys) if key.row in sent}
    _renumber(meeting.sheet, prefix, places, post, files)
    for place, key in enumerate(keys):
        stem = f"{prefix}-{place}-"
        _put_structure(inline, key, stem, post)
        row = meeting.rows.get(key)
        if row is None:
            post[stem + DELETION_FIELD_NAME] = "on"
            row = meeting.sheet.rows[key]
        else:
            post.pop(stem + DELETION_FIELD_NAME, None)
        was_sent = meeting.sent.get(key, {}) if key.row in sent else {}
        _put(meeting.sheet, post, key, stem, row, was_sent)
    _count(post, prefix, len(inline.forms), len(keys))


def _put(
    sheet: Sheet, post: QueryDict, key: Key, stem: str, row: SentRow, was_sent: SentRow
) -> None:
    """Write the values of a row that are others than those that were sent."""
    fields = sheet.fields_of(key)
    for name, value in row.items():
        if value is was_sent.get(name) or isinstance(fields[name].field, FileField):
            continue
        for sent, texts in value.values.items():
            _set(post, stem + sent, texts)


def _put_structure(inline: Inline, key: Key, stem: str, post: QueryDict) -> None:
    """Write which row it is, and of which record."""
    form = inline.forms.get(key.row)
    for name in inline.structure & set(form.fields if form else ()):
        if form and name != DELETION_FIELD_NAME:
            for sent, texts in of_initial(form[name]).items():
                _set(post, stem + sent, texts)


def _renumber(
    sheet: Sheet, prefix: str, places: dict[int, int], post: QueryDict, files: Files
) -> None:
    """Move what was sent for the rows of an inline; rows without a new place go."""
    longer = tuple(
        f"{other}-" for other in sheet.inlines if other.startswith(f"{prefix}-")
    )  # inlines-2 is no row of inlines
    for data in (post, files):
        moved = {}
        for name in [name for name in data if name.startswith(f"{prefix}-")]:
            number, _, rest = name.removeprefix(f"{prefix}-").partition("-")
            if not number.isdecimal() or (longer and name.startswith(longer)):
                continue
            values: Any = data.pop(name)
            if int(number) in places:
                moved[f"{prefix}-{places[int(number)]}-{rest}"] = values
        for name, values in moved.items():
            data.setlist(name, values)


def _count(post: QueryDict, prefix: str, initial: int, total: int) -> None:
    post[f"{prefix}-INITIAL_FORMS"] = str(initial)
    post[f"{prefix}-TOTAL_FORMS"] = str(total)


def _set(post: QueryDict, name: str, texts: list[str]) -> None:
    """An absent name is how a browser says that nothing is chosen."""
    if texts:
        post.setlist(name, texts)
    else:
        post.pop(name, None)
