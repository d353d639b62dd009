"""Which row of a summary a row of its document is.

An entry is the place that tells of the same record, else the place of the same number; a side is
its column; a theme has its label, else its number; a note is one on the same part and entry.
"""

from collections.abc import Iterable
from typing import Any

from ucap.reading.drafting.opened import Opened, shown
from ucap.reading.items.item import Item
from ucap.reading.items.notes import ABOUT

CITATIONS = {"activity_citations": "activities", "pilot_citations": "results"}
"""The formsets of citations, and what the part of the document is called."""


def pair(items: Iterable[Item], opened: Opened) -> dict[str, Any]:
    """{key of an item that owns a row: the form of the row that it is}, where there is one."""
    owners = [item for item in items if item.owns_row]
    found: dict[str, Any] = {}
    for formset in opened.formsets:
        mine = [item for item in owners if item.formset == formset]
        rows = opened.rows(formset)
        for same in RULES[formset]:
            for item in mine:
                if item.key not in found:
                    form = next((row for row in rows if same(item, row)), None)
                    if form is not None:
                        found[item.key] = form
                        rows.remove(form)
    return found


def proposed(item: Item, name: str) -> str:
    """What the first choice that says so writes into a field; "" where none does."""
    for choice in item.choices:
        if name in (fields := choice.written("")):
            return fields[name]
    return ""


def place_of(form: Any) -> str:
    """The place that a stored citation is of: “activities 4.1”."""
    return f"{form.instance.SECTION} {form.instance.position}"


def about_of(form: Any) -> str:
    """The place that a stored note is on, or ""."""
    citation = form.instance.citation
    return f"{citation.SECTION} {citation.position}" if citation else ""


def _same_column(item: Item, form: Any) -> bool:
    return proposed(item, "column") == shown(form, "column")


def _same_label(item: Item, form: Any) -> bool:
    return proposed(item, "label_printed").casefold() == shown(form, "label_printed").casefold()


def _same_place(item: Item, form: Any) -> bool:
    return proposed(item, "position") == shown(form, "position")


def _same_record(item: Item, form: Any) -> bool:
    told = {choice.fields.get("record") for choice in item.choices}
    return shown(form, "record") in told


def _same_record_and_place(item: Item, form: Any) -> bool:
    return _same_record(item, form) and _same_place(item, form)


def _same_note(item: Item, form: Any) -> bool:
    same_part = proposed(item, "part") == shown(form, "part")
    return same_part and proposed(item, ABOUT) == about_of(form)


_ENTRIES = (_same_record_and_place, _same_record, _same_place)
RULES = {
    "sides": (_same_column,),
    "theme_links": (_same_label, _same_place),
    "activity_citations": _ENTRIES,
    "pilot_citations": _ENTRIES,
    "notes": (_same_note,),
}
"""For each formset what makes two rows the same, the surest first."""
