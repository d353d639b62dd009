"""The file that is read, for editors to look at."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from ucap.desk.pages import DeskPage
from ucap.reading.models import Reading
from ucap.reading.pages.rights import PERMISSIONS
from ucap.summaries.documents.serving import document


class ReadingDocument(DeskPage):
    """`/admin/readings/<pk>/document/`: the file, to save; 404 when it is not there any more."""

    permissions = PERMISSIONS
    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args, **kwargs) -> Any:
        """The file. One query."""
        return document(request, get_object_or_404(Reading, pk=kwargs["pk"]))
