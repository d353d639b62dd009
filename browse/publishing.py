"""Drafts and published records: who may see what."""

import contextlib
from collections.abc import Iterator
from contextvars import ContextVar
from typing import Any

from django.db import models
from django.db.models.lookups import Exact, In
from django.utils.translation import gettext_lazy as _

from browse.natural import NaturalKeyed, NaturalKeyQuerySet


class Status(models.TextChoices):
    """Where a record stands on its way to the public."""

    DRAFT = "draft", _("Draft")
    REVIEW = "review", _("In review")
    PUBLISHED = "published", _("Published")


_drafts_are_shown: ContextVar[bool] = ContextVar("drafts_are_shown", default=False)


@contextlib.contextmanager
def drafts_shown() -> Iterator[None]:
    """Within it, every condition that a record is published holds for drafts, too.

    For the preview: the public pages as they would be if everything were
    published. It must close before an answer to anybody else is begun, so
    render inside; what is evaluated later (a streamed answer) sees published
    records only.
    """
    token = _drafts_are_shown.set(True)
    try:
        yield
    finally:
        _drafts_are_shown.reset(token)


class StatusField(models.CharField):
    """A `Status`. Being published is what `drafts_shown` widens."""


@StatusField.register_lookup
class IsStatus(Exact):
    """`status=…`, read when the query is written out: conditions are often made at import."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The condition as it stands, or one that any status meets."""
        if self.rhs == Status.PUBLISHED and _drafts_are_shown.get():
            return In(self.lhs, Status.values).as_sql(compiler, connection)
        return super().as_sql(compiler, connection)


class PublishedQuerySet(NaturalKeyQuerySet):
    """Records that have a status."""

    def published(self):
        """Those that the public may see."""
        return self.filter(status=Status.PUBLISHED)


class Publishable(NaturalKeyed):
    """A record that is a draft until an editor publishes it."""

    status = StatusField(
        _("status"),
        max_length=20,
        choices=Status,
        default=Status.DRAFT,
        help_text=_("Only published records stand on public pages, in counts and in search."),
    )

    objects: Any = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True

    @property
    def is_published(self) -> bool:
        """Whether the public may see the record; true of a draft while drafts are shown."""
        return self.status == Status.PUBLISHED or _drafts_are_shown.get()
