"""Names of files: what a stranger calls a file is cleaned before anybody sees it again."""

import re
import unicodedata

from django.utils.translation import gettext as _

from ucap.summaries.models import DocumentKind

MOST = 120
"""How long a cleaned name is at most; file systems allow 255 bytes."""

ENDINGS: dict[str, tuple[str, ...]] = {
    DocumentKind.PDF: (".pdf",),
    DocumentKind.DOCX: (".docx",),
    DocumentKind.TEXT: (".txt", ".md", ".markdown"),
}
UNWANTED = re.compile(r'[\\/:*?"<>|\s]+')


def clean_name(name: str, kind: str) -> str:
    """A name that is safe on every system and ends as files of its kind do.

    Folders, control and direction characters, and what shells and systems
    take for more than a letter are gone; “report.exe” with text in it becomes
    “report.exe.txt”, and what has no name left is called “document”.
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    seen = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in last)
    plain = UNWANTED.sub(" ", unicodedata.normalize("NFC", seen)).rstrip(" .")
    stem, ending = _parted(plain, kind)
    return f"{stem.strip(' .')[: MOST - len(ending)].rstrip(' .') or _('document')}{ending}"


def _parted(name: str, kind: str) -> tuple[str, str]:
    """The name and its ending, parted; the first ending of the kind where it has none of them."""
    endings = ENDINGS[kind]
    for ending in endings:
        if name.lower().endswith(ending):
            return name[: -len(ending)], ending
    return name, endings[0]
