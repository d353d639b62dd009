"""Django admin's change form, so that nobody overwrites what somebody else saved meanwhile."""

import copy
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.core.exceptions import ValidationError
from django.db import router, transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ucap.desk.conflicts import saves, writing
from ucap.desk.conflicts.carried import Carried, pack, unpack
from ucap.desk.conflicts.meeting import meet
from ucap.desk.conflicts.refusals import Gone, Met, Refusal
from ucap.desk.conflicts.sheet import MADE_FROM, Inline, Sheet
from ucap.desk.conflicts.told import readable_rows

LATELY = timedelta(minutes=15)
"""How long it is said on a form that somebody else has just saved the record."""

UNDER_WAY = timedelta(minutes=1)
"""How long before its end a save may have begun, which is the time that history tells."""

REHEARSED = "desk_rehearsed"
"""Set on a request that opens a form only to see what would stand in it."""

REFUSED = "desk_refused"
"""Set on a request whose form is shown again, whatever its fields say."""


class MadeFromField(forms.CharField):
    """What a form was made from: whatever is sent, `unpack` judges it."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False)

    def clean(self, value: Any) -> Any:
        """The text as it came."""
        return value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """It is nothing that anybody changes."""
        return False


class NotYet:
    """A mixin for a form that is to be shown again, even if there is nothing wrong with it."""

    def is_valid(self) -> bool:
        """No; what is wrong with it is found nevertheless."""
        super().is_valid()
        return False


class NoSilentOverwrite(admin.ModelAdmin):
    """A `ModelAdmin` whose change form tells whom it would overwrite, and lets them choose.

    The form carries what it was made from. Before it is saved, with the record
    and its rows locked, it is opened once more on the side, and the three
    versions are compared: see `threeway`. One query more to open a form;
    to save one, as many as opening it takes and a lock for each inline.
    """

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Django's own view; a form that was sent for a record is met with the record as it is."""
        if request.method != "POST" or object_id is None or "_saveasnew" in request.POST:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with transaction.atomic(using=router.db_for_write(self.model)):
            return self._received(request, object_id, form_url, extra_context or {})

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """With the field that carries what the form was made from, where there is a record.

        Not where Django only asks which fields there are (`fields=None`): it is
        shown by the template, not among them.
        """
        form = super().get_form(request, obj, change=change, **kwargs)
        if kwargs.get("fields") is None:
            return form
        if change and self.has_change_permission(request, obj):
            form = type(form.__name__, (form,), {MADE_FROM: MadeFromField()})
        if hasattr(request, REFUSED):
            form = type(form.__name__, (NotYet, form), {})
        return form

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> HttpResponse:
        """Put what the form is made from into it; say what is to be chosen, and who saved lately.

        One query for a form that is opened.
        """
        form = context["adminform"].form
        if not hasattr(request, REHEARSED):
            if MADE_FROM in form.fields and not form.is_bound:
                sheet = Sheet.of_page(context)
                form.initial[MADE_FROM] = pack(obj, Carried(sheet.stored()))
                context["saved_lately"] = self._saved_lately(request, sheet)
            refusal: Refusal | None = getattr(request, REFUSED, None)
            if refusal:
                refusal.show(context)
        return super().render_change_form(
            request, context, add=add, change=change, form_url=form_url, obj=obj
        )

    # A form that was sent

    def _received(
        self, request: HttpRequest, object_id: str, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        pk, record = self._locked(object_id)
        carried = unpack(request.POST.get(MADE_FROM, ""), self.model, pk)
        if record is None or not self.has_change_permission(request, record):
            if carried is None or not self.has_view_permission(request):
                return super().changeform_view(request, object_id, form_url, extra)
            if record is None and self.has_add_permission(request):
                return self._offered_anew(request, pk, carried, extra)
            return self._kept(request, pk, record, carried)
        opened = self._rehearsed(request, object_id, form_url, extra)
        if not isinstance(opened, TemplateResponse) or opened.context_data is None:
            return opened
        sheet = Sheet.of_page(opened.context_data)
        post = request.POST.copy()
        meeting = meet(sheet, carried, post, request.FILES)
        if not meeting.is_settled or meeting.rows != meeting.sent:
            writing.write(meeting, post, request.FILES)
        post[MADE_FROM] = pack(record, Carried(sheet.stored(), meeting.questions()))
        request.POST = post  # type: ignore[assignment]
        if not meeting.is_settled:
            setattr(request, REFUSED, Met(meeting, self._saves(request, sheet, carried)))
        return super().changeform_view(request, object_id, form_url, extra)

    def _locked(self, object_id: str) -> tuple[Any, Model | None]:
        """The record's key and the record, locked until the transaction ends; None if it is gone.

        New rows may be added meanwhile by others: they overwrite nothing.
        """
        try:
            pk = self.model._meta.pk.to_python(unquote(object_id))
        except ValidationError:
            return None, None
        records = self.model._base_manager.select_for_update(no_key=True)
        return pk, records.filter(pk=pk).first()

    def _rehearsed(
        self, request: HttpRequest, object_id: str, form_url: str, extra: dict[str, Any]
    ) -> HttpResponse:
        """The form as it would be opened now, not rendered; its rows are locked first."""
        opened = _as_get(request)
        record = self.get_object(opened, unquote(object_id))
        for formset, _inline in self.get_formsets_with_inlines(opened, record) if record else ():
            if hasattr(formset, "fk"):
                rows = formset.model._base_manager.filter(**{formset.fk.name: record})
                list(rows.order_by("pk").select_for_update(no_key=True).values_list("pk"))
        return super().changeform_view(opened, object_id, form_url, extra)

    def _saves(
        self, request: HttpRequest, sheet: Sheet, carried: Carried | None
    ) -> list[saves.Save]:
        """Who saved the record since the form was opened; none if that cannot be told."""
        if carried is None:
            return []
        found = saves.since(sheet, carried.at, request.user)
        return found or saves.since(sheet, carried.at - UNDER_WAY, request.user)[:1]

    def _saved_lately(self, request: HttpRequest, sheet: Sheet) -> saves.Save | None:
        """Who else has just saved the record."""
        found = saves.since(sheet, timezone.now() - LATELY, request.user)
        return found[0] if found and not found[0].is_own else None

    # A record that is gone, or that may not be changed any more

    def _offered_anew(
        self, request: HttpRequest, pk: Any, carried: Carried, extra: dict[str, Any]
    ) -> HttpResponse:
        """The form to add a record, with everything that was typed for the one that is gone."""
        post = request.POST.copy()
        writing.anew(self._blank_sheet(request), post, request.FILES)
        request.POST = post  # type: ignore[assignment]
        gone = saves.of_row(self.model, pk, carried.at, request.user)
        setattr(request, REFUSED, Gone(gone[0] if gone else None))
        address = reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_add")
        return super().changeform_view(request, None, address, extra)

    def _kept(
        self, request: HttpRequest, pk: Any, record: Model | None, carried: Carried
    ) -> HttpResponse:
        """A page with what was typed and cannot be saved."""
        sheet = self._blank_sheet(request)
        base = sheet.read(carried.rows)
        mine = sheet.posted(request.POST, request.FILES, {})
        latest = saves.of_row(self.model, pk, carried.at, request.user)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Nothing was saved"),
            "opts": self.opts,
            "original": record,
            "save": latest[0] if latest else None,
            "typed": readable_rows(
                sheet, {key: row for key, row in mine.items() if row != base.get(key)}
            ),
        }
        status = 403 if record else 409
        return TemplateResponse(request, "desk/conflicts/kept.html", context, status=status)

    def _blank_sheet(self, request: HttpRequest) -> Sheet:
        """The form to add a record, with its inlines; all its rows are new."""
        names = flatten_fieldsets(self.get_fieldsets(request))
        form = self.get_form(request, fields=names)
        formsets, _inlines = self._create_formsets(  # type: ignore[attr-defined]
            _as_get(request), self.model(), change=False
        )
        return Sheet(None, form(), names, [Inline(formset, True) for formset in formsets])


def _as_get(request: HttpRequest) -> HttpRequest:
    """The request as if a form had only been opened."""
    opened = copy.copy(request)
    opened.method = "GET"
    opened.POST = QueryDict()
    opened.resolver_match = request.resolver_match  # which copying leaves out
    setattr(opened, REHEARSED, True)
    return opened
