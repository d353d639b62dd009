"""How to cite the page of a record: in words, and for a reference manager. Pure functions."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.utils import formats, timezone
from django.utils.translation import gettext as _

SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        # BibTeX counts braces even behind a backslash, so that a single one would end the field
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "%&#_$"},
    }
)
"""What TeX would take for a command."""


@dataclass(frozen=True)
class Cited:
    """A page to be cited: `list_` and `slug` name the record for good, `address` is its page.

    `changed` is when the record last changed, None when nobody knows; `operator` may be "".
    """

    title: str
    list_: str
    slug: str
    address: str
    changed: datetime | None = None
    operator: str = ""

    @property
    def note(self) -> str:
        """When it last changed, in words; "" when nobody knows."""
        if self.changed is None:
            return ""
        day = formats.date_format(timezone.localtime(self.changed), "j F Y")
        return _("Last changed %(date)s") % {"date": day}

    @property
    def text(self) -> str:
        """The citation in words."""
        portal = _("U-CAP portal")
        source = f"{portal} ({self.operator})" if self.operator else portal
        return " ".join(f"{part}." for part in (self.title, source, self.note) if part) + (
            f" {self.address}"
        )

    @property
    def bibtex(self) -> str:
        """The citation as an entry of BibTeX."""
        fields = {
            "title": f"{{{_plain(self.title)}}}",
            "howpublished": _plain(_("U-CAP portal")),
            "publisher": _plain(self.operator),
            "year": str(timezone.localtime(self.changed).year) if self.changed else "",
            "note": _plain(self.note),
            "url": quote(self.address, safe=":/?#[]@!$&'()*+,;=%"),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        return f"@misc{{ucap-{self.list_}-{self.slug},\n" + ",\n".join(lines) + "\n}"


def _plain(text: str) -> str:
    """The text in one line, as TeX prints it unchanged."""
    return " ".join(text.split()).translate(SPECIAL)
