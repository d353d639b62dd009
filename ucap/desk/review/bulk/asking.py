"""The page that says what a change of many records would do, asks, and does it."""

import hashlib
from typing import Any

import pghistory
from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import model_ngettext
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from browse.text import Spoken
from ucap.desk.review import addresses, seen
from ucap.desk.review.bulk.kinds import Bulk
from ucap.desk.review.bulk.plan import Left, Plan
from ucap.desk.review.rehearsal import Effect
from ucap.desk.review.views import told_with_links

LISTED = 100
"""How many records of a list are named; of the others, how many there are."""


class Asking:
    """One request of a change of many records, from the list of them.

    The records are always those that the list's own address and the ticked
    boxes select, so that “all of them” needs no list of numbers. The page
    carries a digest of what it showed; when that no longer holds, it is shown
    anew and nothing is done.
    """

    def __init__(
        self, bulk: Bulk, options: ModelAdmin, request: HttpRequest, records: QuerySet
    ) -> None:
        self.bulk = bulk
        self.options = options
        self.request = request
        self.model: type[Model] = options.model
        if not bulk.permitted(self.model, request.user):
            raise PermissionDenied
        self.chosen = self.model._default_manager.filter(pk__in=records.order_by().values("pk"))

    def answer(self) -> HttpResponse | None:
        """The page, or None when the change is made (and the list is to be shown again)."""
        asked = self.request.POST.get("bulk_step")
        form = self.bulk.form(self.model, self.request.POST if asked else None)
        if asked is None and "choice" not in form.fields:
            return self._page(form, plan=self._plan(None))
        if asked is None:
            return self._page(form)
        choosing = asked == "choose"
        if choosing:
            form.fields["reason"].required = False  # it is asked for with what will happen
        if not form.is_valid():
            choice = form.cleaned_data.get("choice")
            known = choice or "choice" not in form.fields
            return self._page(form, plan=self._plan(choice) if known else None)
        choice = form.cleaned_data.get("choice")
        if choosing:
            return self._page(form, plan=self._plan(choice))
        return self._carried_out(form, choice)

    def _plan(self, choice: Any, records: list[Any] | None = None) -> Plan:
        """What the change would touch of those that the user may change. Two queries at most."""
        chosen = list(self.chosen) if records is None else records
        may = [r for r in chosen if self.options.has_change_permission(self.request, r)]
        allowed = {record.pk for record in may}
        plan = self.bulk.plan(self.model, may, choice)
        refused = [record for record in chosen if record.pk not in allowed]
        if not refused:
            return plan
        return Plan(plan.touched, [*plan.left, Left(_("you may not change it"), refused)])

    def _effect(self, plan: Plan) -> Effect | None:
        return self.bulk.effect(self.model, plan.keys, self.request.user)

    def _carried_out(self, form: Any, choice: Any) -> HttpResponse | None:
        """Make the change if it is still what was shown."""
        user, reason = self.request.user, form.cleaned_data["reason"]
        with pghistory.context(user=user.pk, action="bulk") as context, transaction.atomic():
            if reason:
                pghistory.context(reason=reason)
            # no shared lock with the subquery: rows are locked in the order of their keys
            keys = sorted(self.chosen.values_list("pk", flat=True))
            records = self.model._default_manager.filter(pk__in=keys)
            list(records.select_for_update().order_by("pk").values_list("pk", flat=True))
            plan = self._plan(choice, list(records))
            if self._digest(choice, plan, self._effect(plan)) != self.request.POST.get("seen"):
                return self._page(form, plan=plan, changed=True, status=409)
            number = self.bulk.apply(self.model, plan.keys, choice, user, reason)
        self._tell(plan, number, context.id)
        return None

    def _digest(self, choice: Any, plan: Plan, effect: Effect | None) -> str:
        """A fingerprint of what a page shows. A query for each model in it."""
        records = {(type(r), r.pk): r for r in (*plan.touched, *(effect.records if effect else ()))}
        items = seen.of_records(records.values())
        told = repr((self.bulk.name, str(choice), [tuple(item) for item in items]))
        return hashlib.sha256(told.encode()).hexdigest()

    def _page(
        self, form: Any, plan: Plan | None = None, *, changed: bool = False, status: int = 200
    ) -> HttpResponse:
        post = self.request.POST
        across = post.get("select_across") == "1"
        selected = post.getlist(ACTION_CHECKBOX_NAME)
        context: dict[str, Any] = {
            **self.options.admin_site.each_context(self.request),
            "title": self.bulk.label,
            "opts": self.model._meta,
            "form": form,
            "bulk": self.bulk,
            "across": across,
            # one stands for all of them: Django asks for at least one
            "selected": selected[:1] if across else selected,
            "list_url": self.request.get_full_path(),
            "changed": changed,
            "plan": plan,
            "listed": f":{LISTED}",
            "list_limit": LISTED,
        }
        if plan is None:
            context["number"] = self.chosen.count()
            context["what"] = model_ngettext(self.model._meta, context["number"])
        else:
            effect = self._effect(plan) if plan.touched else None
            context |= {
                "effect": effect,
                "lacks": effect.lacks[:LISTED] if effect else [],
                "seen": self._digest(form_choice(form), plan, effect),
                "what": model_ngettext(self.model._meta, len(plan.touched)),
            }
        return TemplateResponse(self.request, "desk/review/bulk.html", context, status=status)

    def _tell(self, plan: Plan, number: int, change: Any) -> None:
        told: list[Spoken] = [
            ngettext(
                "%(label)s: %(number)d record changed.",
                "%(label)s: %(number)d records changed.",
                number,
            )
            % {"label": self.bulk.label, "number": number}
        ]
        if plan.left:
            told.append(
                ngettext(
                    "%(number)d record was left alone.",
                    "%(number)d records were left alone.",
                    plan.left_alone,
                )
                % {"number": plan.left_alone}
            )
        links = [(addresses.change(change), _("See or undo the change"))]
        text = " ".join(str(part) for part in told)
        messages.success(self.request, told_with_links(text, links))


def form_choice(form: Any) -> Any:
    """What was chosen in `form`, if anything was."""
    return form.cleaned_data.get("choice") if form.is_bound else None
