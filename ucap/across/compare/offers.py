"""What could stand beside those that are chosen."""

from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from browse.views import SHORT_LIST
from cities import around
from ucap.across.compare.choice import Choice
from ucap.across.compare.kinds import Kind
from ucap.across.compare.sentence import TOLD, many


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
    return [
        Offer(other, shares(other, kind), choice.with_(other.slug)) for other in others[:SHORT_LIST]
    ]


def shares(other: Any, kind: Kind) -> str:
    """“3 pilots and 2 summaries”: what `other` was found to share; "" for nothing."""
    numbers = {
        name: getattr(other, f"shared_{number}")
        for number, name in enumerate(("activities", "pilots", "summaries")[: len(kind.shares)], 1)
    }
    found = [many(name, numbers[name]) for name in TOLD if numbers.get(name)]
    return get_text_list(found, _("and"))
