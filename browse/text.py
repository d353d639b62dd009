"""Text as people type it and as Postgres compares it: folded, without case and accents."""

from django.db.models import CharField, F, Func, GeneratedField, TextField, Value
from django.db.models.functions import Concat, Lower
from django.utils.functional import Promise

Spoken = str | Promise
"""Text that is perhaps only translated when it is shown."""


class Normalize(Func):
    """Unicode compatibility decomposition (NFKD): an accent becomes a character of its own."""

    template = "normalize(%(expressions)s, NFKD)"
    output_field = TextField()


class StripMarks(Func):
    """Drop the combining marks U+0300 to U+036F that NFKD has set free."""

    template = r"regexp_replace(%(expressions)s, '[\u0300-\u036f]', '', 'g')"
    output_field = TextField()


def fold(expression):
    """The folded form of a text expression: lower case, no accents.

    Takes a field name, a `Value` or any text expression. Every step is
    immutable in Postgres, so generated columns and indexes may hold it.
    Comparing folded text with folded text happens in the database only, so
    that there is one definition of it.
    """
    return Lower(StripMarks(Normalize(expression)))


def folded(*names: str) -> GeneratedField:
    """A stored column with the folded text of the fields `names`, parted by line ends.

    Ordered by code point (collation "C"), so that lists sort alike on every server.
    """
    parts: list[F | Value] = []
    for name in names:
        parts += [F(name), Value("\n", output_field=CharField())]
    parts.pop()
    source = parts[0] if len(parts) == 1 else Concat(*parts, output_field=TextField())
    return GeneratedField(
        expression=fold(source),
        output_field=TextField(db_collation="C"),
        db_persist=True,
        editable=False,
    )


def lines(text: str) -> list[str]:
    """The lines of `text`, trimmed, blank ones dropped: how lists of names are stored."""
    return [line.strip() for line in text.splitlines() if line.strip()]
