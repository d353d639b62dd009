"""The entry page of a summary, new or not, as whoever asks would open it."""

import copy
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm, FileField
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.datastructures import MultiValueDict

from ucap.desk.conflicts.sent import meant, of_initial
from ucap.summaries.models import Summary


def asked(request: HttpRequest, method: str, data: QueryDict) -> HttpRequest:
    """The request of the same person, with another method and other data."""
    made = copy.copy(request)
    made.method = method
    made.POST = data  # type: ignore[assignment]
    made._files = MultiValueDict()  # type: ignore[attr-defined]
    made.resolver_match = request.resolver_match  # which copying leaves out
    vars(made).pop("_entering", None)  # what forms of one request share
    return made


class Opened:
    """The page with all of its fields. As many queries as opening it takes."""

    def __init__(self, request: HttpRequest, summary: Summary | None) -> None:
        """PermissionDenied for those who may not open it to change something."""
        self.summary = summary
        self.admin: Any = admin.site.get_model_admin(Summary)
        page = self._view(asked(request, "GET", QueryDict()))
        if not isinstance(page, TemplateResponse) or page.context_data is None:
            raise PermissionDenied
        if "parts" not in page.context_data:  # the plain page of those who may only look
            raise PermissionDenied
        self.form: BaseForm = page.context_data["form"]
        self.formsets: dict[str, Any] = page.context_data["parts"]

    @property
    def address(self) -> str:
        """Where the page is."""
        if self.summary is None:
            return reverse("admin:summaries_summary_add")
        return reverse("admin:summaries_summary_change", args=[self.summary.pk])

    def rows(self, formset: str) -> list[Any]:
        """The forms of the rows that there are."""
        return list(self.formsets[formset].initial_forms)

    def data(self) -> QueryDict:
        """What a browser would send if nobody touched the page; blank rows are left out."""
        data = QueryDict(mutable=True)
        _put(data, self.form)
        for prefix, formset in self.formsets.items():
            rows = formset.initial_forms
            data[f"{prefix}-TOTAL_FORMS"] = data[f"{prefix}-INITIAL_FORMS"] = str(len(rows))
            for form in rows:
                _put(data, form)
        return data

    def send(self, request: HttpRequest, data: QueryDict) -> HttpResponse:
        """What the page answers to `data`: it leads on, or it is shown with what is to mend."""
        return self._view(asked(request, "POST", data), self.address)

    def _view(self, request: HttpRequest, address: str = "") -> HttpResponse:
        pk = None if self.summary is None else str(self.summary.pk)
        answer: HttpResponse = self.admin.changeform_view(request, pk, address)
        return answer


def differs(form: Any, name: str, text: str) -> bool:
    """Whether `text` means something else than what stands in a field. No queries."""
    field = form.fields[name]
    return meant(field, name, {name: [text]}) != _stored(form, name)


def shown(form: Any, name: str) -> str:
    """What stands in a field, as text."""
    return "; ".join(text for texts in of_initial(form[name]).values() for text in texts)


def _stored(form: Any, name: str) -> Any:
    return meant(form.fields[name], name, of_initial(form[name]))


def _put(data: QueryDict, form: Any) -> None:
    for bound in form:
        if not isinstance(bound.field, FileField):
            prefix = f"{form.prefix}-" if form.prefix else ""
            for name, values in of_initial(bound).items():
                if values:
                    data.setlist(f"{prefix}{name}", values)
