"""The entry page as a browser sends it."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from ucap.summaries.models import Summary

PREFIXES = ("sides", "theme_links", "activity_citations", "pilot_citations", "notes")


class Desk:
    """The entry page, through the test client."""

    def __init__(self, client: Client) -> None:
        self.client = client

    @staticmethod
    def address(summary: Summary | None = None) -> str:
        """Where a summary is added or changed."""
        if summary is None:
            return reverse("admin:summaries_summary_add")
        return reverse("admin:summaries_summary_change", args=[summary.pk])

    def form(self, summary: Summary) -> dict[str, Any]:
        """What the page of a summary would send if nobody changed anything."""
        page = self.client.get(self.address(summary))
        return fields_of(page)

    def send(self, data: dict[str, Any], summary: Summary | None = None) -> Any:
        """Send the form."""
        return self.client.post(self.address(summary), {**data, "_continue": "1"})


def fields_of(page: Any) -> dict[str, Any]:
    """The names and values of every field of a page of Django admin."""
    forms = [page.context["adminform"].form]
    for inline in page.context["inline_admin_formsets"]:
        forms += [inline.formset.management_form, *inline.formset.forms]
    return {
        bound.html_name: bound.value()
        for form in forms
        for bound in form
        if bound.value() is not None and bound.value() is not False
    }


def typed(main: dict[str, Any], **rows: list[dict[str, Any]]) -> dict[str, Any]:
    """What the add page sends for what an editor types: fields, and rows of each formset."""
    data = dict(main)
    for prefix in PREFIXES:
        given = rows.get(prefix, [])
        data |= {f"{prefix}-TOTAL_FORMS": len(given), f"{prefix}-INITIAL_FORMS": 0}
        for number, row in enumerate(given):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return data


def problems(answer: Any) -> list[tuple[str, str]]:
    """(where, what) of all that a page complains of; [] when it was saved."""
    if answer.context is None:
        return []
    return [(problem.where, problem.what) for problem in answer.context["problems"]]


def opened(user: str = "root") -> Desk:
    """The entry page, as somebody who may do everything sees it."""
    client = Client()
    client.force_login(User.objects.create_superuser(user))
    return Desk(client)
