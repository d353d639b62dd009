"""The two sides of a summary, to decide on."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from browse.text import Spoken
from ucap.reading.items.item import Choice, Doubts, Item
from ucap.reading.items.names import Names
from ucap.reading.records.draft import DraftSide, Name
from ucap.reading.stored import Read
from ucap.reading.understood import Side

SURE = 0.8
"""From how sure on a name is taken for a record without asking."""
MOST_INSTEAD = 3


def items(read: Read, names: Names, doubts: Doubts) -> Iterator[Item]:
    """An item for each side that is printed."""
    for number, side in enumerate(read.understood.sides[:2], 1):
        drafts = read.draft.sides
        draft = drafts[number - 1] if number <= len(drafts) else DraftSide()
        yield _side(number, side, draft, names, doubts)


def _side(number: int, side: Side, draft: DraftSide, names: Names, doubts: Doubts) -> Item:
    key = f"side-{number}"
    fields = ("cities", "province", "country", "population", "size")
    why: list[Spoken] = [*doubts.of(*fields)]  # those of both sides stand at the first
    why += unsure(draft.cities, names)
    return Item(
        key=key,
        label=_("Cities, first column") if number == 1 else _("Cities, second column"),
        formset="sides",
        row=key,
        spans=(side.cities, side.province, side.country, side.population, side.size),
        choices=tuple(_choices(number, side, draft, names)),
        text_label=_("Cities"),
        facts=tuple(_facts(side)),
        doubts=tuple(why),
    )


def _facts(side: Side) -> Iterator[tuple[Spoken, str]]:
    for label, span in (
        (_("Printed"), side.cities),
        (_("Province"), side.province),
        (_("Country"), side.country),
        (_("Population"), side.population),
        (_("Size"), side.size),
    ):
        if span:
            yield label, span.text


def _choices(number: int, side: Side, draft: DraftSide, names: Names) -> Iterator[Choice]:
    fields = {
        "column": str(number),
        "cities_printed": side.cities.text,
        "province_printed": side.province.text,
        "country_printed": side.country.text,
        "population_printed": side.population.text,
        "size_printed": side.size.text,
    }
    if draft.population is not None:
        fields["population"] = str(draft.population)
    if draft.area_km2 is not None:
        fields["area_km2"] = f"{draft.area_km2:.2f}".rstrip("0").rstrip(".")
    unknown = names.unknown("city", draft.cities)
    made = ", ".join(name.printed for name in unknown if name.country)
    known = names.field("city", draft.cities, new=False)
    label = _("only the known cities") if unknown else _("these cities")
    yield Choice("known", label, text=known, into="city_names", fields=fields)
    if made:
        text = names.field("city", draft.cities, new=True)
        label = _("make new cities, too: %(names)s") % {"names": made}
        yield Choice("new", label, text=text, into="city_names", fields=fields)
    for name, key in _instead(draft, names):
        text = names.field("city", draft.cities, new=False, instead={name.printed: key})
        told = {"printed": name.printed, "name": names.title("city", key)}
        label = _("“%(printed)s” is %(name)s") % told
        yield Choice(f"is-{key}", label, text=text, into="city_names", fields=fields)
    yield leave_out()


def _instead(draft: DraftSide, names: Names) -> list[tuple[Name, int]]:
    """Which names may mean another city, the likeliest first."""
    found = [
        (name, key) for name in draft.cities for key in name.others if names.is_known("city", key)
    ]
    return found[:MOST_INSTEAD]


def unsure(printed: tuple[Name, ...], names: Names) -> Iterator[Spoken]:
    """Why the cities of a side are doubtful: not known, or not sure."""
    unknown = names.unknown("city", printed)
    if unknown:
        listed = ", ".join(name.printed for name in unknown)
        yield _("not known: %(names)s") % {"names": listed}
    homeless = ", ".join(name.printed for name in unknown if not name.country)
    if homeless:
        text = _("of unknown countries: %(names)s – add the country first, then read again")
        yield text % {"names": homeless}
    yield from taken_for("city", printed, names)


def taken_for(kind: str, printed: tuple[Name, ...], names: Names) -> Iterator[Spoken]:
    """Which names are taken for a record without being sure."""
    for name in printed:
        if name.key is not None and names.is_known(kind, name.key) and name.sure < SURE:
            told = {"printed": name.printed, "name": names.title(kind, name.key)}
            yield _("“%(printed)s” is taken for %(name)s") % told


def leave_out() -> Choice:
    """To write nothing of it."""
    return Choice("leave", _("leave out"), leaves_out=True)
