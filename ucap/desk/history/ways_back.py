"""The history pages that write: undo, restore, bring back."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from browse.history.changes import ChangeSet, ChangeSets, Wanted, find
from browse.history.events import Key
from browse.history.parts import Kind, kinds
from browse.history.plans import Plan, Unknown, for_restoring, for_undoing
from browse.history.restoring import Blocked, restore, undo
from browse.history.state import Moment
from browse.text import Spoken
from ucap.desk.history.reasons import ReasonForm
from ucap.desk.history.rights import READ, forbidden, may_publish, may_see
from ucap.desk.merge import addresses
from ucap.desk.pages import DeskPage

LISTED = 100
"""How much of a list is shown; of the rest, how much there is."""


class WayBack(DeskPage):
    """A page that shows what would change, asks for a reason, and on confirmation does it.

    What was shown is named by its fingerprint: if things have changed in the
    meantime, they are shown again instead.
    """

    template_name = "desk/history/confirm.html"
    verb: Spoken

    def plan(self, **how: Any) -> Plan:
        """The plan as things are now; `Unknown` if there is nothing to go back to."""
        raise NotImplementedError

    def do(self, **how: Any) -> Key:
        """Carry it out."""
        raise NotImplementedError

    @property
    def how(self) -> dict[str, Any]:
        """What whoever asks may do, and has chosen."""
        chosen = self.request.POST if self.request.method == "POST" else self.request.GET
        return {"may_publish": may_publish(self.request), "rest": bool(chosen.get("rest"))}

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The plan in words, of which long lists are cut."""
        try:
            plan = self.plan(**self.how)
        except Unknown as unknown:
            raise Http404 from unknown
        return super().get_context_data(
            **{
                "plan": plan,
                "forbidden": forbidden(self.request, plan),
                "form": ReasonForm(),
                "verb": self.verb,
                "rest": self.how["rest"],
                "listed": f":{LISTED}",
                "list_limit": LISTED,
                **kwargs,
            }
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was confirmed, or show what stands in the way."""
        form = ReasonForm(request.POST)
        if not form.is_valid():
            return self.again(form)
        try:
            key = self.do(reason=form.cleaned_data["reason_for_change"], approve=self.approve)
        except Unknown as unknown:
            raise Http404 from unknown
        except Blocked as blocked:
            for reason in blocked.reasons:
                messages.error(request, reason)
            return self.again(form)
        messages.success(request, self.told())
        return redirect("admin:history-change", key)

    def again(self, form: ReasonForm) -> HttpResponse:
        """The page once more, with what was typed."""
        return self.render_to_response(self.get_context_data(form=form, **self.kwargs))

    def approve(self, plan: Plan) -> None:
        """Let a plan pass that may be done and is the one that was shown."""
        if forbidden(self.request, plan):
            raise PermissionDenied
        if plan.can_be_done and plan.fingerprint != self.request.POST.get("fingerprint"):
            raise Blocked([_("Something was changed in the meantime: look again and confirm.")])
        self.rows = len(plan.steps)

    def told(self) -> str:
        """What was done, in words."""
        return ngettext(
            "Done: %(number)d row is as it was before.",
            "Done: %(number)d rows are as they were before.",
            self.rows,
        ) % {"number": self.rows}


class UndoPage(WayBack):
    """`/admin/history/<change>/undo/`."""

    title = gettext_lazy("Undo a change")
    verb = gettext_lazy("Undo")
    permissions = READ

    def plan(self, **how: Any) -> Plan:
        """What undoing would change."""
        return for_undoing(self.kwargs["key"], **how)

    def do(self, **how: Any) -> Key:
        """Undo it; the addresses that a merge handed on are handed back."""
        with transaction.atomic():
            key = undo(self.kwargs["key"], **self.how, **how)
            undone = find(self.kwargs["key"])
            if undone:
                addresses.follow(undone)
        return key

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The plan, and the change set that it undoes."""
        return super().get_context_data(
            change=find(self.kwargs["key"]),
            back=reverse("admin:history-change", args=[self.kwargs["key"]]),
            **kwargs,
        )


class RestorePage(WayBack):
    """`/admin/history/<change>/restore/<kind>/<pk>/`: the record as that change set left it."""

    title = gettext_lazy("Restore a version")
    verb = gettext_lazy("Restore this version")
    before = False

    @cached_property
    def model(self) -> Kind:
        """The model that the address names; a 404 if its rows have no history."""
        named = {model._meta.label_lower: model for model in kinds()}
        if self.kwargs["kind"] not in named:
            raise Http404
        return named[self.kwargs["kind"]]

    @cached_property
    def change(self) -> ChangeSet:
        """The change set as far as it touched the record; `Unknown` if it did not."""
        wanted = Wanted(keys=(self.kwargs["key"],), record=(self.model, self.kwargs["pk"]))
        for change in ChangeSets(wanted)[0:1]:
            return change
        raise Unknown

    @property
    def moment(self) -> Moment:
        """The time to go back to."""
        return Moment(self.change.since if self.before else self.change.at, self.before)

    def plan(self, **how: Any) -> Plan:
        """What restoring would change."""
        return for_restoring(self.model, self.kwargs["pk"], self.moment, **how)

    def do(self, **how: Any) -> Key:
        """Restore it."""
        return restore(self.model, self.kwargs["pk"], self.moment, **self.how, **how)

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The plan, for whoever may see the record."""
        record = self.model._base_manager.filter(pk=self.kwargs["pk"]).first()
        if not may_see(self.request, self.model, record):
            raise PermissionDenied
        try:
            change = self.change
        except Unknown as unknown:
            raise Http404 from unknown
        options = self.model._meta
        address = f"admin:{options.app_label}_{options.model_name}_history"
        return super().get_context_data(
            change=change, back=reverse(address, args=[self.kwargs["pk"]]), **kwargs
        )


class BringBackPage(RestorePage):
    """`/admin/history/<change>/bring-back/<kind>/<pk>/`: the record as it was before that."""

    title = gettext_lazy("Bring back a deleted record")
    verb = gettext_lazy("Bring it back")
    before = True
