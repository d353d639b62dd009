"""The page on which an editor decides on a reading."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ucap.desk.conflicts.sheet import MADE_FROM
from ucap.desk.pages import DeskPage
from ucap.reading.drafting.sending import send
from ucap.reading.items.item import Refused
from ucap.reading.models import Reading
from ucap.reading.pages.deciding import accept_sure, decide, leave_out_rest
from ucap.reading.pages.listed import lines
from ucap.reading.pages.reviewing import Review
from ucap.reading.pages.rights import PERMISSIONS
from ucap.reading.stored import Outdated

SHOWN_BLOCKS = 2_000
"""How many blocks of a document stand on the page; a summary has some hundred."""


class ReviewPage(DeskPage):
    """`/admin/readings/<pk>/`: the document beside what is proposed for it.

    Each form that comes back says in `do` what else there is to do than to keep what was decided:
    `sure` accepts all that is sure, `draft` makes the draft, `leave` leaves out what is not
    decided on and makes it. A script sends decisions one by one and is answered in JSON.
    """

    template_name = "reading/review.html"
    permissions = PERMISSIONS
    reading: Reading

    @property
    def title(self) -> str:  # type: ignore[override]
        """The name of the file."""
        return self.reading.document_name

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """The page: how far the reading is or, when it is open, what to decide on."""
        self.reading = self._reading()
        return self.render_to_response(self.get_context_data(**kwargs))

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        """Keep what was decided, and do what is asked."""
        self.reading = self._reading()
        if not self.reading.is_open:
            return redirect(self.reading)
        try:
            review = Review(request, self.reading)
        except Outdated:
            return redirect(self.reading)
        try:
            decide(self.reading, review.items, review.target, request.POST.dict())
        except Refused as refused:
            return self._refused(str(refused))
        if request.accepts("text/html"):
            return self._done(review, request.POST.get("do", ""))
        return JsonResponse({"undecided": len(review.undecided)})

    def _reading(self) -> Reading:
        readings = Reading.objects.select_related("by", "summary")
        return get_object_or_404(readings, pk=self.kwargs["pk"])

    def _refused(self, why: str) -> HttpResponse:
        if not self.request.accepts("text/html"):
            return JsonResponse({"error": why}, status=400)
        messages.error(self.request, _("%(why)s Nothing was kept: look again.") % {"why": why})
        return redirect(self.reading)

    def _done(self, review: Review, asked: str) -> HttpResponse:
        """What follows when decisions are kept."""
        if asked == "save":
            messages.success(self.request, _("What you decided is kept."))
            return redirect("admin:readings")
        if asked == "sure":
            number = accept_sure(self.reading, review.items)
            text = ngettext("%(n)d sure thing accepted.", "%(n)d sure things accepted.", number)
            messages.success(self.request, text % {"n": number})
        if asked == "leave":
            leave_out_rest(self.reading, review.items)
        if asked in ("draft", "leave"):
            return self._draft(review)
        return redirect(self.reading)

    def _draft(self, review: Review) -> HttpResponse:
        """The draft, made by the entry page; back to what is not decided on while there is some."""
        left = review.undecided
        if left:
            text = ngettext(
                "%(n)d thing is not decided on yet.",
                "%(n)d things are not decided on yet.",
                len(left),
            )
            messages.warning(self.request, text % {"n": len(left)})
            return redirect(f"{self.reading.get_absolute_url()}#item-{left[0].key}")
        with transaction.atomic():
            # a second click waits for the first, and finds that there is nothing left to do
            now = Reading.objects.select_for_update().only("state").get(pk=self.reading.pk)
            if not now.is_open:
                return redirect(self.reading)
            answer = send(self.request, self.reading, review.opened, review.written(), review.pairs)
        if answer.status_code == 200:
            messages.warning(
                self.request,
                _("The draft is not saved yet: mend what is listed, and save it here."),
            )
        return answer

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """How far it is; the cards and the text of a reading that is open."""
        (line,) = lines([self.reading])
        context = super().get_context_data(reading=self.reading, line=line, **kwargs)
        if not self.reading.is_open:
            return context
        try:
            return {**context, **self._open()}
        except Outdated:
            return {**context, "is_outdated": True}
        except PermissionDenied:
            return {**context, "is_not_theirs": True}

    def _open(self) -> dict[str, Any]:
        review = Review(self.request, self.reading)
        cards = review.cards()
        blocks = review.blocks()
        made_from = ""
        if review.target.summary:
            made_from = review.opened.form[MADE_FROM].value() or ""
        return {
            "review": review,
            "doubtful": [card for card in cards if not card.item.is_sure],
            "sure": [card for card in cards if card.item.is_sure],
            "sure_open": sum(card.item.is_sure and not card.decision for card in cards),
            "undecided": len(review.undecided),
            "blocks": blocks[:SHOWN_BLOCKS],
            "cut": max(0, len(blocks) - SHOWN_BLOCKS),
            "made_from": made_from,
        }
