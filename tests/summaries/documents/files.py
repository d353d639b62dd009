"""Files of every sort, made on the spot."""

import io
import zipfile
from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from ucap.summaries.documents.kinds import BODY, TYPES, WORD

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"
TEXT = "Plan of Málaga and 昆明\n".encode()


def types(kind: str = WORD, more: str = "") -> str:
    return (
        '<?xml version="1.0"?>'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/{BODY}" ContentType="{kind}"/>{more}</Types>'
    )


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, content in parts.items():  # without the time, so that it is always the same file
            made.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def docx(listed: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word document, with other content types or with more parts."""
    return archive({TYPES: listed or types(), BODY: "<w:document/>", **(more or {})})


def upload(content: bytes, name: str = "plan.pdf", kind: str = "text/html") -> SimpleUploadedFile:
    """What a browser sends; what it says of the kind is never believed."""
    return SimpleUploadedFile(name, content, content_type=kind)
