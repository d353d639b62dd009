"""Which records are most like another one: those that have most in common with it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connections
from django.db.models import F, Model, Q, QuerySet, Value
from django.utils.translation import gettext as _

from browse.facets import Reach, number_of

SHOWN = 3


@dataclass(frozen=True)
class Trait:
    """Values that two records may have in common, and what each of them weighs."""

    name: str
    reach: Reach
    weight: int


@dataclass(frozen=True)
class Alike:
    """A record that is much like another one, and why."""

    record: Any
    reason: str


def scored(record: Model, candidates: QuerySet, traits: Iterable[Trait]) -> QuerySet:
    """`candidates` with how much each has in common with `record`, nearest first, ties by title.

    Annotated with the number of common values of each trait, `shared_` and its
    name, and with their weighted sum, `likeness`. One statement, which loads
    nothing but what is taken of it.
    """
    model = type(record)
    likeness: Any = Value(0)
    for trait in traits:
        lookup, given = trait.reach.lookup, trait.reach.given
        mine = model._default_manager.filter(given, pk=record.pk).values(lookup)
        common = given & Q(**{f"{lookup}__in": mine})
        shared = f"shared_{trait.name}"
        candidates = candidates.annotate(**{shared: number_of(model, lookup, common)})
        likeness = likeness + trait.weight * F(shared)
    return candidates.annotate(likeness=likeness).order_by("-likeness", "sort_title", "slug")


def nearest(record: Model, candidates: QuerySet, traits: Sequence[Trait]) -> list[Any]:
    """The first few of `candidates` by `scored`, none that has nothing in common. Two queries.

    The first finds out which they are, from what is in common alone: to score each candidate by
    itself takes time in proportion to all there are.
    """
    keys = _nearest(record, candidates, traits)
    found = scored(record, candidates.filter(pk__in=keys), traits)
    return list(found) if keys else []


def _nearest(record: Model, candidates: QuerySet, traits: Iterable[Trait]) -> list[Any]:
    """The keys of the first few."""
    pairs: list[str] = []
    params: list[Any] = []
    for trait in traits:
        sql, given = _common(record, trait).query.sql_with_params()
        pairs.append(f"SELECT record, {int(trait.weight)} FROM ({sql}) AS pairs (record, value)")  # noqa: S608
        params += given
    among, given = candidates.order_by().values("pk", "sort_title", "slug").query.sql_with_params()
    with connections[candidates.db].cursor() as cursor:
        cursor.execute(
            f"SELECT record FROM ({among}) AS candidates (record, title, slug)"  # noqa: S608 - compiled by the ORM
            f" JOIN ({' UNION ALL '.join(pairs)}) AS common (record, weight) USING (record)"
            " GROUP BY record, title, slug ORDER BY sum(weight) DESC, title, slug LIMIT %s",
            [*given, *params, SHOWN],
        )
        return [key for (key,) in cursor.fetchall()]


def _common(record: Model, trait: Trait) -> QuerySet:
    """(primary key, value) of each record that has a value of `trait` in common with `record`."""
    model, lookup, given = type(record), trait.reach.lookup, trait.reach.given
    mine = model._default_manager.filter(given, pk=record.pk).values(lookup)
    sharing = model._default_manager.filter(given & Q(**{f"{lookup}__in": mine}))
    return sharing.order_by().values_list("pk", lookup).distinct()


def in_brackets(word: str, names: Sequence[str]) -> str:
    """A word with the names that it is about: “cities (Granada, Kunming)”."""
    return _("%(word)s (%(names)s)") % {"word": word, "names": ", ".join(names)}
