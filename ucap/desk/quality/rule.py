"""What a rule is, and how the records that break rules are counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from browse.facets import target
from browse.text import Spoken


class Severity(models.TextChoices):
    """How bad it is that a record breaks a rule."""

    ERROR = "error", _("Error")
    WARNING = "warning", _("Warning")
    INFORMATION = "information", _("Information")


@dataclass(frozen=True)
class Rule:
    """One thing that no record of `model` should have, and what to do about it.

    `title` is a sentence about one such record. `broken` makes the records
    that break the rule: one query when it is evaluated, each record once.
    `within` leads to the record on whose page these are edited, if not on
    their own: the look-up `summary` for the side of a summary.
    """

    slug: str
    severity: Severity
    model: type[models.Model]
    title: Spoken
    advice: Spoken
    broken: Callable[[], QuerySet]
    within: str = ""

    @property
    def kind(self) -> str:
        """What records of the model are called, in the plural."""
        return str(self.model._meta.verbose_name_plural)

    @property
    def one(self) -> str:
        """What one record of the model is called."""
        return str(self.model._meta.verbose_name)

    @property
    def whole(self) -> type[models.Model] | None:
        """The model on whose page these records are edited, if it is another one."""
        return target(self.model, self.within) if self.within else None

    def broken_in(self, record: models.Model) -> QuerySet:
        """The records that break the rule among `record` and what is edited on its page."""
        own = isinstance(record, self.model)
        return self.broken().filter(**{"pk" if own else self.within: record.pk})


def numbers(records: Iterable[tuple[str, QuerySet]]) -> dict[str, int]:
    """How many records each of the named querysets holds. One query, however many there are."""
    counts = {}
    statements: list[str] = []
    params: list[Any] = []
    database = "default"
    for name, queryset in records:
        counts[name] = 0
        keys = queryset.order_by().values("pk")
        try:
            sql, values = keys.query.get_compiler(using=keys.db).as_sql()
        except EmptyResultSet:
            continue
        statements.append(f"SELECT %s, COUNT(*) FROM ({sql}) AS broken")  # noqa: S608 - compiled
        params += [name, *values]
        database = keys.db
    if statements:
        with connections[database].cursor() as cursor:
            cursor.execute(" UNION ALL ".join(statements), params)
            counts |= dict(cursor.fetchall())
    return counts
