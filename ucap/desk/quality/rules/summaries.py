"""Rules for summaries, their sides, their labels and their notes."""

from typing import Any

from django.db.models import Count, Exists, F, Func, Model, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat, Length
from django.utils.translation import gettext_lazy as _

from browse.text import fold
from ucap.desk.quality.comparing import begins_in, share_a_word
from ucap.desk.quality.rule import Rule, Severity
from ucap.desk.quality.rules.gaps import gap_rule
from ucap.summaries.models import (
    EditorialNote,
    Part,
    Summary,
    SummaryCity,
    SummarySDG,
    SummarySide,
    SummaryTheme,
    SummaryTopic,
)

NOTE_TELLING = 15
FRAME = r"\m(eu|up|urban agenda|topics?|themes?|partnerships?)\M"
"""What documents print around the name of a topic: “EU Urban Agenda Topic”, “EU UP”."""


def without_both_sides() -> QuerySet:
    """Summaries that lack one side or both."""
    return Summary.objects.annotate(number=Count("sides")).filter(number__lt=2)


def without_focus() -> QuerySet:
    """Summaries that say nothing of their focus, neither as a whole nor under a theme."""
    told = SummaryTheme.objects.exclude(focus="")
    return Summary.objects.filter(focus="").exclude(pk__in=told.values("summary"))


def noted(*parts: str) -> Exists:
    """The condition that a note on one of `parts` takes up the first word of the label."""
    notes = EditorialNote.objects.filter(summary=OuterRef("summary"), part__in=parts)
    quoting = begins_in(F("search_text"), OuterRef("label_printed"))
    return Exists(notes.annotate(found=quoting).filter(found__gt=0))


def theme_labels_unlike() -> QuerySet:
    """Labels that share no word with the names of their theme, and no note takes them up."""
    names = Concat("theme__name", Value(" "), "theme__other_names", output_field=TextField())
    return SummaryTheme.objects.filter(
        ~Q(share_a_word(names, "label_printed")), ~noted(Part.THEMES, Part.FOCUS)
    )


def topic_labels_unlike() -> QuerySet:
    """Labels that share no word with the name of their topic, and no note takes them up."""
    label = Func(
        fold("label_printed"),
        Value(FRAME),
        Value(" "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    return SummaryTopic.objects.filter(
        ~Q(share_a_word("topic__name", label)), ~noted(Part.THEMES, Part.TERMS)
    )


def sdg_labels_unlike() -> QuerySet:
    """Labels with the numbers of other goals only or, without any number, no word of the title."""
    number = Cast("sdg__number", TextField())
    alone = Concat(Value(r"\y0?"), number, Value(r"\y"), output_field=TextField())
    # “SDG11” has the number at the end of a word: part letters and digits
    parted = Func(
        F("label_printed"),
        Value(r"([[:alpha:]])(?=\d)"),
        Value(r"\1 "),
        Value("g"),
        function="regexp_replace",
        output_field=TextField(),
    )
    links = SummarySDG.objects.annotate(parted=parted)
    numbered = Q(label_printed__regex=r"\d")
    return links.filter(
        numbered & ~Q(parted__regex=alone)
        | ~numbered & ~Q(share_a_word("sdg__title", "label_printed"))
    )


def sdg_labels_misspelt() -> QuerySet:
    """Labels with a number, but neither “SDG” nor “goal”, that no note takes up."""
    return SummarySDG.objects.filter(
        ~Q(label_printed__iregex=r"sdg|goal"), ~noted(Part.TERMS), label_printed__regex=r"\d"
    )


def links_without_gaps() -> tuple[Rule, ...]:
    """The rule that positions run on, for all that a summary numbers."""
    listed: dict[str, type[Model]] = {
        "theme-label-gap": SummaryTheme,
        "sdg-label-gap": SummarySDG,
        "topic-label-gap": SummaryTopic,
    }
    labels = (gap_rule(slug, model, "summary") for slug, model in listed.items())
    return (*labels, gap_rule("side-city-gap", SummaryCity, "side", within="side__summary"))


def brief_notes() -> QuerySet:
    """Notes that hardly say what is odd."""
    told: Any = EditorialNote.objects.annotate(told=Length("oddity"))
    return told.filter(told__lt=NOTE_TELLING)


UNLIKE = _("The label does not resemble what it is linked to.")

RULES = (
    Rule(
        slug="summary-without-sides",
        severity=Severity.ERROR,
        model=Summary,
        title=_("It has not got two sides."),
        advice=_("Add the side that is missing, with its cities."),
        broken=without_both_sides,
    ),
    Rule(
        slug="side-without-city",
        severity=Severity.ERROR,
        model=SummarySide,
        title=_("It has no city."),
        advice=_("Link the cities that are printed on it, in their order."),
        broken=lambda: SummarySide.objects.filter(city_links=None),
        within="summary",
    ),
    Rule(
        slug="sdg-label",
        severity=Severity.ERROR,
        model=SummarySDG,
        title=_("The label has the number or the title of another goal."),
        advice=_("Choose the goal that is printed, or mend the label."),
        broken=sdg_labels_unlike,
        within="summary",
    ),
    Rule(
        slug="theme-label",
        severity=Severity.WARNING,
        model=SummaryTheme,
        title=UNLIKE,
        advice=_(
            "Choose another theme; or, if it is right, enter the label among the other names of "
            "the theme or say it in a note."
        ),
        broken=theme_labels_unlike,
        within="summary",
    ),
    Rule(
        slug="topic-label",
        severity=Severity.WARNING,
        model=SummaryTopic,
        title=UNLIKE,
        advice=_("Choose another topic; or, if it is right, say why in a note."),
        broken=topic_labels_unlike,
        within="summary",
    ),
    Rule(
        slug="summary-without-theme",
        severity=Severity.WARNING,
        model=Summary,
        title=_("It has no theme."),
        advice=_("Link the cooperation themes that it prints: it is found by them."),
        broken=lambda: Summary.objects.filter(theme_links=None),
    ),
    Rule(
        slug="summary-without-period",
        severity=Severity.WARNING,
        model=Summary,
        title=_("It has no period."),
        advice=_("Enter the period that is printed, and its first and last month."),
        broken=lambda: Summary.objects.filter(period_start=None),
    ),
    Rule(
        slug="summary-without-focus",
        severity=Severity.WARNING,
        model=Summary,
        title=_("It says nothing under “key focus”."),
        advice=_("Restate the key focus; if the document has none, say so in a note."),
        broken=without_focus,
    ),
    Rule(
        slug="summary-cites-nothing",
        severity=Severity.WARNING,
        model=Summary,
        title=_("It cites neither activities nor pilots."),
        advice=_("Enter what it tells of, in the order of the document."),
        broken=lambda: Summary.objects.filter(activity_citations=None, pilot_citations=None),
    ),
    Rule(
        slug="summary-without-checksum",
        severity=Severity.WARNING,
        model=Summary,
        title=_("Nothing says which file it was transcribed from."),
        advice=_("Upload the document, or enter its file name and checksum."),
        broken=lambda: Summary.objects.filter(document_sha256=""),
    ),
    Rule(
        slug="note-unresolved",
        severity=Severity.WARNING,
        model=EditorialNote,
        title=_("It does not say how it is resolved."),
        advice=_("Decide how the portal deals with it, and say so."),
        broken=lambda: EditorialNote.objects.filter(resolution=""),
        within="summary",
    ),
    Rule(
        slug="sdg-label-misspelt",
        severity=Severity.INFORMATION,
        model=SummarySDG,
        title=_("The label does not say “SDG”, and no note takes that up."),
        advice=_("Check the label; if it is printed so, say it in a note on the goals and topics."),
        broken=sdg_labels_misspelt,
        within="summary",
    ),
    Rule(
        slug="summary-document-not-kept",
        severity=Severity.INFORMATION,
        model=Summary,
        title=_("Its document is named, but the file is not kept."),
        advice=_("Upload the file, so that readers can check the transcript."),
        broken=lambda: Summary.objects.filter(document_kind="").exclude(document_sha256=""),
    ),
    Rule(
        slug="note-brief",
        severity=Severity.INFORMATION,
        model=EditorialNote,
        title=_("It is very short."),
        advice=_("Say what is odd, so that a reader understands it without the document."),
        broken=brief_notes,
        within="summary",
    ),
    *links_without_gaps(),
)
