"""Briefings as pages and as Word files."""

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.generic import TemplateView

from browse.views import FoundRecordView
from ucap.api.briefing.document import Briefing
from ucap.api.briefing.kinds import KINDS
from ucap.api.briefing.making import on_list, on_record
from ucap.api.briefing.word import CONTENT_TYPE, written
from ucap.api.listings import LISTINGS, Listing


def today() -> date:
    """The date that a briefing made now bears."""
    return timezone.localdate()


class OfAList:
    """A view below the name of a list; a 404 where there is no such list."""

    kwargs: dict[str, Any]
    request: HttpRequest

    @cached_property
    def listing(self) -> Listing:
        """The list."""
        try:
            return LISTINGS[self.kwargs["name"]]
        except KeyError:
            raise Http404 from None

    def told(self, briefing: Briefing, word: str) -> dict[str, Any]:
        """What the page shows: the briefing, where it stays up to date, its other form."""
        return {
            "briefing": briefing,
            "listing": self.listing,
            "permalink": self.request.build_absolute_uri(briefing.address),
            "word": word,
        }


class ListBriefing(OfAList, TemplateView):
    """`/briefing/<list>/?…`: the records of a filtered list on one page to print."""

    template_name = "briefing/briefing.html"

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The briefing, and where its other forms are."""
        filterset = self.listing.filterset(self.request.GET)
        briefing = on_list(self.listing, filterset, today())
        query = briefing.address.partition("?")[2]
        word = reverse("api:docx-list", args=[self.listing.name])
        return super().get_context_data(
            **self.told(briefing, f"{word}?{query}" if query else word),
            filterset=filterset,
            **kwargs,
        )


class RecordBriefing(OfAList, FoundRecordView):
    """`/briefing/<list>/<slug>/`: everything on one record on one page to print."""

    template_name = "briefing/briefing.html"
    page = "api:briefing"
    """The name of the view's own address, for records that have moved."""

    def get_queryset(self) -> QuerySet:
        """The records that the public sees, with what a briefing says of each."""
        return KINDS[self.listing.name].load(self.listing.public())

    def get_slug_field(self) -> str:
        """The field that names a record in an address."""
        return self.listing.key

    def get_object(self, queryset: QuerySet | None = None) -> Any:
        """The record; a 404 for none, and for another way to write its number."""
        try:
            record = super().get_object(queryset)
        except ValueError:
            raise Http404 from None
        if str(getattr(record, self.listing.key)) != self.kwargs["slug"]:
            raise Http404
        return record

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The briefing, and where its other forms are."""
        briefing = on_record(self.listing, self.object, today())
        word = reverse("api:docx", args=[self.listing.name, self.kwargs["slug"]])
        return super().get_context_data(**self.told(briefing, word), **kwargs)

    def _moved_to(self) -> str:
        slug = super()._moved_to().rstrip("/").rpartition("/")[2]
        return reverse(self.page, args=[self.listing.name, slug]) if slug else ""


class ListInWord(ListBriefing):
    """`/<list>.docx?…`: the same as a Word file."""

    def render_to_response(self, context: dict[str, Any], **kwargs) -> HttpResponse:
        """The file, which browsers keep."""
        return as_file(self.request, context["briefing"], self.listing.name)


class RecordInWord(RecordBriefing):
    """`/<list>/<slug>.docx`: the same as a Word file."""

    page = "api:docx"

    def render_to_response(self, context: dict[str, Any], **kwargs) -> HttpResponse:
        """The file, which browsers keep."""
        name = f"{self.listing.name}-{self.kwargs['slug']}"
        return as_file(self.request, context["briefing"], name)


def as_file(request: HttpRequest, briefing: Briefing, name: str) -> HttpResponse:
    """A briefing as a Word file that is kept under `name`."""
    answer = HttpResponse(written(briefing, request.build_absolute_uri), content_type=CONTENT_TYPE)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.docx"'
    return answer
