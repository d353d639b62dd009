"""What connects the compared things, at a glance, and what parts them: pure functions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

TOLD = ("pilots", "activities", "summaries")
"""What things can have together, by the URL names of the lists."""


@dataclass(frozen=True)
class Part:
    """“3 pilots”, and where they stand; no address where there is none."""

    text: str
    url: str


@dataclass(frozen=True)
class Connection:
    """“Rome and Yantai: together in 3 pilots, 2 activities and 2 summaries.”, in its pieces."""

    opening: str
    parts: Sequence[Part]


def connection(
    kind: str, names: Sequence[str], shared: Mapping[str, tuple[int, str]]
) -> Connection:
    """The sentence for things of one kind, from {list: (how many they share, where)}.

    Where nothing is shared there are no parts, and the opening says it all.
    """
    who = {"names": get_text_list(list(names), _("and"))}
    if not any(number for number, _url in shared.values()):
        return Connection(_nothing(kind, len(names)) % who, [])
    parts = [Part(many(name, n), url if n else "") for name, (n, url) in shared.items()]
    return Connection(_opening(kind, len(names)) % who, parts)


def _nothing(kind: str, number: int) -> str:
    if kind == "summary":
        return ngettext(
            "%(names)s tell of no pilot and no activity in common.",
            "%(names)s tell of no pilot and no activity in common, all of them.",
            number - 1,
        )
    return ngettext(
        "%(names)s have no pilot, activity or summary together.",
        "%(names)s have no pilot, activity or summary all together.",
        number - 1,
    )


def _opening(kind: str, number: int) -> str:
    if kind == "summary":
        return ngettext("%(names)s: both tell of", "%(names)s: all tell of", number - 1)
    return ngettext("%(names)s: together in", "%(names)s: all together in", number - 1)


def without_others(key: Any, names: Mapping[Any, str]) -> str:
    """“without Yantai”, of two: what is said of records that have `key` and not the others."""
    others = [name for other, name in names.items() if other != key]
    if len(others) == 1:
        return _("without %(name)s") % {"name": others[0]}
    return _("without the others")


def many(name: str, n: int) -> str:
    """“3 pilots”, “no activity”: `n` records of a list."""
    if not n:
        return {
            "pilots": _("no pilot"),
            "activities": _("no activity"),
            "summaries": _("no summary"),
        }[name]
    texts = {
        "pilots": ngettext("%(n)d pilot", "%(n)d pilots", n),
        "activities": ngettext("%(n)d activity", "%(n)d activities", n),
        "summaries": ngettext("%(n)d summary", "%(n)d summaries", n),
    }
    return texts[name] % {"n": n}
