"""The pages about doubles: the list, two side by side, and those told apart."""

from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ucap.desk.merge.comparison import Card, is_public, link_rows, uses
from ucap.desk.merge.distinguishing import distinguish, revoke
from ucap.desk.merge.doubles import Proposal, proposals
from ucap.desk.merge.forms import DistinctionForm, MergeForm
from ucap.desk.merge.kinds import KINDS, Kind, mergeable
from ucap.desk.merge.merging import (
    Changed,
    Gone,
    Merged,
    NotAllowed,
    merge,
    needs_publishing,
)
from ucap.desk.merge.wording import BANDS, band, because, what_moved
from ucap.desk.models import Distinction
from ucap.desk.pages import DeskPage

PAGE_SIZE = 25


class MergingPage(DeskPage):
    """A page for whoever may merge records of at least one kind."""

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """What the reader may merge; PermissionDenied for nothing."""
        kinds = mergeable(self.request)
        if not kinds:
            raise PermissionDenied
        return kinds

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, if there is a kind to merge."""
        assert self.kinds is not None  # noqa: S101 - raises for who may merge nothing
        return super().get(request, *args, **kwargs)

    @cached_property
    def asked(self) -> Kind | None:
        """The kind that the address asks for; one that is not known asks for all."""
        return self.kinds.get(self.request.GET.get("kind", ""))

    def paged(self, rows: Any) -> dict[str, Any]:
        """Rows of one page, with what its numbers need; a page out of range is the last."""
        page = Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get("page"))
        numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2)
        return {"page": page, "page_range": numbers, "kinds": self.kinds.values()}


class DoublesPage(MergingPage):
    """`?kind=…`: what may be doubles; with `&of=…`, of one record.

    At most seven queries for each kind, however many records there are.
    """

    title = gettext_lazy("Likely doubles")
    template_name = "desk/merge/doubles.html"

    @cached_property
    def of(self) -> Any:
        """The record whose doubles are asked for, if one is."""
        pk = self.request.GET.get("of", "")
        if self.asked is None or not (pk.isascii() and pk.isdigit() and len(pk) < 19):
            return None
        return self.asked.model._base_manager.filter(pk=pk).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page with the proposals and what their scores mean."""
        kinds = [self.asked] if self.asked else list(self.kinds.values())
        found = [p for kind in kinds for p in proposals(kind, of=self.of and self.of.pk)]
        found.sort(key=lambda proposal: -proposal.scored.score)
        context = self.paged(found)
        context["rows"] = [row(proposal) for proposal in context["page"]]
        return super().get_context_data(
            **context, asked=self.asked, of=self.of, legend=BANDS, **kwargs
        )


def row(proposal: Proposal) -> dict[str, Any]:
    """A proposal as the page shows it."""
    pair = (proposal.left, proposal.right)
    return {
        "kind": proposal.kind,
        "labels": (proposal.left_label, proposal.right_label),
        "score": proposal.scored.score,
        "band": band(proposal.scored.score),
        "reasons": [(because(reason), reason.points) for reason in proposal.scored.reasons],
        "url": reverse("admin:merge-compare", args=[proposal.kind.name, *pair]),
    }


class ComparePage(DeskPage):
    """Two records side by side; POST merges them. The number of queries is the same for any two."""

    title = gettext_lazy("Compare and merge")
    template_name = "desk/merge/compare.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find out which kind it is, and with it who may see the page; a 404 for no kind."""
        super().setup(request, *args, **kwargs)
        kind = KINDS.get(kwargs["kind"])
        if kind is None or kwargs["left"] == kwargs["right"]:
            raise Http404
        self.kind = kind
        self.permissions = (kind.merge_permission,)

    @cached_property
    def may_publish(self) -> bool:
        """Whether the reader may make a draft public."""
        needed = self.kind.publish_permission
        return not needed or self.request.user.has_perm(needed)

    @cached_property
    def cards(self) -> list[Card]:
        """The two, in the order of the address; a 404 when one is not there."""
        pks = [self.kwargs["left"], self.kwargs["right"]]
        model = self.kind.model
        others = [field.name for field in model._meta.concrete_fields if field.is_relation]
        found = model._base_manager.select_related(*others).in_bulk(
            [pk for pk in pks if pk < 2**63]
        )
        if len(found) < 2:
            raise Http404(_("One of the two is not there: it may have been merged already."))
        return [self._card(letter, found[pk]) for letter, pk in zip("AB", pks, strict=True)]

    def _card(self, letter: str, record: Any) -> Card:
        status = record.get_status_display() if hasattr(record, "status") else ""
        address = reverse(self.kind.admin_address("change"), args=[record.pk])
        return Card(
            letter,
            record,
            getattr(record, self.kind.title),
            status,
            is_public(record),
            uses(self.kind, record),
            address,
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page with both forms, unless they are given with what was typed."""
        left, right = (card.record for card in self.cards)
        form = kwargs.get("form") or MergeForm(self.kind, self.cards)
        public = [card.is_public for card in self.cards]
        shown = {
            "kind": self.kind,
            "cards": self.cards,
            "form": form,
            "distinction_form": kwargs.get("distinction_form") or DistinctionForm(self.kind),
            "distinct": Distinction.objects.between(self.kind.name, left.pk, right.pk).first(),
            "links": link_rows(left, right),
            "hidden": self.cards[public.index(False)] if any(public) and not all(public) else None,
            "blocked": needs_publishing(left, right) and not self.may_publish,
        }
        return super().get_context_data(**{**kwargs, **shown})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Merge as decided, or show again what was typed, with what is wrong."""
        try:
            form = MergeForm(self.kind, self.cards, data=request.POST)
        except Http404:
            return self.gone()
        if request.POST.get("seen") != form["seen"].initial:
            form = self._anew(form)
        elif form.is_valid():
            try:
                merged = merge(self.kind, form.decision(), may_publish=self.may_publish)
            except Gone:
                return self.gone()
            except Changed:
                form = self._anew(form)
            except NotAllowed:
                raise PermissionDenied from None
            except ValidationError as error:
                form.complain(error)
            else:
                return self.done(merged)
        return self.render_to_response(self.get_context_data(form=form))

    def _anew(self, form: MergeForm) -> MergeForm:
        """The form as it was filled, about the records as they are now."""
        self.__dict__.pop("cards", None)
        data = self.request.POST.copy()
        current = MergeForm(self.kind, self.cards)
        data["seen"] = current["seen"].value()
        for name, field in current.fields.items():
            data.setdefault(name, "" if field.initial is None else str(field.initial))
        again = MergeForm(self.kind, self.cards, data=data)
        again.add_error(
            None,
            _(
                "Somebody has changed one of the two in the meantime. This is how they are now:"
                " look again, and merge if it is still right."
            ),
        )
        return again

    def gone(self) -> HttpResponseRedirect:
        """Back to the list, with the news that there is nothing left to merge."""
        text = _(
            "Nothing was merged: one of the two is not there any more. Somebody has merged"
            " or deleted it in the meantime."
        )
        messages.error(self.request, text)
        return redirect(f"{reverse('admin:merge-doubles')}?kind={self.kind.name}")

    def done(self, merged: Merged) -> HttpResponseRedirect:
        """To the record that stays, saying what came to it and how to undo that."""
        record = merged.record
        told = format_html(
            _("“{gone}” is now part of “{kept}”, and its address leads there. {moved}"),
            gone=merged.gone_label,
            kept=str(record),
            moved=what_moved(merged.moved),
        )
        undo = undo_address(merged.change_set)
        if undo:
            told = format_html('{} <a href="{}">{}</a>', told, undo, _("Look at it, or undo it"))
        messages.success(self.request, told)
        return redirect(reverse(self.kind.admin_address("change"), args=[record.pk]))


def undo_address(change_set: str) -> str:
    """Where a change set can be looked at and undone; "" where there is no such page."""
    try:
        return reverse("admin:history-change", args=[change_set])
    except NoReverseMatch:
        return ""


class DistinguishPage(ComparePage):
    """The same page; POST remembers that the two are not the same."""

    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Remember it, or say what is missing."""
        form = DistinctionForm(self.kind, data=request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(distinction_form=form))
        try:
            distinguish(
                self.kind,
                kwargs["left"],
                kwargs["right"],
                reason=form.cleaned_data["reason"],
                by=request.user,
                relate=form.cleaned_data.get("relate", False),
            )
        except Gone:
            return self.gone()
        messages.success(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("The two will not be proposed as doubles any more."),
                reverse("admin:merge-distinct"),
                _("Everything that was told apart"),
            ),
        )
        return redirect(f"{reverse('admin:merge-doubles')}?kind={self.kind.name}")


class DistinctionsPage(MergingPage):
    """`?kind=…`: what was found not to be the same. A query for each kind, and three."""

    title = gettext_lazy("Not the same")
    template_name = "desk/merge/distinct.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page with the names of the records, so far as they are still there."""
        told = Distinction.objects.select_related("by").filter(
            kind__in=[self.asked.name] if self.asked else self.kinds
        )
        context = self.paged(told)
        names = self._names(context["page"].object_list)
        context["rows"] = [
            {
                "told": one,
                "kind": self.kinds[one.kind],
                "records": [(pk, names.get((one.kind, pk))) for pk in (one.low, one.high)],
            }
            for one in context["page"]
        ]
        return super().get_context_data(**context, asked=self.asked, **kwargs)

    def _names(self, distinctions: Any) -> dict[tuple[str, int], Any]:
        """{(kind, primary key): record} of all that the rows speak of."""
        found = {}
        for name, kind in self.kinds.items():
            pks = {pk for d in distinctions if d.kind == name for pk in (d.low, d.high)}
            for pk, record in kind.model._base_manager.in_bulk(pks).items() if pks else ():
                found[name, pk] = record
        return found


class RevokePage(MergingPage):
    """POST forgets a distinction."""

    http_method_names = ["post", "options"]
    title = gettext_lazy("Not the same")

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Forget it, and say so; for whoever may merge records of its kind."""
        told = get_object_or_404(Distinction, pk=pk)
        if told.kind not in self.kinds:
            raise PermissionDenied
        revoke(told)
        messages.success(
            request,
            _("Forgotten: the two may be proposed as doubles again."),
        )
        return redirect("admin:merge-distinct")
