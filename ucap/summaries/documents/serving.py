"""Answering with an original document, so that nothing in it can do anything here."""

import logging

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.utils.cache import get_conditional_response

from browse.headers import INERT
from ucap.summaries.documents.keeping import store
from ucap.summaries.documents.names import clean_name
from ucap.summaries.models import DocumentKind, Summary

MEDIA_TYPES: dict[str, str] = {
    DocumentKind.PDF: "application/pdf",
    DocumentKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    DocumentKind.TEXT: "text/plain; charset=utf-8",
}
logger = logging.getLogger(__name__)


def document(request: HttpRequest, summary: Summary) -> HttpResponseBase:
    """The document of `summary`, to save; 304 when the reader has it; Http404 when it is not kept.

    Streamed, no queries. Whether somebody may have it is for the caller to say.
    """
    if not summary.document_is_kept:
        raise Http404
    try:
        file = store().open(summary.document_sha256)
    except FileNotFoundError as error:
        logger.error("The document %s of %s is gone.", summary.document_sha256, summary.slug)
        raise Http404 from error
    if file.size != summary.document_size:
        file.close()
        logger.error("The document %s of %s is damaged.", summary.document_sha256, summary.slug)
        raise Http404
    etag = f'"{summary.document_sha256}"'
    if known := get_conditional_response(request, etag=etag):
        file.close()
        return known
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=clean_name(summary.document_name, summary.document_kind),
        content_type=MEDIA_TYPES[summary.document_kind],
    )
    answer.headers["ETag"] = etag
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Content-Security-Policy"] = f"{INERT}; sandbox"
    answer.headers["Cache-Control"] = "no-cache"  # ask each time: it may have been withdrawn
    return answer
