"""Who may go back: whoever may change what that touches."""

from collections import defaultdict
from typing import Any

from django.contrib import admin
from django.contrib.admin import ModelAdmin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from browse.history.differences import Difference
from browse.history.parts import Kind
from browse.history.plans import MayPublish, Plan

READ = ("summaries.view_summary", "pilots.view_activity", "pilots.view_pilotproject")
"""What who reads the history of everything must be allowed to see: it tells of all drafts."""


def options_of(model: Kind) -> ModelAdmin | None:
    """The admin of `model`, which knows who may do what with it."""
    return admin.site._registry.get(model)


def may_publish(request: HttpRequest) -> MayPublish:
    """Whether whoever asks may publish and withdraw records of a model."""

    def allowed(model: Kind) -> bool:
        options = model._meta
        return request.user.has_perm(f"{options.app_label}.publish_{options.model_name}")

    return allowed


def may_see(request: HttpRequest, model: Kind, record: Model | None) -> bool:
    """Whether whoever asks may look at a record, or at the records of its kind if it is gone."""
    options = options_of(model)
    return bool(options and options.has_view_permission(request, record))


def forbidden(request: HttpRequest, plan: Plan) -> list[str]:
    """What of a plan whoever asks may not do, in sentences. A query for each kind of record."""
    touched = plan.records
    numbers: dict[Kind, list[int]] = defaultdict(list)
    for model, pk in touched:
        numbers[model].append(pk)
    there = {model: model._base_manager.in_bulk(pks) for model, pks in numbers.items()}
    return [
        _("You may not change the %(noun)s “%(name)s”.")
        % {"noun": model._meta.verbose_name, "name": plan.names.of(model, pk)}
        for (model, pk), steps in touched.items()
        if not _allowed(request, model, pk, there[model].get(pk), steps)
    ]


def _allowed(
    request: HttpRequest, model: Kind, pk: int, record: Any, steps: list[Difference]
) -> bool:
    options = options_of(model)
    if options is None:
        return False
    whole = next((step for step in steps if step.model is model and step.pk == pk), None)
    if record is None:
        return options.has_add_permission(request) if whole else True
    if whole and whole.after is None:
        return options.has_delete_permission(request, record)
    return options.has_change_permission(request, record)
