"""The pages that ask before a record makes a step."""

import sys
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ucap.desk.pages import DeskPage
from ucap.desk.review import addresses, moving, seen
from ucap.desk.review.forms import ReasonForm
from ucap.desk.review.rehearsal import Effect
from ucap.desk.review.states import RULES, Move, Refused, WrongState, check, permitted
from ucap.summaries.models import Summary

PUBLIC = (Move.PUBLISH, Move.WITHDRAW)
"""The steps that change what the public sees, and so are rehearsed."""


class StepView(DeskPage):
    """`/admin/review/<kind>/<pk>/<step>/`: what a step does, why it is made, and the button.

    `along=0` leaves out the activities and pilots that would go along with a
    summary. A step that cannot be made (any more) leads back to the record
    with a message; one whose effect is no longer what was shown is shown anew,
    as a 409, with what has changed.
    """

    template_name = "desk/review/step.html"
    http_method_names = ["get", "head", "post"]

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        """Find the model and the rule that the address names."""
        super().setup(request, *args, **kwargs)
        self.model: Any = addresses.KINDS[kwargs["kind"]]
        self.rule = RULES[Move(kwargs["move"])]
        asked = request.POST if request.method == "POST" else request.GET
        self.along = asked.get("along", "1") != "0"

    @cached_property
    def record(self) -> Any:
        """The record, or Http404."""
        return get_object_or_404(self.model, pk=self.kwargs["pk"])

    @property
    def title(self) -> str:  # type: ignore[override]
        """The step and the record."""
        return _("%(step)s: %(record)s") % {"step": self.rule.label, "record": self.record}

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page that asks; or back to the record, where the step cannot be made."""
        self._permit()
        try:
            # as if a reason were given: it is asked for here
            check([self.record], self.rule, self.model, request.user, "asked")
        except WrongState as refused:
            return self._back(refused)
        return self._page(ReasonForm(needed=self.rule.needs_reason))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Make the step and go back to the record, or say why not."""
        self._permit()
        form = ReasonForm(request.POST, needed=self.rule.needs_reason)
        if not form.is_valid():
            return self._page(form)
        shown = None
        if self.rule.move in PUBLIC:
            shown = seen.opened(request.POST.get("seen", ""), self._about) or ()
        try:
            done = moving.carry_out(
                self.rule,
                self.model,
                [self.record.pk],
                request.user,
                reason=form.cleaned_data["reason"],
                along=self.along,
                shown=shown,
            )
        except moving.Changed as changed:
            return self._page(form, status=409, changed=changed)
        except Refused as refused:
            return self._back(refused)
        messages.success(request, self._told(done))
        return redirect(addresses.edit(self.record))

    def _permit(self) -> None:
        if not permitted(self.rule, self.model, self.request.user):
            raise PermissionDenied

    def _back(self, refused: Refused) -> HttpResponseRedirect:
        messages.error(self.request, str(refused))
        return redirect(addresses.edit(self.record))

    @property
    def _about(self) -> str:
        """What the fingerprint of this page is for."""
        return f"{self.kwargs['kind']} {self.record.pk} {self.rule.move} {self.along}"

    def _page(
        self, form: ReasonForm, status: int = 200, changed: moving.Changed | None = None
    ) -> HttpResponse:
        context: dict[str, Any] = {"form": form, "changed": changed}
        if self.rule.move in PUBLIC:
            effect = self._effect()
            context |= {
                "effect": effect,
                "seen": seen.sealed(seen.of(effect), self._about),
                "lacks": effect.lacks,
            }
        return self.render_to_response(self.get_context_data(**context), status=status)

    def _effect(self) -> Effect:
        wanted = moving.batch(
            self.rule, self.model, [self.record.pk], self.request.user, along=self.along
        )
        return moving.effect_of(wanted)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The record, the step, and whether it takes others along."""
        return super().get_context_data(
            record=self.record,
            opts=self.model._meta,
            rule=self.rule,
            move=self.rule.move.value,
            along=self.along,
            listed=":",
            list_limit=sys.maxsize,
            takes_along=self.model is Summary and self.rule.move in PUBLIC,
            edit_url=addresses.edit(self.record),
            preview_url=addresses.preview(self.record.get_absolute_url()),
            **kwargs,
        )

    def _told(self, done: moving.Done) -> str:
        """What has happened, with links to the public page and to the change set."""
        told = {
            Move.SUBMIT: _("“%(record)s” is submitted for review."),
            Move.TAKE_BACK: _("“%(record)s” is a draft again."),
            Move.RETURN: _("“%(record)s” is returned, with your reason."),
            Move.PUBLISH: _("“%(record)s” is published."),
            Move.WITHDRAW: _("“%(record)s” is withdrawn: no public page shows it any more."),
        }[self.rule.move] % {"record": self.record}
        others = done.number - 1
        also = ""
        if others:
            also = ngettext(
                "%(number)d record went along.", "%(number)d records went along.", others
            ) % {"number": others}
        links = [(addresses.change(done.change), _("See or undo the change"))]
        if self.rule.move is Move.PUBLISH:
            links.insert(0, (self.record.get_absolute_url(), _("See the public page")))
        return told_with_links(" ".join(filter(None, (told, also))), links)


def told_with_links(text: str, links: list[tuple[str, str]]) -> str:
    """A message for people with links behind it; those without an address are left out."""
    message = format_html("{}", text)
    for url, label in links:
        if url:
            message += format_html(' <a href="{}">{}</a>', url, label)
    return message
