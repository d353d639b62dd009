"""How many records stand in one briefing, and what stands in place of more."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ucap.api.briefing.document import Remark, Span, line

LIMIT = 300
"""So many records of a kind stand in one briefing at most: some two hundred pages of paper."""


@dataclass(frozen=True)
class Gathered:
    """Records of a kind for a briefing: all of them or, where they are too many, none.

    `count` is how many there are; `address` is where the list of them stands.
    """

    rows: list[Any]
    count: int
    address: str

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What to say of records that are too many; nothing otherwise."""
        return (too_many(self.count, self.address),) if self.count > LIMIT else ()


def gathered(records: QuerySet, address: str) -> Gathered:
    """The records, unless they are too many. Their own queries and one for their number."""
    count = records.count()
    return Gathered(list(records) if count <= LIMIT else [], count, address)


def too_many(count: int, address: str) -> Remark:
    """The sentence that asks to narrow a list that is too long."""
    told = ngettext(
        "There is %(count)d record; a briefing holds at most %(limit)d of a kind.",
        "There are %(count)d records; a briefing holds at most %(limit)d of a kind.",
        count,
    ) % {"count": count, "limit": LIMIT}
    return Remark(line(f"{told} ", Span(_("Narrow the list"), address), "."))
