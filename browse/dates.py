"""Dates known to the day or only to the month, and periods made of them."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Extract
from django.utils import formats
from django.utils.translation import gettext_lazy as _

MONTH_OR_DAY = "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"
"""What a `Day` is written like, as a pattern for JSON Schema and its like."""
MONTH = re.compile(r"(?!0000)[0-9]{4}-(0[1-9]|1[0-2])")


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("to the day")
    MONTH = "month", _("to the month")


class Dated(models.Model):
    """Something with a start and perhaps an end, both known to `precision`.

    A month is stored as its first day and never shown as one; no date at all
    is `start` left empty. An empty `end` means that it ended when it started.
    """

    start = models.DateField(_("start"), null=True, blank=True, db_index=True)
    end = models.DateField(
        _("end"),
        null=True,
        blank=True,
        help_text=_("Leave empty when it is the same as the start."),
    )
    precision = models.CharField(
        _("dates are known"), max_length=10, choices=Precision, default=Precision.MONTH
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_end_not_before_start",
                condition=Q(end__isnull=True) | Q(start__isnull=False, end__gte=F("start")),
                violation_error_message=_("The end is before the start, or there is no start."),
            ),
            models.CheckConstraint(
                name="%(class)s_month_is_stored_as_its_first_day",
                condition=Q(precision=Precision.DAY)
                | (
                    (Q(start__isnull=True) | Q(start__day=1))
                    & (Q(end__isnull=True) | Q(end__day=1))
                ),
                violation_error_message=_(
                    "A date known to the month is stored as the first day of that month."
                ),
            ),
        ]

    @property
    def dates(self) -> str:
        """The dates as people say them: “July 2018”, “20 November 2019”; empty without a start."""
        return spoken(self.start, self.end, self.precision)


def spoken(start: date | None, end: date | None, precision: str) -> str:
    """A span as people say it, in the active language.

    Takes the span's first and last date (`end` may be None) and a `Precision`
    value; gives “July 2018”, “July – November 2020”, “20 November 2019” or "".
    """
    if start is None:
        return ""
    pattern = "j F Y" if precision == Precision.DAY else "F Y"
    last = formats.date_format(end or start, pattern)
    first = formats.date_format(start, pattern)
    if first == last:
        return first
    if precision == Precision.MONTH and end and start.year == end.year:
        first = formats.date_format(start, "F")
    return f"{first} – {last}"


@dataclass(frozen=True)
class Day:
    """A date that is known to the day or to the month only."""

    day: date
    precision: str

    def __str__(self) -> str:
        """As ISO 8601 writes it: 2018-07-04, or 2018-07."""
        text = self.day.isoformat()
        return text if self.precision == Precision.DAY else text[:7]


def known(day: date | None, precision: str) -> Day | None:
    """A date as exactly as it is known; None for none."""
    return Day(day, precision) if day else None


def month(text: str) -> date:
    """The first day of the month written `2020-04`; ValidationError for anything else."""
    if MONTH.fullmatch(text):
        return date.fromisoformat(f"{text}-01")
    raise ValidationError(
        _("“%(text)s” is not a month: write it like 2020-04."), params={"text": text}
    )


def month_end(day: date) -> date:
    """The last day of the month in which `day` lies."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def overlap(start: str, end: str, first: date | None, last: date | None) -> Q:
    """Spans in the fields `start` and `end` that share a day with `first` … `last`.

    A bound that is None is open. Spans without a start never match a bound;
    an empty end counts as the start.
    """
    matches = Q()
    if last:
        matches &= Q(**{f"{start}__lte": last})
    if first:
        matches &= Q(**{f"{end}__gte": first}) | Q(
            **{f"{end}__isnull": True, f"{start}__gte": first}
        )
    return matches


class YearsOf(models.Func):
    """Every year from the field `start` to the field `end`, one row each (a set in SQL)."""

    function = "generate_series"
    set_returning = True
    output_field = models.IntegerField()

    def __init__(self, start: str, end: str) -> None:
        super().__init__(Extract(F(start), "year"), Extract(Coalesce(F(end), F(start)), "year"))
