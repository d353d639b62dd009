"""The forms of activities and pilots: dates in one field, links as names with marks."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from pilots.models import Activity, Outcome, PilotProject, ThemeBasis
from ucap.desk.entry.entering import Entering, entering
from ucap.desk.entry.fields import Named, NamesField, WhenField
from ucap.desk.entry.outcomes import link_named
from ucap.desk.entry.records import CITY_MARKS, IMPLIED, ORGANISATION_MARKS, stored
from ucap.desk.entry.rows import free_slug
from ucap.desk.entry.summary import Optional

THEME_MARKS = {"printed": {"basis": ThemeBasis.PRINTED}}
FIELDS = ("city_names", "organisation_names", "theme_names")


class LinkedForm(Optional, forms.ModelForm):
    """An activity or a pilot with its dates and its links to cities, organisations and themes."""

    entering: ClassVar[Entering]
    optional = ("slug",)

    when = WhenField()
    city_names = NamesField("city", new=True, needs_country=True, label=_("Cities"))
    organisation_names = NamesField(
        "organisation",
        new=True,
        marks=ORGANISATION_MARKS,
        label=_("Organisations"),
        help_text=_(
            "With what they do and what the document prints: “International Urban Cooperation"
            " (leads, as “IUC team”)”. Roles: leads, takes part, hosts, signs, mentioned."
        ),
    )
    theme_names = NamesField(
        "theme",
        marks=THEME_MARKS,
        label=_("Themes"),
        help_text=_("Write “(printed)” behind a theme that a document itself names for it."),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.entering.prepare(self)
        self.relax()
        if self.instance.pk:
            self.initial["when"] = self.instance.dates
            for name in FIELDS:
                self.initial[name] = "; ".join(self._written(name))

    def _links(self, name: str) -> Any:
        """The rows that a field stands for."""
        return getattr(self.instance, name.replace("_names", "_links"))

    def _marks(self, name: str) -> Mapping[str, Mapping[str, Any]]:
        return self.fields[name].words  # type: ignore[attr-defined]

    def _written(self, name: str) -> list[str]:
        """Each link as one types it. One query."""
        field: Any = self.fields[name]
        said = []
        for link in self._links(name).all():
            pk = getattr(link, f"{name.removesuffix('_names')}_id")
            marks = [
                word
                for word, values in self._marks(name).items()
                if all(getattr(link, key) == value for key, value in values.items())
                and any(value != self._usual(name).get(key) for key, value in values.items())
            ]
            printed = getattr(link, "name_printed", "")
            plain = field.directory.by_pk[pk].name
            said.append(field.written(pk, marks, "" if printed == plain else printed))
        return said

    def _usual(self, name: str) -> dict[str, Any]:
        """What the links of a field store when nothing stands behind a name."""
        model = self._links(name).model
        return {
            field.name: field.default
            for field in model._meta.fields
            if field.name in {"role", "basis"}
        }

    def clean(self) -> dict[str, Any]:
        """The dates as stored; names that are new are checked."""
        cleaned = super().clean() or self.cleaned_data
        if "when" in self.changed_data and "when" in cleaned:
            when = cleaned["when"]
            self.instance.start, self.instance.end = when.start, when.end
            self.instance.precision = when.precision
        for name in FIELDS:
            for named in cleaned.get(name) or []:
                kind = name.removesuffix("_names")
                if kind != "theme":
                    try:
                        self.entering.check_new(named, kind)
                    except forms.ValidationError as refused:
                        self.add_error(name, refused)
        return cleaned

    def clean_slug(self) -> str:
        """What was typed, or an address made of the title."""
        typed = self.cleaned_data["slug"]
        title = self.cleaned_data.get("title", "")
        records = self._meta.model.objects.all()
        return typed or free_slug(title, records, length=120, otherwise="record")

    def _save_m2m(self) -> None:
        super()._save_m2m()
        for name in FIELDS:
            if name in self.changed_data:
                self._save_links(name, self.cleaned_data[name])

    def _save_links(self, name: str, said: list[Named]) -> None:
        """Make the links those of a field; rows that stay what they are are not written."""
        kind = name.removesuffix("_names")
        rows = self._links(name)
        left = {self._which(row, kind): row for row in rows.all()}
        for named in said:
            pk = self._pk(named, kind)
            values = {**self._usual(name), **stored(named, self._marks(name))}
            which = (pk, values["role"]) if kind == "organisation" else (pk,)
            row = left.pop(which, None) or rows.model(**{f"{kind}_id": pk})
            if kind == "organisation":
                values["name_printed"] = _printed(named, row)
            setattr(row, rows.field.name, self.instance)
            if row.pk is None or any(getattr(row, k) != v for k, v in values.items()):
                for key, value in values.items():
                    setattr(row, key, value)
                row.save()
        rows.filter(pk__in=[row.pk for row in left.values()]).delete()

    def _which(self, row: Any, kind: str) -> tuple:
        """What tells a link from the others of its record."""
        pk = getattr(row, f"{kind}_id")
        return (pk, row.role) if kind == "organisation" else (pk,)

    def _pk(self, named: Named, kind: str) -> int:
        if kind == "city":
            return self.entering.city(named)
        if kind == "organisation":
            return self.entering.organisation(named)
        assert named.entry  # noqa: S101 - themes are not made here
        return named.entry.pk


def _printed(named: Named, row: Any) -> str:
    """The name as printed: what was said, or typed; a name that was only shown changes nothing."""
    if named.token.printed:
        return named.token.printed
    shown = named.entry and named.token.name in {named.entry.name, named.entry.slug}
    return row.name_printed if shown and row.pk and not row.name_printed else named.token.name


class ActivityForm(LinkedForm):
    """An activity."""

    city_names = NamesField(
        "city",
        new=True,
        needs_country=True,
        marks=CITY_MARKS,
        label=_("Cities"),
        help_text=_(
            "With what they do: “Granada; Kunming (hosts); Yantai (takes part and hosts)”."
            " Write “(implied)” behind a city that the document does not name."
        ),
    )

    class Meta:
        model = Activity
        fields = [
            *("title", "slug", "kind", "mode", "occasion", "description", "location_text"),
            *("funding", "part_of", "pilots"),
        ]


class PilotForm(LinkedForm):
    """A pilot."""

    when = WhenField(label=_("Planned for"))
    city_names = NamesField(
        "city",
        new=True,
        needs_country=True,
        marks=IMPLIED,
        label=_("Cities"),
        help_text=_("Write “(implied)” behind a city that the document does not name."),
    )

    class Meta:
        model = PilotProject
        fields = [
            *("title", "slug", "kind", "stage", "description", "location_text", "funding"),
        ]


class OutcomeForm(Optional, forms.ModelForm):
    """An outcome; its position may be left to the order in which outcomes are entered."""

    optional = ("position",)

    class Meta:
        model = Outcome
        fields = ["kind", "position", "text", "cities", "organisations"]
        widgets = {"text": forms.Textarea({"rows": 2})}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.relax()
        if not self.instance.pk:
            self.initial["position"] = None


class LinkedAdmin:
    """A `ModelAdmin` mixin: the form with names for editors, plain rows for those who only look."""

    linked_form: type[LinkedForm]
    linked_fieldsets: tuple
    linked_inlines: tuple
    change_form_template = "desk/entry/record.html"

    def _edits(self, request: HttpRequest, obj: Any) -> bool:
        admin: Any = self
        if obj is None:
            return admin.has_add_permission(request)
        return admin.has_change_permission(request, obj)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Without the rows that the form has as names."""
        plain: Any = super().get_inlines(request, obj)
        return self.linked_inlines if self._edits(request, obj) else plain

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The fields in plain groups."""
        if self._edits(request, obj):
            return self.linked_fieldsets
        return super().get_fieldsets(request, obj)

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs
    ) -> Any:
        """The form, made anew for each request."""
        if not self._edits(request, obj):
            return super().get_form(request, obj, change, **kwargs)
        kwargs = {"form": self.linked_form, **kwargs}
        form = super().get_form(request, obj, change, **kwargs)
        form.entering = entering(request)
        return form

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict:
        """None where the address is proposed on saving."""
        if self._edits(request, obj):
            return {}
        return super().get_prepopulated_fields(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save all; what outcomes of an activity name is linked to it, too."""
        super().save_related(request, form, formsets, change)
        record = form.instance
        if isinstance(record, Activity):
            named = record.outcomes.prefetch_related("cities", "organisations")
            cities = [city.pk for outcome in named for city in outcome.cities.all()]
            bodies = [body.pk for outcome in named for body in outcome.organisations.all()]
            link_named(record, cities, bodies)
