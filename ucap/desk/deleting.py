"""Deleting on admin pages: what would go along is counted whole, and named as far as one reads."""

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin import actions, utils
from django.db.models import Model, QuerySet
from django.db.models.options import Options
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from browse.text import Spoken
from ucap.desk.guarded import RightsAdmin
from ucap.desk.labels import with_names

NAMED = 100
"""How many records a page names; of the others, how many there are."""

Tree = list[Any]
"""A nested list, as Django's filter `unordered_list` takes it."""


def told(found: utils.NestedObjects, site: admin.AdminSite) -> Tree:
    """The first of what would be deleted, each below what it goes with, and how many more.

    A query for each model among them.
    """
    shown: list[Model] = []
    edges: dict[Any, list[Model]] = found.edges  # those at the top are under None

    def below(record: Model | None, seen: set[Model]) -> Tree:
        tree: Tree = []
        for each in edges.get(record, ()):
            if each in seen or len(shown) >= NAMED:
                continue
            seen.add(each)
            shown.append(each)
            tree.append(each)
            if children := below(each, seen):
                tree.append(children)
        return tree

    tree = below(None, set())
    names = lines(shown, site)

    def written(part: Tree) -> Tree:
        return [written(each) if isinstance(each, list) else names[each] for each in part]

    return [*written(tree), *_more(sum(map(len, found.model_objs.values())) - len(shown))]


def protected(found: utils.NestedObjects, site: admin.AdminSite) -> list[Spoken]:
    """The first of what keeps the records from being deleted, and how many more.

    A query for each model among them.
    """
    every = sorted(found.protected, key=lambda record: (record._meta.label, record.pk))
    names = lines(every[:NAMED], site)
    return [*(names[record] for record in every[:NAMED]), *_more(len(every) - NAMED)]


def _more(number: int) -> list[str]:
    if number <= 0:
        return []
    return [ngettext("and %(number)d more", "and %(number)d more", number) % {"number": number}]


def lines(records: Sequence[Model], site: admin.AdminSite) -> dict[Model, str]:
    """What each record is and is called, as a link where it has a page. A query for each model."""
    keys: dict[type[Model], list[Any]] = {}
    for record in records:
        keys.setdefault(type(record), []).append(record.pk)
    named = {
        (model, record.pk): str(record)
        for model, pks in keys.items()
        for record in with_names(model._base_manager.filter(pk__in=pks))
    }
    return {
        record: _line(record._meta, record.pk, named.get((type(record), record.pk), ""), site)
        for record in records
    }


def _line(options: Options, pk: Any, name: str, site: admin.AdminSite) -> str:
    noun = capfirst(options.verbose_name)
    page = f"{site.name}:{options.app_label}_{options.model_name}_change"
    try:
        address = reverse(page, args=[utils.quote(pk)])
    except NoReverseMatch:
        return f"{noun}: {name}"
    return format_html('{}: <a href="{}">{}</a>', noun, address, name)


def may_delete(
    request: HttpRequest, site: admin.AdminSite, model: type[Model], records: Iterable[Model]
) -> bool:
    """Whether `records` of `model` may be deleted by whoever asks; by all, where it has no page.

    Two queries at most for a model of the desk; for any other what its admin takes for each.
    """
    if not site.is_registered(model):
        return True
    options = site.get_model_admin(model)
    if isinstance(options, RightsAdmin):
        return options.may_delete_all(request, [record.pk for record in records])
    return all(options.has_delete_permission(request, record) for record in records)


@admin.action(
    permissions=["delete"],
    description=gettext_lazy("Delete selected %(verbose_name_plural)s"),
)
def delete_selected(
    options: admin.ModelAdmin, request: HttpRequest, records: QuerySet
) -> HttpResponse | None:
    """Django's action; “all of them” stays the list's own address, not a number for each.

    The page carries a digest of which records it was shown for: when they are others by now,
    nothing is deleted and it is shown anew. One query more than Django's own.
    """
    across = request.POST.get("select_across") == "1"
    seen = _digest(records) if across else ""
    if across and request.POST.get("post") and request.POST.get("seen") != seen:
        messages.error(request, _("The list has changed in the meantime: look again and confirm."))
        post = request.POST.copy()
        del post["post"]
        request.POST = post  # type: ignore[assignment]
    answer = actions.delete_selected(options, request, records)
    if isinstance(answer, TemplateResponse) and answer.context_data is not None:
        answer.context_data |= {"across": across, "seen": seen}
    return answer


def _digest(records: QuerySet) -> str:
    """A fingerprint of which records there are. One query."""
    keys = sorted(records.order_by().values_list("pk", flat=True))
    return hashlib.sha256(repr(keys).encode()).hexdigest()


class DeletingAdmin(RightsAdmin):
    """A `ModelAdmin` whose pages that ask before deleting stay short, and cost the same."""

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Django's actions, with the one that deletes by this module's."""
        found: dict[str, Any] = super().get_actions(request)
        if "delete_selected" in found:
            _action, name, label = found["delete_selected"]
            found["delete_selected"] = (delete_selected, name, label)
        return found

    def get_deleted_objects(
        self, objs: Any, request: HttpRequest
    ) -> tuple[Any, dict[Any, int], set[Any], Any]:
        """What deleting `objs` takes along: in a tree, in numbers, what forbids it, what is in
        the way.

        As many queries however much it is: one for each relation on the way, and up to three for
        each model that is touched.
        """
        found = utils.NestedObjects(using=objs[0]._state.db, origin=objs) if len(objs) else None
        if found is None:
            return [], {}, set(), []
        found.collect(objs)
        numbers = {model._meta.verbose_name_plural: len(of) for model, of in _by_model(found)}
        forbidden = {
            model._meta.verbose_name
            for model, records in _by_model(found)
            if not may_delete(request, self.admin_site, model, records)
        }
        return (
            told(found, self.admin_site),
            numbers,
            forbidden,
            protected(found, self.admin_site),
        )


def _by_model(found: utils.NestedObjects) -> Iterable[tuple[type[Model], set[Model]]]:
    by_model: dict[Any, set[Model]] = found.model_objs
    return by_model.items()
