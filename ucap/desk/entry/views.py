"""What the entry page asks the server while somebody types. Answers are JSON.

The page works without: the same fields are read when it is saved.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from browse.publishing import Status
from browse.when import When, read
from pilots.models import Outcome
from ucap.desk.entry.doubles import KINDS, Known, Records, cities_in
from ucap.desk.entry.names import Directories, Directory

LONGEST = 300


def for_editors(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For those who may enter the desk; a 403 for all others, since nobody sees the answer."""

    @wraps(view)
    def checked(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not admin.site.has_permission(request):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return never_cache(require_GET(checked))


@for_editors
def when(request: HttpRequest) -> HttpResponse:
    """What a date is understood as: `{"understood": "September 2018"}`, or `{"error": …}`."""
    try:
        meant = read(request.GET.get("text", ""))
    except ValidationError as refused:
        return JsonResponse({"error": " ".join(refused.messages)})
    return JsonResponse({"understood": str(meant)})


@for_editors
def names(request: HttpRequest, kind: str) -> HttpResponse:
    """What somebody may be about to write: `{"suggestions": [{"value": …, "label": …}]}`.

    `q` is what has been typed. Of activities and pilots the likeliest doubles
    come first: `when` are dates as told, `near` any text that names cities. A
    fixed number of queries, however many records there are.
    """
    directory = getattr(Directories(), kind, None)
    if not isinstance(directory, Directory):
        raise Http404
    if not admin.site.get_model_admin(directory.model).has_view_permission(request):
        raise PermissionDenied
    typed = request.GET.get("q", "")[:LONGEST].replace("\0", "")
    if kind in KINDS:
        return JsonResponse({"suggestions": _records(request, kind, typed, directory)})
    return JsonResponse(
        {
            "suggestions": [
                {"value": directory.written(entry.pk), "label": entry.name, "hint": entry.hint}
                for entry in directory.suggested(typed)
            ]
        }
    )


def _records(
    request: HttpRequest, kind: str, typed: str, directory: Directory
) -> list[dict[str, Any]]:
    """The records that may be meant, with what tells them from each other."""
    try:
        dates = read(request.GET.get("when", "")[:LONGEST])
    except ValidationError:
        dates = When()
    cities = cities_in(f"{typed} {request.GET.get('near', '')[:2000]}".replace("\0", ""))
    records = Records(kind)
    found = records.meant(typed, dates, cities)
    outcomes = _outcomes([one.known.pk for one in found]) if kind == "activity" else {}
    return [
        {
            "value": directory.written(one.known.pk),
            "label": one.known.title,
            "hint": described(one.known),
            "why": one.why,
            "address": reverse(
                f"admin:pilots_{records.model._meta.model_name}_change", args=[one.known.pk]
            ),
            "outcomes": outcomes.get(one.known.pk, []),
        }
        for one in found
    ]


def described(known: Known) -> str:
    """Dates, cities, and where it is told, in one line."""
    said = [str(known.when), ", ".join(known.cities.values())]
    if known.cited_by:
        said.append(_("told in %(summaries)s") % {"summaries": ", ".join(known.cited_by.values())})
    if known.status != Status.PUBLISHED:
        said.append(str(Status(known.status).label))
    return " · ".join(part for part in said if part)


def _outcomes(activities: list[int]) -> dict[int, list[dict[str, Any]]]:
    """What came out of the activities, by their primary keys. One query."""
    found: dict[int, list[dict[str, Any]]] = {}
    for outcome in Outcome.objects.filter(activity__in=activities).order_by("position"):
        row = {"value": outcome.pk, "label": str(outcome)}
        found.setdefault(outcome.activity_id, []).append(row)
    return found
