"""The formsets of the summary page: sides, themes, activities, results and notes."""

from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest

from ucap.desk.entry.citations import ActivityCard, CardFormSet, PilotCard
from ucap.desk.entry.entering import entering
from ucap.desk.entry.notes import NoteForm
from ucap.desk.entry.numbered import NumberedFormSet
from ucap.desk.entry.sides import SideForm, SideFormSet
from ucap.desk.entry.themes import ThemeForm
from ucap.desk.guarded import StackedInline
from ucap.summaries.models import (
    ActivityCitation,
    EditorialNote,
    PilotCitation,
    SummaryCity,
    SummarySide,
    SummaryTheme,
)


class EntryInline(StackedInline):
    """A formset of the summary page; its forms share the request's `Entering`."""

    extra = 3

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs) -> Any:
        """The formset's class, made anew for each request."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.entering = formset.form.entering = entering(request)
        return formset


class SideEntry(EntryInline):
    """The two sides."""

    model = SummarySide
    form = SideForm
    formset = SideFormSet
    extra = 2
    max_num = 2
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With their cities."""
        cities = Prefetch("city_links", SummaryCity.objects.order_by("position"))
        return super().get_queryset(request).prefetch_related(cities)


class ThemeEntry(EntryInline):
    """The themes."""

    model = SummaryTheme
    form = ThemeForm
    formset = NumberedFormSet


class ActivityEntry(EntryInline):
    """The activities, in the order of the document."""

    model = ActivityCitation
    form = ActivityCard
    formset = CardFormSet

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what they cite and what came out of it."""
        rows = super().get_queryset(request).select_related("activity", "summary")
        return rows.prefetch_related("outcomes", "activity__outcomes")


class PilotEntry(EntryInline):
    """The results, in the order of the document."""

    model = PilotCitation
    form = PilotCard
    formset = CardFormSet

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """With what they cite."""
        return super().get_queryset(request).select_related("pilot", "summary")


class NoteEntry(EntryInline):
    """Editorial notes."""

    model = EditorialNote
    form = NoteForm
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """In the order of the parts."""
        return super().get_queryset(request).order_by("part", "slug")


ENTRY_INLINES = [SideEntry, ThemeEntry, ActivityEntry, PilotEntry, NoteEntry]
