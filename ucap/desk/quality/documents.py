"""Original documents for editors: drafts' ones, too."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from ucap.desk.pages import DeskPage
from ucap.summaries.documents.fields import DocumentForm
from ucap.summaries.documents.serving import document
from ucap.summaries.models import Summary


class KeepsDocument(admin.ModelAdmin):
    """To be mixed into the `ModelAdmin` of summaries: the document to upload and to download."""

    form = DocumentForm
    readonly_fields: Any = ["document_file"]

    @admin.display(description=_("Document file"))
    def document_file(self, summary: Summary) -> Any:
        """A link to the file that is kept, with its kind and size."""
        if not summary.document_is_kept:
            return _("not kept")
        return format_html(
            '<a href="{}">{}</a> ({}, {})',
            reverse("admin:quality-document", args=[summary.pk]),
            summary.document_name,
            summary.get_document_kind_display(),
            filesizeformat(summary.document_size or 0),
        )


class DocumentDownload(DeskPage):
    """`/admin/quality/documents/<pk>/`: the file of any summary that one may look at."""

    http_method_names = ["get", "head", "options"]

    def get(self, request: HttpRequest, *args, **kwargs) -> Any:
        """The file, to save; 404 when there is none, 403 for those who may not see the summary."""
        summary = get_object_or_404(Summary, pk=kwargs["pk"])
        if not admin.site.get_model_admin(Summary).has_view_permission(request, summary):
            raise PermissionDenied
        return document(request, summary)
