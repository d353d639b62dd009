"""What the public may know of a record's history: when it changed, and what sort of thing did.

No names of editors, no reasons, no values of texts (a mistake that was
withdrawn must not live on here), and nothing that was only ever in drafts:
versions that the public did not see are passed over, and links to records
that the public does not see now are as if they had never been.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model, Q
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from browse.facets import target
from browse.history.differences import ADDED, CHANGED, REMOVED, Difference, Record
from browse.history.differences import link as link_of
from browse.history.events import Event, read, union
from browse.history.naming import Names
from browse.history.parts import (
    Kind,
    Row,
    events,
    ever_part,
    is_part,
    is_tracked,
    owners,
    parts,
    references,
)
from browse.history.wording import label
from browse.publishing import Status, StatusField


@dataclass(frozen=True)
class Line:
    """One thing that changed, in a sentence, and the page of the record it names; or ""."""

    sentence: str
    url: str = ""


@dataclass(frozen=True)
class PublicChange:
    """What changed from one version that the public saw to the next."""

    at: datetime
    begins: bool
    """Whether the record became public with it."""
    lines: list[Line] = field(default_factory=list)


def status_of(model: Kind) -> str:
    """The name of the status of `model`; "" for records that have none."""
    return next((f.name for f in model._meta.fields if isinstance(f, StatusField)), "")


def seen_now(model: Kind) -> Q:
    """The condition on events of a part that all records with a status it refers to are public."""
    condition = Q()
    for reference in references(model) if is_part(model) else ():
        target = reference.related_model
        if status := status_of(target):
            public: Any = target._base_manager.filter(**{status: Status.PUBLISHED})
            seen = Q(**{f"{reference.attname}__in": public.values("pk")})
        elif is_part(target):
            public = events(target).objects.filter(seen_now(target))
            seen = Q(**{f"{reference.attname}__in": public.values("pgh_obj_id")})
        else:
            continue
        condition &= seen | Q(**{f"{reference.attname}__isnull": True}) if reference.null else seen
    return condition


def _found(model: Kind, pk: int) -> dict[Kind, Any]:
    """The events of a record and its parts, without links to what the public does not see."""
    return {
        part: events(part).objects.filter(ever_part(part, model, pk), seen_now(part)).order_by()
        for part in parts(model)
    }


def last_changed(record: Model) -> datetime | None:
    """When a record that the public sees last changed; None if nobody knows. One query.

    Whatever happened while it was a draft was before it was published, which
    is a change itself.
    """
    model = type(record)
    if not is_tracked(model):
        return None
    found = _found(model, record.pk)
    everything = union([there.values_list("pgh_created_at") for there in found.values()])
    assert everything is not None  # noqa: S101 - a record is among its own parts
    newest = everything.order_by("-pgh_created_at").first()
    return newest[0] if newest else None


def named_since(record: Model, lookups: Sequence[str]) -> datetime | None:
    """When the first of the public records that name `record` now was first published.

    `lookups` lead to records with a status: before that day nobody saw a
    record that is only shown because they name it. None if there is no such
    record. One query; none without lookups.
    """
    arms = []
    for lookup in lookups:
        naming = target(type(record), lookup)
        public = type(record)._base_manager.filter(
            **{"pk": record.pk, f"{lookup}__status": Status.PUBLISHED}
        )
        published = events(naming).objects.filter(
            status=Status.PUBLISHED, pgh_obj_id__in=public.values(f"{lookup}__pk")
        )
        arms.append(published.order_by().values_list("pgh_created_at"))
    everything = union(arms)
    first = everything.order_by("pgh_created_at").first() if everything is not None else None
    return first[0] if first else None


def changes(record: Model, since: datetime | None = None) -> list[PublicChange]:
    """All changes of a record that the public sees, newest first; none from before `since`.

    The whole history of the record is read: one query for its events, two or
    three for names, and one for each kind of record that links name.
    """
    model, record_pk = type(record), record.pk
    versions = list(_versions(read(_found(model, record_pk)), model, record_pk, since))
    changed = [difference for _at, _begins, there in versions for difference in there]
    names = Names((d.model, row) for d in changed for row in (d.before, d.after) if row)
    seen = _visible(changed)
    found = []
    for at, begins, there in versions:
        lines = [] if begins else _lines(there, (model, record_pk), names, seen)
        if lines or begins:
            found.append(PublicChange(at, begins, lines))
    return found[::-1]


Version = tuple[datetime, bool, list[Difference]]


def _versions(
    happened: Iterable[Event], model: Kind, pk: int, since: datetime | None
) -> Iterator[Version]:
    """The versions that the public saw: when, whether it is the first, and what differs."""
    sets: dict[Any, list[Event]] = {}
    for event in happened:
        sets.setdefault(event.key, []).append(event)
    status = status_of(model)
    own: Row | None = None
    before: dict[Record, Row | None] = {}
    after: dict[Record, Row | None] = {}
    begun = False
    for there in sorted(sets.values(), key=lambda events: events[-1].at):
        if since and since < there[-1].at and not begun and own is not None:
            yield since, True, []
            begun, before, after = True, {}, {}
        for event in there:
            before.setdefault((event.model, event.pk), event.before)
            after[event.model, event.pk] = event.after
            if (event.model, event.pk) == (model, pk):
                own = event.after
        hidden = status and own is not None and own[status] != Status.PUBLISHED
        if own is None or hidden or (since and there[-1].at < since):
            continue
        differing = [
            Difference(*which, before[which], after[which])
            for which in before
            if before[which] != after[which]
        ]
        yield there[-1].at, not begun, differing
        begun, before, after = True, {}, {}
    if since and not begun and own is not None:
        yield since, True, []


# In words


def _visible(changed: Iterable[Difference]) -> dict[Kind, set[int]]:
    """The records that links name and the public sees now. A query for each of their kinds."""
    named: dict[Kind, set[int]] = {}
    for difference in changed:
        for reference in references(difference.model):
            if not is_part(reference.related_model):
                pks = named.setdefault(reference.related_model, set())
                for row in (difference.before, difference.after):
                    pks |= {row[reference.attname]} if row and row[reference.attname] else set()
    return {model: _public(model, pks) for model, pks in named.items()}


def _public(model: Kind, pks: set[int]) -> set[int]:
    found: Any = model._default_manager.filter(pk__in=pks)
    for verb in ("published", "shown"):
        if hasattr(found, verb):
            found = getattr(found, verb)()
    return set(found.values_list("pk", flat=True))


def _lines(
    changed: list[Difference], record: Record, names: Names, seen: dict[Kind, set[int]]
) -> list[Line]:
    """The changes of one version, each in a sentence, the record's own fields first."""
    lines: dict[Line, int] = {}
    for difference in sorted(changed, key=lambda d: is_part(d.model)):
        line = (
            _part_line(difference, record, names, seen)
            if is_part(difference.model)
            else _own_line(difference, seen)
        )
        if line:
            lines[line] = lines.get(line, 0) + 1
    return [
        line if number == 1 else Line(f"{line.sentence} ({_times(number)})", line.url)
        for line, number in lines.items()
    ]


def _times(number: int) -> str:
    return ngettext("%(number)d time", "%(number)d times", number) % {"number": number}


def _own_line(difference: Difference, seen: dict[Kind, set[int]]) -> Line | None:
    """Which of the record's own fields changed."""
    if difference.before is None or difference.after is None:
        return None
    labels = _labels(difference, seen)
    return Line(_("Changed: %(fields)s") % {"fields": labels}) if labels else None


def _labels(difference: Difference, seen: dict[Kind, set[int]]) -> str:
    """What the fields that changed visibly are called."""
    told = []
    for changed in difference.fields:
        values = [row and row[changed.attname] for row in (difference.before, difference.after)]
        if changed.is_relation and not is_part(changed.related_model):
            values = [value in seen[changed.related_model] and value for value in values]
        if values[0] != values[1] and not isinstance(changed, StatusField):
            told.append(label(changed))
    return ", ".join(told)


def _part_line(
    difference: Difference, record: Record, names: Names, seen: dict[Kind, set[int]]
) -> Line | None:
    """What happened to a part: links by the name of what they link to, if the public sees it."""
    model = difference.model
    how = CHANGED if difference.before and difference.after else ADDED
    how = how if difference.after else REMOVED
    link = link_of(model, difference.row, record)
    if link is None or is_part(link.related_model):
        return Line(_anonymous(model._meta.verbose_name, how))
    pk = difference.row[link.attname]
    what = link.related_model._meta.verbose_name_plural
    if pk not in seen[link.related_model]:
        return Line(_anonymous(link.related_model._meta.verbose_name, how))
    words = {"name": names.of(link.related_model, pk), "what": what}
    sentence = {
        ADDED: _("“%(name)s” was added to its %(what)s"),
        REMOVED: _("“%(name)s” was removed from its %(what)s"),
        CHANGED: _("“%(name)s” was changed among its %(what)s"),
    }[how] % words
    if is_part(owners(model)[0].related_model):
        sentence = f"{sentence} ({model._meta.verbose_name})"
    row = names.row(link.related_model, pk)
    page: Any = names.instance(link.related_model, row) if row else None
    return Line(sentence, page.get_absolute_url() if hasattr(page, "get_absolute_url") else "")


def _anonymous(noun: Any, how: str) -> str:
    """What happened to something that has no name, or none to be told."""
    sentence = {
        ADDED: _("%(noun)s was added"),
        REMOVED: _("%(noun)s was removed"),
        CHANGED: _("%(noun)s was changed"),
    }[how] % {"noun": noun}
    return str(capfirst(sentence))
