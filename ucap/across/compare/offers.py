"""What could stand beside those that are chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.text import Spoken
from browse.views import SHORT_LIST
from cities import around
from ucap.across.compare.choice import Choice
from ucap.across.compare.kinds import CITIES, Kind, called
from ucap.across.compare.sentence import TOLD, many

HEADINGS: dict[str, tuple[Spoken, ...]] = {
    "city": (
        gettext_lazy("Partners on the other side"),
        gettext_lazy("Other cities that share something with %(name)s"),
        gettext_lazy("Cities that share no plan, activity or pilot with %(name)s"),
    ),
    "theme": (
        "",
        gettext_lazy("Themes that share most with %(name)s"),
        gettext_lazy("Themes that share no plan, activity or pilot with %(name)s"),
    ),
    "summary": (
        "",
        gettext_lazy("Summaries that share most with %(name)s"),
        gettext_lazy("Summaries that share no activity or pilot with %(name)s"),
    ),
}
"""What the groups of offers are called, by the name of the kind: see `grouped`."""


@dataclass(frozen=True)
class Offer:
    """Something to add, what it shares with the first of those chosen, and the address with it."""

    record: Any
    shares: str
    url: str


def offers(kind: Kind, choice: Choice, record: Any) -> list[Offer]:
    """What could stand beside `record`, those that share most with it first. One query."""
    others = around.sharing(record, *kind.shares)
    others = others.filter(pk__in=kind.public().values("pk")).exclude(pk__in=choice.keys)
    if kind is CITIES:
        others = others.select_related("country")
    return [
        Offer(other, shares(other, kind), choice.with_(other.slug)) for other in others[:SHORT_LIST]
    ]


def grouped(kind: Kind, record: Any, found: Sequence[Offer]) -> list[tuple[str, list[Offer]]]:
    """(heading, offers) by what they are to `record`; groups without offers are left out.

    Those on the other side of the plans of a city come first, then whatever else shares
    something with `record`, then what shares nothing. One query for a city, none else.
    """
    partners = set(around.partners(record).values_list("pk", flat=True)) if kind is CITIES else ()
    across = [o for o in found if o.record.pk in partners]
    sharing = [o for o in found if o.shares and o.record.pk not in partners]
    nothing = [o for o in found if not o.shares]
    groups = zip(HEADINGS[kind.name], (across, sharing, nothing), strict=True)
    return [(str(text) % {"name": called(record)}, group) for text, group in groups if group]


def shares(other: Any, kind: Kind) -> str:
    """“3 pilots and 2 summaries”: what `other` was found to share; "" for nothing."""
    numbers = {
        name: getattr(other, f"shared_{number}")
        for number, name in enumerate(("activities", "pilots", "summaries")[: len(kind.shares)], 1)
    }
    found = [many(name, numbers[name]) for name in TOLD if numbers.get(name)]
    return get_text_list(found, _("and"))
