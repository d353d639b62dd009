"""Scores and reasons in words."""

from dataclasses import dataclass

from django.contrib.admin.utils import model_ngettext
from django.db.models import Model
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from browse.text import Spoken
from ucap.desk.merge.joining import Moved
from ucap.desk.merge.scores import NEARLY_SURE, PROBABLE, PROPOSED, Reason

BANDS: tuple[tuple[int, str, Spoken], ...] = (
    (NEARLY_SURE, "high", gettext_lazy("very likely the same")),
    (PROBABLE, "middle", gettext_lazy("probably the same")),
    (PROPOSED, "low", gettext_lazy("perhaps the same")),
    (0, "none", gettext_lazy("somewhat alike")),
)
"""(from which score on, name, words): what a score means."""

REASONS: dict[str, Spoken] = {
    "same-month": gettext_lazy("same month"),
    "next-month": gettext_lazy("neighbouring months"),
    "overlap": gettext_lazy("dates overlap"),
    "other-time": gettext_lazy("months apart"),
    "cities": gettext_lazy("both in %(values)s"),
    "other-cities": gettext_lazy("no city in common"),
    "bodies": gettext_lazy("both with %(values)s"),
    "titles": gettext_lazy("titles share %(values)s"),
    "texts": gettext_lazy("descriptions share %(values)s"),
    "kind": gettext_lazy("same kind"),
    "other-kind": gettext_lazy("different kinds"),
    "both-told": gettext_lazy("one document lists both (%(values)s)"),
    "same-name": gettext_lazy("same name: %(values)s"),
    "names": gettext_lazy("names alike: %(values)s"),
    "seat": gettext_lazy("both seated in %(values)s"),
    "other-seat": gettext_lazy("seats in different cities"),
    "country": gettext_lazy("both in %(values)s"),
    "other-country": gettext_lazy("different countries"),
    "same-spot": gettext_lazy("at the same place on the map"),
    "near": gettext_lazy("%(number)s km apart"),
    "far": gettext_lazy("%(number)s km apart"),
}
WORDLESS: dict[str, Spoken] = {
    "titles": gettext_lazy("titles are spelt alike"),
    "texts": gettext_lazy("descriptions are spelt alike"),
}
"""What is said where the common words differ by a slip, so that there is none to name."""


@dataclass(frozen=True)
class Band:
    """What a score means: a name for style sheets and words for people."""

    name: str
    label: Spoken


def band(score: int) -> Band:
    """The band in which a score lies."""
    _least, name, label = next(row for row in BANDS if score >= row[0])
    return Band(name, label)


def because(reason: Reason) -> str:
    """A reason in words: “both in Kunming and Granada”."""
    if not reason.values:
        return str(WORDLESS.get(reason.name, REASONS[reason.name]))
    quoted = reason.name in ("titles", "texts", "same-name", "names")
    values = [f"“{value}”" if quoted else value for value in reason.values]
    told = {"values": get_text_list(values, _("and")), "number": reason.values[0]}
    return str(REASONS[reason.name]) % told


def what_moved(moved: Moved) -> str:
    """What came with a merge: “Moved: 2 citations of activities. In both, now one: 1 theme …”."""
    sentences = []
    if moved.moved:
        sentences.append(_("Moved: %(links)s.") % {"links": _counted(moved.moved)})
    if moved.joined:
        sentences.append(_("In both, now one: %(links)s.") % {"links": _counted(moved.joined)})
    return " ".join(sentences)


def _counted(counts: dict[type[Model], int]) -> str:
    rows = [f"{number} {model_ngettext(model._meta, number)}" for model, number in counts.items()]
    return get_text_list(rows, _("and"))


def headline(reasons: tuple[Reason, ...]) -> str:
    """All reasons in one sentence: “Same month; both in Kunming; titles share “forum””."""
    return capfirst("; ".join(map(because, reasons)))
