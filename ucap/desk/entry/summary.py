"""The main form of a summary: what it is called, its period, its labels and its prose."""

import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from browse.when import When, read
from ucap.desk.entry.entering import Entering
from ucap.desk.entry.fields import LabelsField, WhenField, WhenInput
from ucap.desk.entry.labels import Meant
from ucap.desk.entry.rows import free_slug, put
from ucap.summaries.documents.fields import DocumentForm
from ucap.summaries.models import Summary, SummarySDG, SummaryTopic

_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


class Prose(forms.Textarea):
    """A field for a few sentences."""

    def __init__(self, rows: int = 4) -> None:
        super().__init__({"rows": rows})


class Optional:
    """A form whose `optional` fields may be left empty: they are proposed from others."""

    optional: ClassVar[tuple[str, ...]] = ()
    fields: dict[str, forms.Field]

    def relax(self) -> None:
        """Require nothing of the optional fields."""
        for name in self.optional:
            if name in self.fields:
                self.fields[name].required = False


class SummaryForm(Optional, DocumentForm):
    """A summary without its sides, themes, citations and notes."""

    entering: ClassVar[Entering]
    optional = ("short_title", "slug")

    period_meant = WhenField(
        label=_("Period in months"),
        help_text=_("Only if what is printed is to be understood otherwise."),
    )
    terms = LabelsField(
        label=_("SDGs and Urban Agenda topics as printed"),
        help_text=_(
            "One label to a line, slips included. Each is read as the goal or the topic that it"
            " means; write “label = SDG 9” or “label = Urban Mobility” where it means another."
        ),
    )

    class Meta:
        model = Summary
        fields = [
            "title",
            "short_title",
            "slug",
            "kind",
            "period_printed",
            "focus",
            "challenges",
            "objectives",
            "contact_printed",
            "contact_email",
            "document_name",
            "document_sha256",
        ]
        widgets = {
            "period_printed": WhenInput,
            "focus": Prose,
            "challenges": Prose,
            "objectives": Prose,
        }
        help_texts = {
            "title": _("Our own, since the printed titles are all alike: who with whom."),
            "short_title": _("Where it is cited. Left empty: the beginning of the title."),
            "slug": _("In the address of its page. Left empty: made of the short title."),
            "period_printed": _("To the letter, as in “July 2018 – November 2019”."),
            "focus": _("In our own words. What stands under a theme belongs to that theme."),
            "contact_printed": _("To the letter."),
            "contact_email": _("Left empty: taken from what is printed."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.relax()
        self.entering.prepare(self)
        if self.instance.pk:
            stored = When(self.instance.period_start, self.instance.period_end)
            if stored and _understood(self.instance.period_printed) != stored:
                self.initial["period_meant"] = str(stored)
            self.initial["terms"] = self._stored_terms()

    def _stored_terms(self) -> str:
        field: Any = self.fields["terms"]
        goals = self.instance.sdg_links.order_by("position")
        topics = self.instance.topic_links.order_by("position")
        return field.written(
            list(goals.values_list("label_printed", "sdg__number")),
            list(topics.values_list("label_printed", "topic_id")),
        )

    def clean_short_title(self) -> str:
        """What was typed, or the beginning of the title."""
        typed = self.cleaned_data["short_title"]
        title = self.cleaned_data.get("title", "")
        return typed or title.split(" with ")[0][:60].strip()

    def clean_slug(self) -> str:
        """What was typed, or an address that is free."""
        text = self.cleaned_data["slug"]
        if text:
            return text
        source = self.cleaned_data.get("short_title", "")
        return free_slug(source, Summary.objects.all(), length=100, otherwise="summary")

    def clean_period_meant(self) -> When:
        """Months: a period known to the day is that of its months."""
        meant: When = self.cleaned_data["period_meant"]
        if not meant.start:
            return meant
        end = meant.end.replace(day=1) if meant.end else None
        start = meant.start.replace(day=1)
        return When(start, end if end != start else None)

    def clean_contact_email(self) -> str:
        """What was typed, or the address in the contact as printed."""
        typed = self.cleaned_data["contact_email"]
        changed = not self.instance.pk or "contact_printed" in self.changed_data
        if typed or not changed:
            return typed
        found = _ADDRESS.search(self.cleaned_data.get("contact_printed", ""))
        return found[0] if found else ""

    def clean(self) -> dict[str, Any]:
        """The months of the period: as typed, or as the printed period is understood."""
        cleaned = super().clean() or self.cleaned_data
        asked = {"period_printed", "period_meant"} & set(self.changed_data)
        if (asked or not self.instance.pk) and "period_meant" in cleaned:
            printed = _understood(cleaned.get("period_printed", ""))
            meant = cleaned["period_meant"] or printed
            self.instance.period_start, self.instance.period_end = meant.start, meant.end
        return cleaned

    @property
    def period_unread(self) -> bool:
        """Whether there is a printed period that no months are known for."""
        return bool(self.instance.period_printed) and self.instance.period_start is None

    def _save_m2m(self) -> None:
        super()._save_m2m()
        if "terms" in self.changed_data:
            self._save_terms(self.cleaned_data["terms"])

    def _save_terms(self, said: list[Meant]) -> None:
        """Make goals and topics those of the lines, in their order."""
        summary = self.instance
        numbers = {int(e.slug): e.pk for e in self.entering.directories.sdg.entries}
        goals = [
            SummarySDG(summary=summary, sdg_id=numbers[number], label_printed=one.label)
            for one in said
            for number in one.goals
        ]
        topics = [
            SummaryTopic(summary=summary, topic_id=topic, label_printed=one.label)
            for one in said
            for topic in one.topics
        ]
        put(summary.sdg_links.all(), goals, lambda link: link.sdg_id, ["label_printed"])
        put(summary.topic_links.all(), topics, lambda link: link.topic_id, ["label_printed"])


def _understood(printed: str) -> When:
    """The months that a printed period says; nothing where it says none plainly."""
    try:
        when = read(printed)
    except ValidationError:
        return When()
    if when.start is None:
        return when
    start = when.start.replace(day=1)
    end = when.end.replace(day=1) if when.end else None
    return When(start, end if end != start else None)
