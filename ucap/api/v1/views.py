"""The machine interface: lists and records, read-only."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from browse.filtersets import BrowseFilterSet
from browse.models import FormerSlug
from browse.rows import Facet
from browse.views import PAGE_SIZE
from ucap.api.listings import Listing
from ucap.api.v1 import asking
from ucap.api.v1.records import KINDS, loaded, written
from ucap.api.v1.reference import reference

MOST_ON_A_PAGE = 100


class RecordsView(APIView):
    """What a list and its records have in common; `listing` comes with the address."""

    listing: Listing = None  # type: ignore[assignment] # given where addresses are

    @property
    def base(self) -> str:
        """The portal's own address."""
        return self.request.build_absolute_uri("/").rstrip("/")

    @cached_property
    def fields(self) -> list[str]:
        """The fields that are asked for."""
        known = list(KINDS[self.listing.name].serializer().fields)
        return asking.chosen_fields(self.request.GET, known)

    def shown(self, records: Any) -> list[dict[str, Any]]:
        """The documents of records, with the fields that are asked for."""
        fields = self.fields
        return [
            {name: document[name] for name in document if name in fields}
            for document in written(self.listing, records, self.base)
        ]


class ListView(RecordsView):
    """`/api/v1/<list>/`: the records that the same parameters give on the list's page."""

    def get(self, request: HttpRequest) -> Response:
        """A page of the list; 400 for what is not understood."""
        asked = request.GET
        filterset = asking.filterset(self.listing, asked)
        size = asking.number(asked, "page_size", PAGE_SIZE, MOST_ON_A_PAGE)
        with_facets = asking.flag(asked, "facets")
        paginator = Paginator(loaded(self.listing, filterset.qs), size)
        page = paginator.page(asking.number(asked, "page", 1, paginator.num_pages))
        answer: dict[str, Any] = {
            "count": paginator.count,
            "next": self._at(page.number + 1) if page.has_next() else None,
            "previous": self._at(page.number - 1) if page.has_previous() else None,
            "results": self.shown(page.object_list),
        }
        if with_facets:
            answer["facets"] = facets(filterset)
        return Response(answer)

    def _at(self, page: int) -> str:
        query = self.request.GET.copy()
        query["page"] = str(page)
        return self.request.build_absolute_uri(f"{self.request.path}?{query.urlencode()}")


def facets(filterset: BrowseFilterSet) -> dict[str, Any]:
    """How many records each value would give: {parameter: its values and how many are left out}."""
    return {facet.name: _facet(facet) for facet in filterset.facets}


def _facet(facet: Facet) -> dict[str, Any]:
    values = [
        {"value": v.value, "label": v.label, "count": v.count, "selected": v.selected}
        for v in facet.values
    ]
    return {"values": values, "more": facet.more}


class RecordView(RecordsView):
    """`/api/v1/<list>/<slug>/`: one record."""

    def get(self, request: HttpRequest, slug: str) -> Any:
        """The record; 404 where its page is one; a permanent redirect from a former slug."""
        asking.refuse(asking.unknown(request.GET, ["fields"]))
        found = self.shown(self._found(slug))
        return Response(found[0]) if found else self._moved(slug)

    def _found(self, slug: str) -> QuerySet:
        """The record, as a list of one or none."""
        public = self.listing.public()
        key: Any = self.listing.model._meta.get_field(self.listing.key)
        try:
            value = key.to_python(slug)
            key.run_validators(value)
        except ValidationError:  # nothing that such a field could hold
            return public.none()
        if str(value) != slug:  # as 011 for 11: every record has one address
            return public.none()
        return loaded(self.listing, public.filter(**{key.name: slug}))

    def _moved(self, slug: str) -> Any:
        """To where the record is that had the slug before. Two queries."""
        nothing = "\0" in slug  # which no database takes
        record = None if nothing else FormerSlug.objects.record(self.listing.public(), slug)
        if record is None:
            raise Http404(_("There is no such record in this list."))
        here = self.request.resolver_match.view_name
        address = reverse(here, kwargs={"slug": record.slug}, request=self.request)
        query = self.request.META.get("QUERY_STRING", "")
        return redirect(f"{address}?{query}" if query else address, permanent=True)


class RootView(APIView):
    """`/api/v1/`: what there is."""

    schema = None  # the description needs no describing

    def get(self, request: HttpRequest) -> Response:
        """The address of every list, and of the description of all."""
        return Response(
            {name: reverse(f"api:v1-{name}", request=request) for name in (*KINDS, "schema")}
        )


class ReferenceView(TemplateView):
    """`/data/api/`: how programs ask, told for people. No queries."""

    template_name = "api/reference.html"
    heading = gettext_lazy("Machine interface")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every list with its parameters and fields, and examples that work as they stand."""
        return super().get_context_data(
            reference=reference(), portal=self.request.build_absolute_uri("/").rstrip("/"), **kwargs
        )
