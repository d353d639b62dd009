"""The original document of a summary."""

from typing import Any

from django.db.models import QuerySet

from browse.views import FoundRecordView
from ucap.summaries.documents.serving import document
from ucap.summaries.models import Summary


class DocumentView(FoundRecordView):
    """`/summaries/<slug>/document/`: the file, for published summaries whose file is kept."""

    def get_queryset(self) -> QuerySet:
        """Published summaries with a file."""
        return Summary.objects.published().exclude(document_kind="")

    def render_to_response(self, context: dict[str, Any], **kwargs) -> Any:
        """The file, to save."""
        return document(self.request, self.object)

    def _moved_to(self) -> str:
        """A former address leads to the file at the new one."""
        address = super()._moved_to()
        return f"{address}document/" if address else ""
