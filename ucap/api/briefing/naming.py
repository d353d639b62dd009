"""The links of activities and pilots as facts: cities, organisations, themes, related records.

Pure functions over records that are loaded with their links.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from cities.upward import published
from pilots.models import Basis, ThemeBasis
from ucap.api.briefing.document import Fact, Line, Span, fact, joined, line, link, quiet


def links_loaded(model: type[Model]) -> list[Any]:
    """Load the links of activities or pilots, and those they are related to. Five queries."""
    return [
        Prefetch("city_links", _linked(model, "city_links", "city__country")),
        Prefetch("organisation_links", _linked(model, "organisation_links", "organisation")),
        Prefetch("theme_links", _linked(model, "theme_links", "theme")),
        Prefetch("relations_to", _related(model, "relations_to", "target")),
        Prefetch("relations_from", _related(model, "relations_from", "source")),
    ]


def _linked(model: type[Model], name: str, *joins: str) -> QuerySet:
    linked: Any = model._meta.get_field(name).related_model
    return linked._default_manager.select_related(*joins)


def _related(model: type[Model], name: str, other: str) -> QuerySet:
    return _linked(model, name, other).filter(published(other))


def cities(record: Any) -> tuple[Fact, ...]:
    """The cities of an activity or a pilot with country, role and whether they are implied."""
    return fact(_("Cities"), joined((_city(item) for item in record.city_links.all()), "; "))


def _city(item: Any) -> Line:
    role = item.get_role_display() if hasattr(item, "role") else ""
    implied = _("implied, not named") if item.basis == Basis.IMPLIED else ""
    about = " · ".join(str(part) for part in (item.city.country, role, implied) if part)
    return line(link(item.city), quiet(f" ({about})"))


def organisations(record: Any) -> tuple[Fact, ...]:
    """The organisations of an activity or a pilot with role and name as printed."""
    links = record.organisation_links.all()
    return fact(_("Organisations"), joined((_organisation(item) for item in links), "; "))


def _organisation(item: Any) -> Line:
    printed = as_printed(item.name_printed, item.organisation.name)
    about = " · ".join(part for part in (str(item.get_role_display()), printed) if part)
    return line(link(item.organisation), quiet(f" ({about})"))


def as_printed(printed: str, name: str) -> str:
    """How a document prints a name, where that is otherwise than the portal's; or ""."""
    return _("printed “%(text)s”") % {"text": printed} if printed not in ("", name) else ""


def themes(record: Any) -> tuple[Fact, ...]:
    """The themes of an activity or a pilot, and which of them an editor chose."""
    return fact(_("Themes"), joined(_theme(item) for item in record.theme_links.all()))


def _theme(item: Any) -> Line:
    chosen = item.basis == ThemeBasis.EDITOR
    return line(link(item.theme), quiet(" " + _("(chosen by an editor)")) if chosen else "")


def related(record: Any) -> tuple[Fact, ...]:
    """The records that belong with one without being the same, and why."""
    pairs = [(relation.target, relation.reason) for relation in record.relations_to.all()]
    pairs += [(relation.source, relation.reason) for relation in record.relations_from.all()]
    pairs.sort(key=lambda pair: (pair[0].sort_title, pair[0].slug))
    lines = (line(link(other), quiet(f": {reason}")) for other, reason in pairs)
    return fact(_("Related, but not the same"), *lines)


def names(records: Iterable[Any]) -> Line:
    """The names of records with commas between them, each leading to its page."""
    return joined(link(record) for record in records)


def number_of(count: int, page: str, query: str) -> Line:
    """How many records there are, leading to the list of them: the page `page`, asking `query`."""
    return line(Span(str(count), reverse(page) + query)) if count else ()
