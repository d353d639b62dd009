"""Answering with an original document, so that nothing in it can do anything here."""

import logging
from typing import Any, Protocol

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from browse.headers import INERT
from ucap.summaries.documents.keeping import Keeps, store
from ucap.summaries.documents.names import clean_name
from ucap.summaries.models import DocumentKind

MEDIA_TYPES: dict[str, str] = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.TEXT: "text/plain; charset=utf-8",
}
logger = logging.getLogger(__name__)


class Kept(Keeps, Protocol):
    """A record whose document may be kept."""

    pk: Any

    @property
    def document_is_kept(self) -> bool:
        """Whether the portal keeps the document's file."""


def document(request: HttpRequest, record: Kept) -> HttpResponseBase:
    """The document of `record`, to save; 304 when the reader has it; Http404 when it is not kept.

    Streamed, no queries. Whether somebody may have it is for the caller to say.
    """
    if not record.document_is_kept:
        raise Http404
    try:
        file = store().open(record.document_sha256)
    except FileNotFoundError as error:
        logger.error("The document %s of %s is gone.", record.document_sha256, record.pk)
        raise Http404 from error
    if file.size != record.document_size:
        file.close()
        logger.error("The document %s of %s is damaged.", record.document_sha256, record.pk)
        raise Http404
    etag = f'"{record.document_sha256}"'
    if known := get_conditional_response(request, etag=etag):
        file.close()
        return known
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=clean_name(record.document_name, record.document_kind),
        content_type=MEDIA_TYPES[record.document_kind],
    )
    answer.headers["ETag"] = etag
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = f"{INERT}; sandbox"
    answer.headers["Cache-Control"] = "no-cache"  # ask each time: it may have been withdrawn
    return answer
