"""The list of editorial notes."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from browse.views import FilteredListView
from ucap.summaries.filters import NoteFilterSet
from ucap.summaries.models import EditorialNote


class NoteListView(FilteredListView):
    """`/notes/`: every slip that an editor has found in the documents."""

    filterset_class = NoteFilterSet
    template_name = "summaries/note_list.html"
    heading = _("Editorial notes")
    lead = _(
        "What is odd in a document, and how the "
        "portal deals with it. Nothing is repaired in silence."
    )

    def get_records(self) -> QuerySet:
        """Notes on published summaries and records, with what they are about."""
        return EditorialNote.objects.about_published().for_rows()
