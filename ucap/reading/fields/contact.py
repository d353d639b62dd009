"""Whom to ask: the sentence with its label, until an address has been given."""

import re
from collections.abc import Iterable

from ucap.reading.fields.rows import Section
from ucap.reading.fields.runs import Run, prose
from ucap.reading.understood import NOTHING, Span

_ADDRESS = re.compile(r"\S@\S|\S\s?[(\[]\s?at\s?[)\]]\s?\S|https?://|www\.", re.IGNORECASE)
_MORE = re.compile(r"(?:tel|phone|fax|e-?mail|web|mobile)\b|\+\d", re.IGNORECASE)


def contact(sections: Iterable[Section]) -> Span:
    """The contact as printed, label and all, in one line; NOTHING without any.

    What follows an address belongs to it only when it is one itself, or a telephone number.
    """
    section = next((section for section in sections if section.name == "contact"), None)
    if section is None:
        return NOTHING
    taken: list[Run] = [section.label]
    has_address = False
    for run in section.runs:
        is_address = bool(_ADDRESS.search(run.plain))
        if has_address and not (is_address or _MORE.match(run.plain)):
            break
        taken.append(run)
        has_address = has_address or is_address
    found = prose(taken)
    return found.on_one_line()
