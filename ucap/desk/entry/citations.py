"""The activities and results of a summary: a card for each place of the document."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from browse.when import When, read
from pilots.models import ActivityKind, Mode, PilotKind, Stage
from ucap.desk.entry import places, records
from ucap.desk.entry.doubles import Double, Records
from ucap.desk.entry.entering import Entering
from ucap.desk.entry.fields import Named, NamesField, WhenField
from ucap.desk.entry.numbered import is_live
from ucap.desk.entry.outcomes import OutcomesField
from ucap.desk.entry.outcomes import add as add_outcomes
from ucap.desk.entry.summary import Optional, Prose
from ucap.summaries.models import ActivityCitation, EditorialNote, PilotCitation
from ucap.summaries.models.citations import Citation

ALIKE = "alike"
"""The code of the error that asks whether a new record is one that there is already."""
OUT_OF_THE_WAY = "999.999"

TOLD = ["position", "heading", "dates_told", "unnamed_groups", "difference"]
WIDGETS = {
    "position": forms.TextInput({"size": 5, "autocomplete": "off", "inputmode": "decimal"}),
    "difference": Prose(2),
}
HELP = {
    "position": _("4, or 4.1 for a sub-point. Left empty: the next entry."),
    "dates_told": _("To the letter."),
    "heading": _("The heading it stands under, to the letter."),
}


class CardForm(Optional, forms.ModelForm):
    """One place of a document and the record that it tells of, known or new.

    A sub-point without a record of its own tells of the record of its entry.
    """

    entering: ClassVar[Entering]
    kind: ClassVar[str]
    optional = ("position",)
    required_for_new: ClassVar[dict[str, Any]] = {"new_kind": _("Choose the kind of the record.")}

    inherited: "CardForm | None" = None
    doubles: list[Double]

    another = forms.BooleanField(label=_("None of these: make a new record"), required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.doubles = []
        self.relax()
        self.entering.prepare(self)
        self._cited: Any = None
        if self.instance.pk:
            field: Any = self.fields["record"]
            self.initial["record"] = field.written(getattr(self.instance, f"{self.kind}_id"))

    @property
    def named(self) -> Named | None:
        """The record that the card names itself, if it does."""
        found = self.cleaned_data.get("record") or []
        return found[0] if found else None

    @property
    def is_new(self) -> bool:
        """Whether the card asks for a new record."""
        return bool(self.named and self.named.entry is None)

    @property
    def asks_for_new(self) -> bool:
        """The same of what was typed, whether or not it is right: for showing the card."""
        return str(self["record"].value() or "").casefold().startswith("new:")

    @property
    def stored_record(self) -> Model | None:
        """The record that is cited now."""
        return getattr(self.instance, self.kind) if self.instance.pk else None

    def clean(self) -> dict[str, Any]:
        """What a new record needs."""
        cleaned = super().clean() or self.cleaned_data
        if self.is_new:
            self._check_new(cleaned)
        return cleaned

    def _check_new(self, cleaned: dict[str, Any]) -> None:
        named = self.named
        assert named  # noqa: S101 - asked for new records only
        if len(named.token.name) > 300:
            self.add_error("record", _("A title has at most 300 characters."))
        for name, message in self.required_for_new.items():
            if name in cleaned and not cleaned[name]:
                self.add_error(name, message)
        for name, kind in (
            ("record", self.kind),
            ("new_cities", "city"),
            ("new_organisations", "organisation"),
        ):
            for one in cleaned.get(name) or []:
                try:
                    self.entering.check_new(one, kind)
                except ValidationError as refused:
                    self.add_error(name, refused)
        if "new_when" in cleaned and not cleaned["new_when"]:
            cleaned["new_when"] = _told(cleaned.get("dates_told", ""))

    def cited(self) -> Any:
        """The record that the card tells of; made when it is new. Valid cards only."""
        if self._cited is None:
            self._cited = self._find()
        return self._cited

    def _find(self) -> Any:
        named = self.named
        if named is None:
            return self.inherited.cited() if self.inherited else self.stored_record
        if named.entry:
            return self.candidates.model.objects.get(pk=named.entry.pk)
        title = named.token.name
        return self.entering.record(self.kind, title, lambda: self.make(title))

    @property
    def candidates(self) -> Records:
        """All records of the card's kind."""
        raise NotImplementedError

    def make(self, title: str) -> Any:
        """A new record of the card's fields."""
        raise NotImplementedError

    def find_doubles(self) -> None:
        """Ask, once, whether a new record is one of those that are much like it."""
        if not self.is_new or self.errors or self.cleaned_data.get("another"):
            return
        named = self.named
        assert named  # noqa: S101 - it is new
        cities = {one.entry.pk for one in self.cleaned_data.get("new_cities", []) if one.entry}
        title, when = named.token.name, self.cleaned_data["new_when"]
        self.doubles = self.candidates.alike(title, when, cities)
        if self.doubles:
            self.add_error(
                "record",
                ValidationError(
                    _("“%(title)s” is much like what is there already. Is it one of these?"),
                    params={"title": title[:80]},
                    code=ALIKE,
                ),
            )

    def save(self, commit: bool = True) -> Any:
        """The citation, with its record."""
        setattr(self.instance, self.kind, self.cited())
        return super().save(commit)


def _told(text: str) -> When:
    """The dates as told, where they can be read; else none."""
    try:
        return read(text)
    except ValidationError:
        return When()


class ChosenOutcomes(forms.MultipleChoiceField):
    """Outcomes by primary key; whose they may be is checked when the record is known."""

    widget = forms.CheckboxSelectMultiple

    def valid_value(self, value: str) -> bool:
        """Any number."""
        return value.isascii() and value.isdigit() and len(value) < 19


class ActivityCard(CardForm):
    """A place among the activities."""

    kind = "activity"

    record = NamesField(
        "activity",
        one=True,
        new=True,
        label=_("Activity"),
        help_text=_(
            "Type its name. A new one: “new:” and its title. A sub-point without one tells of the"
            " activity of its entry."
        ),
    )
    told = ChosenOutcomes(label=_("Outcomes told here"), required=False)
    new_outcomes = OutcomesField(label=_("Further outcomes told here"))
    new_when = WhenField(help_text=_("Left empty: the dates as told, if they can be read."))
    new_kind = forms.ChoiceField(
        label=_("kind"), required=False, choices=[("", "—"), *ActivityKind.choices]
    )
    new_mode = forms.ChoiceField(
        label=_("mode"), required=False, choices=[("", "—"), *Mode.choices]
    )
    new_occasion = forms.CharField(
        label=_("occasion"),
        required=False,
        max_length=300,
        help_text=_("The forum or fair that it was part of, as printed."),
    )
    new_place = forms.CharField(
        label=_("place"),
        required=False,
        max_length=300,
        help_text=_("A place inside a city: a district, a park, a campus."),
    )
    new_cities = NamesField(
        "city",
        new=True,
        needs_country=True,
        marks=records.CITY_MARKS,
        label=_("cities"),
        help_text=_("As in “Granada; Kunming (hosts); Yantai (takes part and hosts, implied)”."),
    )
    new_organisations = NamesField(
        "organisation",
        new=True,
        marks=records.ORGANISATION_MARKS,
        label=_("organisations"),
        help_text=_("As printed, with what they do: “NDRC; IUC team (leads)”."),
    )
    new_themes = NamesField("theme", label=_("themes"))
    new_description = forms.CharField(
        label=_("description"), required=False, widget=Prose(2), help_text=_("In our own words.")
    )

    class Meta:
        model = ActivityCitation
        fields = TOLD
        widgets = WIDGETS
        help_texts = HELP

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_outcomes"].directories = self.entering.directories  # type: ignore[attr-defined]
        if self.instance.pk:
            told = [str(one.pk) for one in self.instance.outcomes.all()]
            self.initial["told"] = told
            field: Any = self.fields["told"]
            field.choices = [
                (str(one.pk), str(one)) for one in self.instance.activity.outcomes.all()
            ]

    @property
    def candidates(self) -> Records:
        """All activities."""
        return self.entering.activities

    def make(self, title: str) -> Any:
        """A draft of the activity."""
        return records.make_activity(title, self.cleaned_data, self.entering)

    def check_outcomes(self) -> None:
        """Outcomes told here are the activity's; further ones need the right to change it."""
        chosen = {int(pk) for pk in self.cleaned_data.get("told", [])}
        further = self.cleaned_data.get("new_outcomes")
        if not chosen and not further:
            return
        record = self._known()
        own = set() if record is None else {one.pk for one in record.outcomes.all()}
        if chosen - own:
            self.add_error("told", _("Outcomes of another activity: choose again."))
        if further and record is not None and not self.entering.may_change(record):
            self.add_error(
                "new_outcomes",
                _("You may not change this activity: ask an editor to add the outcome to it."),
            )

    def _known(self) -> Any:
        """The stored activity that the card tells of; None when it is to be made."""
        card: CardForm = self if self.named or not self.inherited else self.inherited
        return None if card.is_new else card.cited()

    def save(self, commit: bool = True) -> Any:
        """The citation, with the outcomes told here."""
        citation = super().save(commit)
        told = [int(pk) for pk in self.cleaned_data.get("told", [])]
        further = add_outcomes(citation.activity, self.cleaned_data.get("new_outcomes") or [])
        if further or "told" in self.changed_data or "record" in self.changed_data:
            citation.outcomes.set([*told, *(one.pk for one in further)])
        return citation


class PilotCard(CardForm):
    """A place among the expected results."""

    kind = "pilot"

    record = NamesField(
        "pilot",
        one=True,
        new=True,
        label=_("Pilot"),
        help_text=_("Type its name. A new one: “new:” and its title."),
    )
    new_kind = forms.ChoiceField(
        label=_("kind"), required=False, choices=[("", "—"), *PilotKind.choices]
    )
    new_stage = forms.ChoiceField(
        label=_("stage"),
        required=False,
        choices=[("", "—"), *Stage.choices],
        help_text=_("Only what the document says. Left empty: proposed."),
    )
    new_when = WhenField(
        label=_("planned for"), help_text=_("Left empty: the dates as told, if they can be read.")
    )
    new_place = forms.CharField(
        label=_("place"),
        required=False,
        max_length=300,
        help_text=_("A place inside a city: a district, a park, a campus."),
    )
    new_cities = NamesField(
        "city",
        new=True,
        needs_country=True,
        marks=records.IMPLIED,
        label=_("cities"),
        help_text=_("As in “Granada; Kunming (implied)”."),
    )
    new_organisations = NamesField(
        "organisation",
        new=True,
        marks=records.ORGANISATION_MARKS,
        label=_("organisations"),
        help_text=_("As printed, with what they do: “Yantai University; Setel (leads)”."),
    )
    new_themes = NamesField("theme", label=_("themes"))
    new_description = forms.CharField(
        label=_("description"), required=False, widget=Prose(2), help_text=_("In our own words.")
    )

    class Meta:
        model = PilotCitation
        fields = TOLD
        widgets = WIDGETS
        help_texts = HELP

    @property
    def candidates(self) -> Records:
        """All pilots."""
        return self.entering.pilots

    def make(self, title: str) -> Any:
        """A draft of the pilot."""
        return records.make_pilot(title, self.cleaned_data, self.entering)


class CardFormSet(forms.BaseInlineFormSet):
    """All places of a part of a document, in its order."""

    entering: ClassVar[Entering]

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.entering.formsets[str(self.prefix)] = self

    def clean(self) -> None:
        """Number the places, find what sub-points tell of, and check all cards together."""
        super().clean()
        live: list[Any] = [form for form in self.forms if is_live(self, form)]
        self._number(live)
        self._inherit(live)
        broken = any(form.errors for form in self.forms)
        seen: set[tuple[str, Any]] = set()
        for form in live:
            card = form if form.named else form.inherited
            if card is None:
                # the entry of a sub-point may be among the cards that are wrong themselves
                if not (broken and places.parent(form.cleaned_data["position"])):
                    form.add_error("record", _("Name the record that this place tells of."))
                continue
            if hasattr(form, "check_outcomes"):
                form.check_outcomes()
            named = card.named
            which = (named.entry.pk if named.entry else named.token.name.casefold()) if named else 0
            if (form.cleaned_data["position"], which) in seen:
                form.add_error("record", _("This place tells of this record already."))
            seen.add((form.cleaned_data["position"], which))
        for form in live:
            form.find_doubles()

    def validate_unique(self) -> None:
        """Places are compared in `clean`: here they would be compared with rows that move."""

    def _number(self, live: list[Any]) -> None:
        """Give what has no position the number behind all that stand before it on the page."""
        before: list[str] = []
        for form in live:
            if not form.cleaned_data.get("position"):
                position = places.following(before)
                form.instance.position = form.cleaned_data["position"] = position
            before.append(form.cleaned_data["position"])

    def _inherit(self, live: list[Any]) -> None:
        """Let each sub-point without a record tell of that of its entry."""
        by_position: dict[str, Any] = {}
        for form in sorted(live, key=lambda form: places.place(form.cleaned_data["position"])):
            position = form.cleaned_data["position"]
            if form.named is None and not form.errors:
                form.inherited = by_position.get(places.parent(position))
            source = form if form.named else form.inherited
            if source is not None:
                by_position.setdefault(position, source)

    def save(self, commit: bool = True) -> list[Any]:
        """Save, with what is removed or moves out of the way of the others first.

        Notes on a place that is removed stay with the summary.
        """
        model: type[Citation] = self.model  # type: ignore[assignment]
        gone = [form.instance.pk for form in self.deleted_forms if form.instance.pk]
        link = f"{self.form.kind}_citation"  # type: ignore[attr-defined]
        for note in EditorialNote.objects.filter(**{f"{link}__in": gone}):
            setattr(note, link, None)
            note.save()
        model.objects.filter(pk__in=gone).delete()
        moving = [
            form.instance.pk
            for form in self.initial_forms
            if {"position", "record"} & set(form.changed_data) and form.instance.pk not in gone
        ]
        for number, pk in enumerate(moving, 1):
            model.objects.filter(pk=pk).update(position=f"{OUT_OF_THE_WAY}.{number}")
        return super().save(commit)
