"""Names in activities and results that no record has: which of them are to become records.

They are asked about once, however many entries name them. Cities on a side of the summary are
decided on there.
"""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from browse.text import Spoken
from ucap.desk.entry.names import key
from ucap.reading.items.item import Choice, Item
from ucap.reading.items.names import Names
from ucap.reading.records.draft import Name
from ucap.reading.stored import Read

CITIES, ORGANISATIONS = "new-cities", "new-organisations"
FIELDS = {CITIES: "new_cities", ORGANISATIONS: "new_organisations"}
"""The items, and the field of an entry that their names are made in."""


def items(read: Read, names: Names) -> Iterator[Item]:
    """An item for cities and one for organisations, where there are any."""
    proposals = (*read.draft.activities, *read.draft.pilots)
    on_sides = {key(name.printed) for side in read.draft.sides for name in side.cities}
    cities = [
        name
        for name in _unknown("city", (one.cities for one in proposals), names)
        if name.country and key(name.printed) not in on_sides
    ]
    bodies = _unknown("organisation", (one.organisations for one in proposals), names)
    if cities:
        yield _item(CITIES, _("New cities"), _("Cities to make"), "city", cities, names)
    if bodies:
        label = _("Organisations to make")
        yield _item(ORGANISATIONS, _("New organisations"), label, "organisation", bodies, names)


def _unknown(kind: str, named: Iterable[tuple[Name, ...]], names: Names) -> list[Name]:
    """The names that no record has, each once."""
    found = names.unknown(kind, [name for some in named for name in some])
    return list({key(name.printed): name for name in found}.values())


def _item(
    item: str, label: Spoken, text_label: Spoken, kind: str, unknown: list[Name], names: Names
) -> Item:
    listed = ", ".join(name.printed for name in unknown)
    text = names.field(kind, unknown, new=True)
    return Item(
        key=item,
        label=label,
        choices=(
            Choice("none", _("make none of them"), leaves_out=True),
            Choice("make", _("make these"), text=text),
        ),
        text_label=text_label,
        doubts=(_("not known: %(names)s") % {"names": listed},),
    )
