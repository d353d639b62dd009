"""The public site as it would be with every draft published."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import (
    Resolver404,
    ResolverMatch,
    get_script_prefix,
    resolve,
    reverse,
    set_script_prefix,
)

from browse.publishing import drafts_shown
from browse.text import Spoken
from cities.models import City, Organisation, Theme
from pilots.models import Activity, PilotProject
from ucap.desk.pages import DeskPage
from ucap.desk.review import addresses
from ucap.desk.review.states import MOVES, Rule, offered
from ucap.summaries.models import Summary

RECORDS: dict[str, type[Any]] = {
    "summary": Summary,
    "activity": Activity,
    "pilot": PilotProject,
    "city": City,
    "organisation": Organisation,
    "theme": Theme,
}
"""The records that the public perhaps does not see, by the name of their page's address."""


@dataclass(frozen=True)
class Banner:
    """What stands above a previewed page; its links lead out of the preview.

    `record` is what the page is about, if it is one record that may be hidden:
    with its status if it has one, and whether the public sees it.
    """

    public_url: str
    desk_url: str
    record: Any = None
    status: Spoken = ""
    is_public: bool = True
    edit_url: str = ""
    steps: tuple[tuple[str, Rule], ...] = ()


class Preview(DeskPage):
    """`/admin/preview/<path>`: the public page at that path, with every draft in it.

    The path is resolved against the public addresses and never leads back into
    the desk. While the page is made and rendered, drafts count as published and
    all addresses begin with the preview's, so that every link, form and redirect
    stays inside. Both hold for this thread only and end with the page.
    """

    permissions = (
        "summaries.view_summary",
        "pilots.view_activity",
        "pilots.view_pilotproject",
    )
    http_method_names = ["get", "head"]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page; a 404 in the same look where the public site has none."""
        path = f"/{kwargs.get('path', '')}"
        match = public_match(path)
        if match is None and not path.endswith("/") and public_match(f"{path}/"):
            query = request.META.get("QUERY_STRING", "")
            return redirect(f"{request.path}/{'?' if query else ''}{query}")
        home = reverse("admin:preview-home")
        public_url = reverse("home") + request.get_full_path().removeprefix(home)
        request.preview = _banner(match, public_url, request.user)  # type: ignore[attr-defined]
        with below(home), drafts_shown(), asking_for(request, path, match):
            answer = _answer(request, match)
        answer.headers["X-Robots-Tag"] = "noindex, nofollow"
        return answer


@contextlib.contextmanager
def below(prefix: str) -> Iterator[None]:
    """Within it, every address that is reversed begins with `prefix`; in this thread only."""
    before = get_script_prefix()
    set_script_prefix(prefix)
    try:
        yield
    finally:
        set_script_prefix(before)


@contextlib.contextmanager
def asking_for(request: HttpRequest, path: str, match: ResolverMatch | None) -> Iterator[None]:
    """Within it, `request` asks for the public `path`; middleware finds it as it was before."""
    before = request.path_info, request.resolver_match
    request.path_info, request.resolver_match = path, match
    try:
        yield
    finally:
        request.path_info, request.resolver_match = before


def public_match(path: str) -> ResolverMatch | None:
    """The public page at `path`; None where there is none, and for what is no page of the site.

    That is the desk itself, and all that leaves the site: files, feeds, what programs read.
    """
    try:
        match = resolve(path)
    except Resolver404:
        return None
    return None if {"admin", "api"} & set(match.app_names) else match


def _answer(request: HttpRequest, match: ResolverMatch | None) -> HttpResponse:
    """What the previewed view answers, rendered whole."""
    if match is None:
        return _not_found(request)
    try:
        answer = match.func(request, *match.args, **match.kwargs)
        if not getattr(answer, "is_rendered", True):
            answer.render()
    except Http404:
        return _not_found(request)
    if answer.streaming:
        # what is streamed is read after the preview has ended, when drafts are hidden again
        return HttpResponse(answer.getvalue(), status=answer.status_code, headers=answer.headers)
    return answer


def _not_found(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/review/no_preview.html", status=404)


def _banner(match: ResolverMatch | None, public_url: str, user: Any) -> Banner:
    """What to say of the page. One or two queries where it is about one record, else none."""
    desk_url = reverse("admin:index")
    model = RECORDS.get(match.url_name or "") if match else None
    record = model.objects.filter(slug=match.kwargs["slug"]).first() if match and model else None
    if record is None:
        return Banner(public_url, desk_url)
    reviewed = type(record) in MOVES
    steps = offered(record, user) if reviewed else []
    app, name = record._meta.app_label, record._meta.model_name
    may_edit = user.has_perm(f"{app}.change_{name}") or user.has_perm(f"{app}.view_{name}")
    return Banner(
        public_url,
        desk_url,
        record=record,
        status=record.get_status_display() if reviewed else "",
        is_public=record.is_published if reviewed else is_shown(record),
        edit_url=addresses.edit(record) if may_edit else "",
        steps=tuple((addresses.step(record, rule), rule) for rule in steps),
    )


def is_shown(record: Any) -> bool:
    """Whether the public sees a city, an organisation or a theme. One query."""
    return type(record).objects.shown().filter(pk=record.pk).exists()
