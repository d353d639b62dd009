"""Addresses by which whoever runs the portal asks whether it works."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.utils import ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from browse.finished.middleware import made_apart


@made_apart
@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """`/healthz`: the process is alive. No query."""
    return _said(_("alive"), 200)


@made_apart
@never_cache
@require_safe
def readyz(request: HttpRequest) -> HttpResponse:
    """`/readyz`: the database answers, and has all that this version's migrations make.

    503 and the reason otherwise. One query. A database that has more than this version knows
    of is that of a newer one, which is being brought in while this one still serves.
    """
    try:
        missing = len(known() - applied())
    except Error:
        return _said(_("no database"), 503)
    if missing:
        text = ngettext(
            "migrations to be applied: %(count)d", "migrations to be applied: %(count)d", missing
        )
        return _said(text % {"count": missing}, 503)
    return _said(_("ready"), 200)


@cache
def known() -> frozenset[tuple[str, str]]:
    """The migrations that came with this version, as app and name. Reads their files once."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return frozenset(loader.disk_migrations)


def applied() -> set[tuple[str, str]]:
    """The migrations that the database says it has; none if it has never had any. One query.

    Raises django.db.Error when the database cannot be asked.
    """
    with connection.cursor() as cursor:
        try:
            cursor.execute("SELECT app, name FROM django_migrations")
        except ProgrammingError:  # there is no such table in an empty database
            return set()
        return set(cursor.fetchall())


def _said(text: str, status: int) -> HttpResponse:
    return HttpResponse(f"{text}\n", content_type="text/plain; charset=utf-8", status=status)
