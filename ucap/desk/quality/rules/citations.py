"""Rules for citations and for what stands beside them."""

from functools import partial

from django.db.models import Exists, F, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, TruncMonth
from django.utils.translation import gettext_lazy as _

from browse.text import fold
from cities.models import Theme
from pilots.models import ActivityTheme, PilotTheme
from ucap.desk.quality.comparing import AsPatterns, NamesOneOf, all_names
from ucap.desk.quality.rule import Rule, Severity
from ucap.desk.quality.rules.gaps import places_after_gaps
from ucap.summaries.models import ActivityCitation, EditorialNote, Part, PilotCitation


def outside_period() -> QuerySet:
    """Citations of activities that began before, or ended after, the period of the summary.

    The period is in months, so an activity may end on any day of the last
    one. None that a note explains, on the citation or on the period.
    """
    dated = ActivityCitation.objects.annotate(
        last=TruncMonth(Coalesce("activity__end", "activity__start"))
    )
    notes = EditorialNote.objects.filter(
        Q(activity_citation=OuterRef("pk")) | Q(summary=OuterRef("summary"), part=Part.PERIOD)
    )
    return dated.filter(
        Q(activity__start__lt=F("summary__period_start")) | Q(last__gt=F("summary__period_end")),
        ~Exists(notes),
    )


def outcomes_elsewhere() -> QuerySet:
    """Citations with outcomes of another activity."""
    told = ActivityCitation.outcomes.through.objects.exclude(
        outcome__activity=F("activitycitation__activity")
    )
    return ActivityCitation.objects.filter(pk__in=told.values("activitycitation"))


def heading_of_another_theme(model: type[Model], name: str, links: type[Model]) -> QuerySet:
    """Citations under a heading that names a theme which their record (`name`) does not have."""
    own = links._default_manager.filter(**{"theme": OuterRef("pk"), name: OuterRef(OuterRef(name))})
    named = Theme.objects.filter(
        NamesOneOf(fold(OuterRef("heading")), AsPatterns(all_names())), ~Exists(own)
    )
    return model._default_manager.filter(Exists(named)).exclude(heading="")


def places_shared(model: type[Model], citation: str) -> QuerySet:
    """Citations at a place that cites another record, too, and no note there says why."""
    place = {"summary": OuterRef("summary"), "position": OuterRef("position")}
    others = model._default_manager.filter(**place).exclude(pk=OuterRef("pk"))
    notes = EditorialNote.objects.filter(
        **{f"{citation}__{name}": value for name, value in place.items()}
    )
    return model._default_manager.filter(Exists(others), ~Exists(notes))


def notes_elsewhere() -> QuerySet:
    """Notes on a citation of another summary than their own."""
    return EditorialNote.objects.filter(
        Q(activity_citation__isnull=False) & ~Q(activity_citation__summary=F("summary"))
        | Q(pilot_citation__isnull=False) & ~Q(pilot_citation__summary=F("summary"))
    )


HEADING = _("Its heading names a theme that its record does not have.")
HEADING_ADVICE = _("Add the theme to the record as “printed in a document”, or mend the heading.")
GAP = _("Its document has no entry at the place before it.")
GAP_ADVICE = _("Cite what stands there, or mend the position.")
SHARED = _("Another record is cited at the same place, and no note says why.")
SHARED_ADVICE = _("Mend the position, or say in a note on the citation that the entry is several.")

RULES = (
    Rule(
        slug="citation-outcome-elsewhere",
        severity=Severity.ERROR,
        model=ActivityCitation,
        title=_("It tells an outcome of another activity than the one it cites."),
        advice=_("Choose outcomes of the activity that is cited here."),
        broken=outcomes_elsewhere,
        within="summary",
    ),
    Rule(
        slug="note-elsewhere",
        severity=Severity.ERROR,
        model=EditorialNote,
        title=_("It is on a citation of another summary than its own."),
        advice=_("Choose the summary of the citation, or a citation of the summary."),
        broken=notes_elsewhere,
        within="summary",
    ),
    Rule(
        slug="activity-outside-period",
        severity=Severity.WARNING,
        model=ActivityCitation,
        title=_("The activity is outside the period of the summary."),
        advice=_(
            "Check the dates and the period in the document; if it prints them so, say it in a "
            "note on the citation."
        ),
        broken=outside_period,
        within="summary",
    ),
    Rule(
        slug="activity-heading-theme",
        severity=Severity.WARNING,
        model=ActivityCitation,
        title=HEADING,
        advice=HEADING_ADVICE,
        broken=partial(heading_of_another_theme, ActivityCitation, "activity", ActivityTheme),
        within="summary",
    ),
    Rule(
        slug="pilot-heading-theme",
        severity=Severity.WARNING,
        model=PilotCitation,
        title=HEADING,
        advice=HEADING_ADVICE,
        broken=partial(heading_of_another_theme, PilotCitation, "pilot", PilotTheme),
        within="summary",
    ),
    Rule(
        slug="activity-place-gap",
        severity=Severity.WARNING,
        model=ActivityCitation,
        title=GAP,
        advice=GAP_ADVICE,
        broken=partial(places_after_gaps, ActivityCitation),
        within="summary",
    ),
    Rule(
        slug="pilot-place-gap",
        severity=Severity.WARNING,
        model=PilotCitation,
        title=GAP,
        advice=GAP_ADVICE,
        broken=partial(places_after_gaps, PilotCitation),
        within="summary",
    ),
    Rule(
        slug="activity-place-shared",
        severity=Severity.WARNING,
        model=ActivityCitation,
        title=SHARED,
        advice=SHARED_ADVICE,
        broken=partial(places_shared, ActivityCitation, "activity_citation"),
        within="summary",
    ),
    Rule(
        slug="pilot-place-shared",
        severity=Severity.WARNING,
        model=PilotCitation,
        title=SHARED,
        advice=SHARED_ADVICE,
        broken=partial(places_shared, PilotCitation, "pilot_citation"),
        within="summary",
    ),
)
