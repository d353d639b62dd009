"""Text that would like to be more than text, in every field of every record; and who notices."""

from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.db import IntegrityError, transaction
from django.db.models import CharField, EmailField, Field, Model, SlugField, TextField, Value
from django.db.models.functions import Cast, Concat

from tests.records import ours

HOSTILE = (
    "=1+1\"><img src=x onerror=alert(1)>'<script>alert(1)</script></script><!--"
    " javascript:alert(1) {{7*7}}&lt;b&gt;\u2028\nEND:VEVENT\nX-EVIL:1"
)
"""Begins as a formula does, ends attributes, elements, scripts, lines of a calendar."""
SAID = "alert(1)</script></script><!-- javascript:alert(1) {{7*7}}&lt;b&gt;"
"""What of it a reader must see, character by character."""
HARMLESS = {"", "http", "https", "mailto"}


def write_everywhere() -> list[str]:
    """Put `HOSTILE` into every field of text that the database lets it into; their names."""
    written = []
    for model in ours():
        for field in model._meta.concrete_fields:
            if takes_text(field) and _written(model, field):
                written.append(f"{model.__name__}.{field.name}")
    return written


def takes_text(field: Field) -> bool:
    """Whether a field is for free text, and long enough."""
    if not isinstance(field, CharField | TextField) or isinstance(field, SlugField | EmailField):
        return False
    longest = getattr(field, "max_length", None) or 1000
    return not (field.choices or field.generated) and longest > len(HOSTILE) + 6


def _written(model: type[Model], field: Field) -> bool:
    """Whether the database let it in: some fields have rules of their own."""
    unlike = Concat(Value(HOSTILE), Cast("pk", TextField()), output_field=TextField())
    try:
        with transaction.atomic():
            return bool(model._default_manager.update(**{field.name: unlike}))
    except IntegrityError:
        return False


class Harmful(HTMLParser):
    """What of a page could act: elements and attributes that no template has."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        self.found += [f"{tag} {name}" for name in given if name.startswith(("on", "style"))]
        if tag == "script" and "src" not in given and not is_data(given):
            self.found.append("script")
        if tag in ("iframe", "object", "embed", "base", "style"):
            self.found.append(tag)
        for name in ("href", "src", "action", "formaction"):
            scheme = urlsplit((given.get(name) or "").strip()).scheme
            picture = tag == "img" and scheme == "data"
            if scheme not in HARMLESS and not picture:
                self.found.append(f"{tag} {name}={given[name][:40]}")
        if given.get("src") == "x":
            self.found.append(f"{tag} src=x")


def is_data(given: dict[str, Any]) -> bool:
    """Whether a script element is a block of data."""
    return given.get("type") in ("application/ld+json", "application/json")


def harmful(html: str) -> list[str]:
    """What of a page could act."""
    reader = Harmful()
    reader.feed(html)
    reader.close()
    return sorted(set(reader.found))
