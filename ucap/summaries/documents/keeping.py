"""Keeping a file for a summary: looked at, stored, and noted on the record."""

from dataclasses import dataclass
from typing import IO, Any, Protocol, cast

from django.conf import settings
from django.core.files.storage import storages
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from ucap.summaries.documents.kinds import NotADocument, kind_of
from ucap.summaries.documents.names import clean_name
from ucap.summaries.documents.store import DocumentStorage
from ucap.summaries.models import DocumentKind, Summary


def store() -> DocumentStorage:
    """Where documents are kept."""
    return cast(DocumentStorage, storages["documents"])


class Keeps(Protocol):
    """A record that a document is entered on: a summary, or what is to become one."""

    document_name: Any
    document_sha256: Any
    document_kind: Any
    document_size: Any


@dataclass(frozen=True)
class Looked:
    """A file that may be kept: what it is called from now on, its kind and its size."""

    name: str
    kind: DocumentKind
    size: int


def look(name: str, file: IO[bytes]) -> Looked:
    """What a file is; NotADocument when it is too large or nothing that may be kept.

    Reads no more than `DOCUMENT_MAX_BYTES` of it, and writes nothing.
    """
    size = file.seek(0, 2)
    if size > settings.DOCUMENT_MAX_BYTES:
        told = {
            "size": filesizeformat(size),
            "most": filesizeformat(settings.DOCUMENT_MAX_BYTES),
        }
        raise NotADocument(_("It has %(size)s; at most %(most)s are accepted.") % told)
    kind = kind_of(file)
    return Looked(clean_name(name, kind), kind, size)


def keep(record: Keeps, name: str, file: IO[bytes]) -> None:
    """Store a file and enter it on `record`, which is not saved. NotADocument as in `look`.

    No queries. The same file is stored once, however often it comes.
    """
    looked = look(name, file)
    record.document_sha256 = store().save(None, file)
    record.document_name = looked.name
    record.document_kind = looked.kind
    record.document_size = looked.size


def find(summary: Summary) -> None:
    """Enter on `summary` whether the file under its checksum is kept; it is not saved.

    For a checksum that somebody typed. No queries; reads the file if it is there.
    """
    summary.document_kind, summary.document_size = "", None
    sha256 = summary.document_sha256
    if not sha256 or not store().exists(sha256):
        return
    with store().open(sha256) as file:
        summary.document_kind = kind_of(cast(Any, file))
        summary.document_size = file.size
