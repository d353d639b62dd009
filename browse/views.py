"""Views that every floor's pages are made from."""

from collections.abc import Callable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import DetailView, ListView, TemplateView

from browse.filtersets import BrowseFilterSet
from browse.history.public import changes, last_changed, named_since
from browse.index.found import Found
from browse.index.keeping import KEEPER
from browse.models import FormerSlug
from browse.pictures import PictureFilterSet
from browse.text import Spoken

PAGE_SIZE = 25
SHORT_LIST = 50
"""How many rows of a related list stand on a record's page before a link to the whole list."""


class Page:
    """The first base of a page: it says which parameters its address may have.

    Addresses with others are sent to the one without (`browse.finished`), so that a page is not
    made and kept once more for each tag that somebody else's links carry.
    """

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """The names of the parameters; none unless a subclass says so."""
        return frozenset()


class PageView(Page, TemplateView):
    """A page with a template."""


class Filtered(Page):
    """What every page with filters has; what it shows is wholly in its address.

    Subclasses give `filterset_class`, `get_records()`, and what stands above
    the results: a `heading` and a `lead` of one sentence. The number of
    queries does not depend on how many records there are.
    """

    heading: Spoken
    lead: Spoken
    filterset_class: type[BrowseFilterSet]
    request: HttpRequest

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """Those of the filters."""
        return cls.filterset_class.parameters()

    def get_records(self) -> QuerySet:
        """Every record that the page could show to the public."""
        raise NotImplementedError

    @cached_property
    def records(self) -> QuerySet:
        """Every record, before filters."""
        return self.get_records()

    @cached_property
    def filterset(self) -> BrowseFilterSet:
        """The filters with what the address asks."""
        return self.filterset_class(self.request.GET, queryset=self.records)


class PictureView(Filtered, TemplateView):
    """A picture of a filtered list: a map, a timeline, a matrix. Templates extend `filtered.html`.

    One query for the number of all records, besides those of the facets and of the picture.
    """

    filterset_class: type[PictureFilterSet]

    @cached_property
    def filterset(self) -> PictureFilterSet:
        """The filters with what the address asks, and what the picture needs of them."""
        return self.filterset_class(self.request.GET, queryset=self.records)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The page with its filters and how many records there are in all."""
        return super().get_context_data(
            filterset=self.filterset, total=self.records.count(), **kwargs
        )


class FilteredListView(Filtered, ListView):
    """A list with facets, chips, orders and pages."""

    paginate_by = PAGE_SIZE

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """Those of the filters, and the page."""
        return super().parameters() | {"page"}

    @cached_property
    def filterset(self) -> BrowseFilterSet:
        """The filters with what the address asks, and the list's index if there is one now."""
        filterset = self.filterset_class(self.request.GET, queryset=self.records)
        filterset.index = KEEPER.current(type(self))
        return filterset

    def get_queryset(self) -> QuerySet | Found:  # type: ignore[override] # pages are all it is for
        """The records that the address asks for."""
        answers = self.filterset.answers
        return Found(self.filterset, answers) if answers else self.filterset.qs

    @property
    def total(self) -> int:
        """How many records there are in all. One query, if the index does not know."""
        index = self.filterset.index
        return self.records.count() if index is None else len(index)

    def paginate_queryset(self, queryset, page_size):
        """A page out of range shows the last one, anything that is no page the first."""
        paginator = self.get_paginator(queryset, page_size)
        page = paginator.get_page(self.request.GET.get("page"))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The page with its filters and how many records there are in all."""
        context = super().get_context_data(filterset=self.filterset, total=self.total, **kwargs)
        context["comparing"] = self.filterset.comparing
        page = context["page_obj"]
        context["page_range"] = page.paginator.get_elided_page_range(page.number, on_each_side=2)
        return context


class ShortList:
    """The first rows of a list that stands on another record's page, and how many there are."""

    def __init__(self, records: QuerySet, *, url: str = "") -> None:
        """Take the whole list, in order, and the address where all of it stands.

        One query for the number, and those of the rows.
        """
        self.url = url
        self.rows = list(records[:SHORT_LIST])
        self.count = records.count()
        self.more = self.count > len(self.rows)

    def __bool__(self) -> bool:
        return bool(self.rows)

    def __iter__(self):
        return iter(self.rows)


class FoundRecordView(Page, DetailView):
    """A page about one record, found by its slug among those that the public sees.

    A slug that a record of the kind had before leads on to where it is now,
    if the public sees it there: one query more, on what would be a 404.
    """

    context_object_name = "record"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page; a permanent redirect from a former address; or a 404."""
        try:
            return super().get(request, *args, **kwargs)
        except Http404:
            address = self._moved_to()
            if not address:
                raise
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{address}?{query}" if query else address, permanent=True)

    def _moved_to(self) -> str:
        """Where the record stands now that had this slug before; or ""."""
        slug = self.kwargs.get(self.slug_url_kwarg, "")
        record = FormerSlug.objects.record(self.get_queryset(), slug)
        return record.get_absolute_url() if record else ""


class RecordView(FoundRecordView):
    """The page of one record. One query for when it last changed."""

    named_by: tuple[str, ...] = ()
    """The look-ups to records that make the public see it, where it has no status of its own."""

    @classmethod
    def changes(cls) -> Callable[..., HttpResponseBase]:
        """The page of what has changed about the same records, for an address below theirs."""
        return ChangesView.as_view(record_view=cls)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The record, and when it last changed."""
        return super().get_context_data(last_changed=last_changed(self.object), **kwargs)


class ChangesView(FoundRecordView):
    """What has changed about a record since the public has seen it; `record_view` is its page.

    A 404 wherever that page is one.
    """

    record_view: type[RecordView] = RecordView
    template_name = "browse/changes.html"

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """The page."""
        return frozenset({"page"})

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        """Find records as their page does."""
        super().setup(request, *args, **kwargs)
        self.page = self.record_view()
        self.page.setup(request, *args, **kwargs)
        self.slug_field, self.slug_url_kwarg = self.page.slug_field, self.page.slug_url_kwarg

    def get_queryset(self) -> QuerySet:
        """The records that have a page."""
        return self.page.get_queryset()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """A page of the changes, newest first."""
        since = named_since(self.object, self.page.named_by)
        paginator = Paginator(changes(self.object, since), PAGE_SIZE)
        page = paginator.get_page(self.request.GET.get("page"))
        return super().get_context_data(
            page_obj=page,
            is_paginated=page.has_other_pages(),
            page_range=paginator.get_elided_page_range(page.number, on_each_side=2),
            **kwargs,
        )

    def _moved_to(self) -> str:
        address = super()._moved_to()
        return f"{address}changes/" if address else ""
