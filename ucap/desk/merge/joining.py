"""How two rows become one when a merged record would have both: the rules, link by link.

`JOINS` names every model with a row that could be there twice. A test holds it
to that: a new uniqueness without a rule does not pass.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Max, Model, Q

from pilots.models import Basis, CityRole, ThemeBasis
from ucap.desk.merge.relations import Pointer, pointers, uniques

Choose = Callable[[Any, Any], Any]
"""Of two values of a field, the one that the joint row gets: first that of the row that stays."""


def first_of(*values: str) -> Choose:
    """A value that beats another one stands earlier in `values`."""
    return lambda one, other: min(one, other, key=values.index)


def role(one: str, other: str) -> str:
    """Who takes part here and hosts there does both."""
    return one if one == other else CityRole.BOTH


def said(one: str, other: str) -> str:
    """Both texts, one after the other; one of them where the other says no more."""
    if other in one:
        return one
    return other if one in other else f"{one}; {other}"


def filled(one: str, other: str) -> str:
    """What stays, unless it is empty."""
    return one or other


class Join:
    """Rows that agree in a uniqueness are joined, field by field, as `choices` say."""

    def __init__(self, **choices: Choose) -> None:
        self.choices = choices

    def twin(self, pointer: Pointer, row: Model, there: Sequence[Any]) -> Any:
        """Which of the rows `there`, of the record that stays, `row` is the same as; or None."""
        for names in uniques(pointer):
            for other in there:
                if all(value(other, name) == value(row, name) for name in names):
                    return other
        return None

    def vanishes(self, pointer: Pointer, row: Model, kept: Model) -> bool:
        """Whether `row` has no sense any more once it points at `kept`."""
        return False

    def move(self, pointer: Pointer, row: Model, kept: Model) -> None:
        """Point `row` at `kept`, which has none like it, and save it."""
        setattr(row, pointer.field, kept)
        row.save()

    def combine(self, stays: Any, goes: Any) -> None:
        """Write into `stays` what the rule makes of both."""
        for name, choose in self.choices.items():
            setattr(stays, name, choose(getattr(stays, name), getattr(goes, name)))


def value(row: Model, name: str) -> Any:
    """A field as it is stored: a record by its number."""
    return getattr(row, row._meta.get_field(name).attname)  # type: ignore[union-attr]


class JoinCitations(Join):
    """Citations of one place: what both say is said together.

    What has no room in its field is told with what is told differently, which
    has room for anything.
    """

    TEXTS = ("heading", "dates_told", "unnamed_groups")

    def combine(self, stays: Any, goes: Any) -> None:
        """See `Join`."""
        told = said(stays.difference, goes.difference)
        for name in self.TEXTS:
            both = said(getattr(stays, name), getattr(goes, name))
            if len(both) <= stays._meta.get_field(name).max_length:
                setattr(stays, name, both)
            else:
                told = said(told, getattr(goes, name))
        stays.difference = told.removeprefix("; ")


class JoinNamed(Join):
    """Links to an organisation in one role: both names as printed, if there is room for both."""

    def combine(self, stays: Any, goes: Any) -> None:
        """See `Join`."""
        both = said(stays.name_printed, goes.name_printed) if stays.name_printed else ""
        room = stays._meta.get_field("name_printed").max_length
        stays.name_printed = both if 0 < len(both) <= room else goes.name_printed


class JoinRelations(Join):
    """Relations: none to itself, and one between two records, whichever way it is told."""

    @staticmethod
    def _other_end(pointer: Pointer, row: Model) -> int:
        return value(row, "target" if pointer.field == "source" else "source")

    def twin(self, pointer: Pointer, row: Model, there: Sequence[Any]) -> Any:
        """See `Join`; `there` may hold relations the other way round."""
        end = self._other_end(pointer, row)
        return next((r for r in there if end in (r.source_id, r.target_id)), None)

    def vanishes(self, pointer: Pointer, row: Model, kept: Model) -> bool:
        """See `Join`: the two that are merged were related to each other."""
        return self._other_end(pointer, row) == kept.pk


class JoinOutcomes(Join):
    """Outcomes: the same words are one outcome, others follow those that are there."""

    def twin(self, pointer: Pointer, row: Any, there: Sequence[Any]) -> Any:
        """See `Join`."""
        same = (o for o in there if (o.kind, o.text.strip()) == (row.kind, row.text.strip()))
        return next(same, None)

    def move(self, pointer: Pointer, row: Any, kept: Any) -> None:
        """See `Join`."""
        row.position = 1 + (kept.outcomes.aggregate(last=Max("position"))["last"] or 0)
        super().move(pointer, row, kept)


BASIS = first_of(Basis.NAMED, Basis.IMPLIED)
THEME_BASIS = first_of(ThemeBasis.PRINTED, ThemeBasis.EDITOR)

JOINS: Mapping[str, Join] = {
    "pilots.activitycity": Join(role=role, basis=BASIS),
    "pilots.activityorganisation": JoinNamed(),
    "pilots.activitytheme": Join(basis=THEME_BASIS),
    "pilots.activityrelation": JoinRelations(reason=said),
    "pilots.outcome": JoinOutcomes(),
    "pilots.pilotcity": Join(basis=BASIS),
    "pilots.pilotorganisation": JoinNamed(),
    "pilots.pilottheme": Join(basis=THEME_BASIS),
    "pilots.pilotrelation": JoinRelations(reason=said),
    "pilots.activity_pilots": Join(),
    "pilots.outcome_cities": Join(),
    "pilots.outcome_organisations": Join(),
    "summaries.summarycity": Join(position=min),
    "summaries.activitycitation": JoinCitations(),
    "summaries.activitycitation_outcomes": Join(),
    "summaries.pilotcitation": JoinCitations(),
}
PLAIN = Join()
"""What becomes of rows that cannot be there twice: they are moved."""


def rule(pointer: Pointer) -> Join:
    """How rows of `pointer` are joined; ImproperlyConfigured where that was never said."""
    known = JOINS.get(pointer.model._meta.label_lower)
    if known:
        return known
    if uniques(pointer):
        raise ImproperlyConfigured(f"No rule joins two rows at {pointer.label}: see {__name__}.")
    return PLAIN


@dataclass
class Moved:
    """What a merge did with the links of the record that went: how many rows of which model."""

    moved: dict[type[Model], int] = field(default_factory=dict)
    joined: dict[type[Model], int] = field(default_factory=dict)


def absorb(kept: Model, gone: Model, moved: Moved) -> None:
    """Move all that points at `gone` to `kept`, join what both have, and delete `gone`.

    Rows that are joined are treated in the same way, so that the notes on a
    citation stay with the citation it becomes. A few queries for each row.
    """
    for pointer in pointers(type(kept)):
        _absorb(pointer, kept, gone, moved)
    gone.delete()


def _absorb(pointer: Pointer, kept: Model, gone: Model, moved: Moved) -> None:
    join = rule(pointer)
    for row in pointer.rows(gone):
        if join.vanishes(pointer, row, kept):
            row.delete()
            continue
        twin = join.twin(pointer, row, _rows_of(pointer, kept)) if join is not PLAIN else None
        if twin is None:
            join.move(pointer, row, kept)
            count = moved.moved
        else:
            join.combine(twin, row)
            absorb(twin, row, moved)
            twin.save()
            count = moved.joined
        count[pointer.spoken] = count.get(pointer.spoken, 0) + 1


def _rows_of(pointer: Pointer, kept: Model) -> list[Any]:
    """Rows that already belong to `kept`; a relation does whichever way it is told."""
    if isinstance(rule(pointer), JoinRelations):
        ends = Q(source=kept.pk) | Q(target=kept.pk)
        return list(pointer.model._base_manager.filter(ends))
    return list(pointer.rows(kept))
