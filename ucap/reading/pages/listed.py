"""What was uploaded, and how far each document is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from browse.text import Spoken
from ucap.desk.pages import DeskPage
from ucap.reading import locks, starting
from ucap.reading.models import Reading, State
from ucap.reading.pages.rights import PERMISSIONS
from ucap.reading.pages.upload import UploadForm

SHOWN = 50
STARTS_WITHIN = timedelta(seconds=30)
"""How long a process may take to begin before it is said to have died."""


@dataclass(frozen=True)
class Line:
    """A reading on the page; `is_lost` says that no process is at work on it that should be."""

    reading: Reading
    is_lost: bool

    @property
    def state(self) -> Spoken:
        """How far it is, in words."""
        reading = self.reading
        if self.is_lost:
            return _("Reading it has stopped: try again.")
        if reading.state == State.READING and reading.pages:
            told = {"page": reading.page, "pages": reading.pages}
            return _("Is being read: page %(page)d of %(pages)d") % told
        return State(reading.state).label


def lines(readings: Iterable[Reading]) -> list[Line]:
    """How far each is. One query, if any is under way."""
    found = list(readings)
    busy = locks.being_read() if any(one.is_under_way for one in found) else set()
    return [Line(one, is_lost(one, busy)) for one in found]


def is_lost(reading: Reading, busy: set[int]) -> bool:
    """Whether no process is at work on a reading that waits for one, nor on its way to it.

    What waits is not lost while others are being read: it is taken up when one of them ends.
    """
    if not reading.is_under_way or timezone.now() - reading.since < STARTS_WITHIN:
        return False
    if reading.state == State.WAITING:
        return not busy
    return not locks.is_among(reading.pk, busy)


class ReadingsPage(DeskPage):
    """`/admin/readings/`: a form to upload documents, and all that were, the latest first.

    Three queries, besides those of any page of the desk; one more while something is read.
    """

    template_name = "reading/readings.html"
    title = gettext_lazy("Read documents")
    permissions = PERMISSIONS
    form: UploadForm | None = None

    def post(self, request: HttpRequest, *args, **kwargs) -> Any:
        """Take the files in and have them read."""
        self.form = UploadForm(request.POST, request.FILES)
        if not self.form.is_valid():
            return self.get(request, *args, **kwargs)
        with transaction.atomic():
            made = self.form.take(request.user)
            if made:
                transaction.on_commit(starting.start)
        self._tell(request, self.form, len(made))
        return redirect("admin:readings")

    def _tell(self, request: HttpRequest, form: UploadForm, made: int) -> None:
        for text in form.refused:
            messages.error(request, text)
        there = len(form.cleaned_data["documents"]) - made
        if made:
            text = ngettext("%(n)d document is read.", "%(n)d documents are read.", made)
            messages.success(request, text % {"n": made})
        if there:
            text = ngettext(
                "%(n)d document stands here already.", "%(n)d documents stand here already.", there
            )
            messages.info(request, text % {"n": there})

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The form, and the readings of one page."""
        readings = Reading.objects.select_related("by", "summary").defer("understood")
        page = Paginator(readings, SHOWN).get_page(self.request.GET.get("p"))
        shown = lines(page)
        under_way = [line for line in shown if line.reading.is_under_way and not line.is_lost]
        return super().get_context_data(
            form=self.form or UploadForm(),
            page=page,
            lines=shown,
            under_way=len(under_way),
            **kwargs,
        )


class OneReading(DeskPage):
    """Something that is done to one reading; then its list is shown again."""

    permissions = PERMISSIONS
    http_method_names = ["post", "options"]

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponseRedirect:
        """Do it; 404 where there is no such reading."""
        self.act(request, get_object_or_404(Reading.objects.defer("understood"), pk=kwargs["pk"]))
        return redirect("admin:readings")

    def act(self, request: HttpRequest, reading: Reading) -> None:
        """What is done."""
        raise NotImplementedError


class ReadAgain(OneReading):
    """`/admin/readings/<pk>/again/`: read a document once more; what was decided stays.

    Not while it is being read, and not when it is done.
    """

    def act(self, request: HttpRequest, reading: Reading) -> None:
        """Let it wait, and start a process."""
        busy = reading.is_under_way and not is_lost(reading, locks.being_read())
        if busy or reading.state == State.DONE:
            messages.info(request, _("“%(file)s” needs no further reading.") % {"file": reading})
            return
        with transaction.atomic():
            reading.move(State.WAITING, page=0, pages=0, message="")
            transaction.on_commit(starting.start)
        messages.success(request, _("“%(file)s” is read again.") % {"file": reading})


class RemoveReading(OneReading):
    """`/admin/readings/<pk>/remove/`: take a reading off the list, with what was decided.

    Summaries and files stay.
    """

    def act(self, request: HttpRequest, reading: Reading) -> None:
        """Remove it."""
        reading.delete()
        messages.success(request, _("“%(file)s” was removed from the list.") % {"file": reading})
