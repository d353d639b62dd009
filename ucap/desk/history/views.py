"""The history pages that only read."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy

from browse.history.changes import ChangeSets, Wanted, find
from browse.history.deleted import Deleted
from browse.history.events import read
from browse.history.naming import Names
from browse.views import PAGE_SIZE
from ucap.desk.history.forms import ChangesForm, records
from ucap.desk.history.pages import described, listed, versions
from ucap.desk.history.rights import READ, may_see
from ucap.desk.pages import DeskPage

ROWS = 200
"""How many rows of one change set stand on a page."""


def paged(request: HttpRequest, everything: Any, size: int = PAGE_SIZE) -> dict[str, Any]:
    """The page of `everything` that the address asks for, and the numbers of others."""
    page = Paginator(everything, size).get_page(request.GET.get("page"))
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2)
    query = request.GET.copy()
    query.pop("page", None)
    return {"page": page, "page_numbers": numbers, "query": query.urlencode()}


class ChangesPage(DeskPage):
    """`/admin/history/`: every change set, newest first. At most nine queries."""

    title = gettext_lazy("History")
    template_name = "desk/history/changes.html"
    permissions = READ

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """A page of change sets, each with what it is about."""
        form = ChangesForm(self.request.GET)
        wanted = form.wanted
        shown = paged(self.request, ChangeSets(wanted) if wanted else [])
        rows = listed(wanted, list(shown["page"])) if wanted else []
        return super().get_context_data(form=form, rows=rows, **shown, **kwargs)


class ChangePage(DeskPage):
    """`/admin/history/<change>/`: one change set in full. At most ten queries."""

    template_name = "desk/history/change.html"
    permissions = READ

    @property
    def title(self) -> str:  # type: ignore[override]
        """What was done, in words."""
        return self.change.how

    @cached_property
    def change(self) -> Any:
        """The change set; a 404 if there is none."""
        change = find(self.kwargs["key"])
        if change is None:
            raise Http404
        return change

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """Its rows, by record; and who undid it, if somebody did."""
        wanted = Wanted(keys=(self.change.key,))
        shown = paged(self.request, range(self.change.rows), ROWS)
        numbers = shown["page"].object_list
        events = read(wanted.events(), numbers.start, numbers.stop)
        undone = ChangeSets(Wanted(undoes=self.change.key))[0:1]
        return super().get_context_data(
            change=self.change, changes=described(events), undone=undone, **shown, **kwargs
        )


class RecordPage(DeskPage):
    """The history of one record: every version, with the way back. At most ten queries.

    The “History” page of each `RecordAdmin`; of records that are gone, too.
    """

    template_name = "desk/history/record.html"
    title = gettext_lazy("History")

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """A page of the change sets that touched it."""
        model, pk = self.kwargs["model"], self.kwargs["pk"]
        record = model._base_manager.filter(pk=pk).first()
        if not may_see(self.request, model, record):
            raise PermissionDenied
        shown = paged(self.request, ChangeSets(Wanted(record=(model, pk))))
        sets = list(shown["page"])
        if not sets:
            raise Http404
        rows, name = versions((model, pk), sets, newest=shown["page"].number == 1)
        return super().get_context_data(
            record=record,
            name=str(record) if record else name,
            opts=model._meta,
            kind=model._meta.label_lower,
            rows=rows,
            **shown,
            **kwargs,
        )


class DeletedPage(DeskPage):
    """`/admin/history/deleted/`: records that can be brought back. At most eight queries."""

    title = gettext_lazy("Deleted records")
    template_name = "desk/history/deleted.html"
    permissions = READ

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """A page of deleted records, with who deleted them when."""
        kind = records().get(self.request.GET.get("kind", ""))
        shown = paged(self.request, Deleted(kind))
        events = list(shown["page"])
        keys = tuple({event.key for event in events})
        sets = ChangeSets(Wanted(keys=keys))[0 : len(keys)] if keys else []
        changes = {each.key: each for each in sets}
        names = Names((e.model, e.before) for e in events if e.before)
        rows = [
            (names.reference(e.model, e.pk, e.before), changes[e.key], e.model._meta.label_lower)
            for e in events
        ]
        return super().get_context_data(rows=rows, **shown, **kwargs)
