"""The change view of a summary: one page in the order of the document."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import flatten_fieldsets
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.text import Spoken
from ucap.desk.entry.entering import entering
from ucap.desk.entry.inlines import ENTRY_INLINES
from ucap.desk.entry.summary import SummaryForm


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what, and the field to go to."""

    where: str
    what: str
    target: str


class OnePage:
    """A `ModelAdmin` mixin: whoever may change a summary gets the page, others a plain one."""

    entry_form = SummaryForm
    change_form_template = "desk/entry/summary.html"

    def _edits(self, request: HttpRequest, obj: Any) -> bool:
        admin: Any = self
        if obj is None:
            return admin.has_add_permission(request)
        return admin.has_change_permission(request, obj)

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """The cards of the page, or the plain inlines."""
        plain: list[Any] = super().get_inlines(request, obj)
        return ENTRY_INLINES if self._edits(request, obj) else plain

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """All fields of the page's form, or those of the model."""
        if self._edits(request, obj):
            names = [*self.entry_form.Meta.fields, "period_meant", "terms", "document_upload"]
            return [(None, {"fields": names})]
        return super().get_fieldsets(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs
    ) -> Any:
        """The page's form, made anew for each request."""
        if not self._edits(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        names = flatten_fieldsets(self.get_fieldsets(request, obj))
        kwargs = {"form": self.entry_form, "fields": names, **kwargs}
        form = super().get_form(request, obj, change, **kwargs)
        form.entering = entering(request)
        return form

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict:
        """None on the page, where the address is proposed on saving."""
        if self._edits(request, obj):
            return {}
        return super().get_prepopulated_fields(request, obj)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args, **kwargs
    ) -> HttpResponse:
        """The page, with the problems in one list and the formsets by name."""
        if not self._edits(request, kwargs.get("obj")):
            return super().render_change_form(request, context, *args, **kwargs)
        form = context["adminform"].form
        formsets = [inline.formset for inline in context["inline_admin_formsets"]]
        context |= {
            "form": form,
            "parts": {formset.prefix: formset for formset in formsets},
            "problems": list(problems(form, formsets)) if form.is_bound else [],
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save everything, and say what could not be read though nothing is wrong with it."""
        super().save_related(request, form, formsets, change)
        if getattr(form, "period_unread", False):
            text = _("The period “%(printed)s” is not understood as months: nothing is stored.")
            messages.warning(request, text % {"printed": form.instance.period_printed})


def problems(form: BaseForm, formsets: list[Any]) -> Iterator[Problem]:
    """All that is wrong on the page, in its order: main form first, then card by card."""
    yield from _of_form(form, "")
    for formset in formsets:
        for text in formset.non_form_errors():
            yield Problem(
                str(PARTS.get(formset.prefix, "")), text, f"id_{formset.prefix}-TOTAL_FORMS"
            )
        for number, one in enumerate(formset.forms, 1):
            if one.errors:
                yield from _of_form(one, _place(formset, one, number))


def _of_form(form: BaseForm, place: str) -> Iterator[Problem]:
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        label = capfirst(str(field.label)) if field else ""
        where = ": ".join(part for part in (place, label) if part)
        target = field.id_for_label or field.auto_id if field else f"{form.prefix or 'form'}-card"
        for text in errors:
            yield Problem(where, str(text), target)


PARTS: dict[str, Spoken] = {
    "sides": gettext_lazy("Cities, column"),
    "theme_links": gettext_lazy("Theme"),
    "activity_citations": gettext_lazy("Activities, entry"),
    "pilot_citations": gettext_lazy("Results, entry"),
    "notes": gettext_lazy("Note"),
}
"""What a card of a formset is called, before its number."""


def _place(formset: Any, form: Any, number: int) -> str:
    """Which card of a formset, in words: “Activities, entry 4.1”."""
    name = next((name for name in ("position", "column") if name in form.fields), "")
    which = (form[name].value() if name else "") or number
    return f"{PARTS.get(formset.prefix, capfirst(str(formset.model._meta.verbose_name)))} {which}"
