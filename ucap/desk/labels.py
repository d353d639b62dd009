"""The names of many records at once, for forms with many rows."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.forms import BaseForm, ModelChoiceField, Select, SelectMultiple, Widget
from django.forms.models import ModelChoiceIterator
from django.http import HttpRequest

from browse.natural import NaturalKeyed


def named_through(model: type[Model]) -> list[str]:
    """The foreign keys that lead to what names a record of `model`, as its natural key does.

    A through row is named by what it joins, so that without them each name
    would cost queries of its own.
    """
    if not issubclass(model, NaturalKeyed):
        return []
    paths = (look_up.rpartition("__")[0] for look_up in model.NATURAL_KEY)
    return list(dict.fromkeys(path for path in paths if path))


def with_names(records: QuerySet[Any]) -> QuerySet[Any]:
    """`records` with all that their names need, in the same query."""
    paths = named_through(records.model)
    return records.select_related(*paths) if paths else records


def labels_of(field: ModelChoiceField, values: Iterable[Any]) -> dict[str, str]:
    """What `field` calls those of `values` that it offers, by value. One query; none for none."""
    records: QuerySet[Any] = field.queryset.all()  # type: ignore[union-attr]
    lookup = field.to_field_name or records.model._meta.pk.name
    column = records.model._meta.get_field(lookup)
    wanted = []
    for value in {str(value) for value in values} - {"", "None"}:
        try:
            wanted.append(column.to_python(value))
        except ValidationError:
            continue  # nobody's key
    if not wanted:
        return {}
    found = with_names(records).filter(**{f"{lookup}__in": wanted})
    return {str(field.prepare_value(one)): field.label_from_instance(one) for one in found}


class LoadedSelect(AutocompleteSelect):
    """An autocompleting select that has the label of what is chosen already."""

    def optgroups(self, name, value, attrs=None):
        """The options in `choices`, as a plain select has them; no query."""
        return Select.optgroups(self, name, value, attrs)


class LoadedSelectMultiple(AutocompleteSelectMultiple):
    """The same for several."""

    def optgroups(self, name, value, attrs=None):
        """The options in `choices`, as a plain select has them; no query."""
        return SelectMultiple.optgroups(self, name, value, attrs)


LOADED = {AutocompleteSelect: LoadedSelect, AutocompleteSelectMultiple: LoadedSelectMultiple}


def load_choices(forms: list[BaseForm]) -> None:
    """Give the selects of `forms`, all of one kind, their labels: one query for each field.

    Autocompleting selects get what is chosen in them, plain ones share all that can be chosen.
    """
    for name in forms[0].fields if forms else ():
        bounds = [form[name] for form in forms if name in form.fields]
        field: Any = bounds[0].field
        if not isinstance(field, ModelChoiceField):
            continue
        widget = _inner(field.widget)
        if type(widget) in LOADED:
            labels = labels_of(field, [one for bound in bounds for one in _several(bound.value())])
            for bound in bounds:
                _load(bound.field, [(v, labels[v]) for v in _several(bound.value()) if v in labels])
        elif isinstance(widget, Select) and isinstance(widget.choices, ModelChoiceIterator):
            choices = list(_every(field))
            for bound in bounds:
                bound.field.widget.choices = choices


def _load(field: Any, chosen: list[tuple[str, str]]) -> None:
    """Replace an autocompleting select by one that needs no query for its labels."""
    widget: Any = _inner(field.widget)
    single = not widget.allow_multiple_selected
    empty = [("", "")] if single and not field.required else []
    loaded = LOADED[type(widget)](
        widget.field, widget.admin_site, attrs=widget.attrs, using=widget.db
    )
    loaded.is_required = widget.is_required
    if field.widget is widget:
        field.widget = loaded
    else:
        field.widget.widget = loaded
    loaded.choices = [*empty, *chosen]


def _every(field: ModelChoiceField) -> Iterable[tuple[Any, str]]:
    """All that a plain select offers, with names that need no further query."""
    if field.empty_label is not None and not getattr(
        field.widget, "allow_multiple_selected", False
    ):
        yield "", field.empty_label
    records: QuerySet[Any] = field.queryset.all()  # type: ignore[union-attr]
    for record in with_names(records):
        yield field.prepare_value(record), field.label_from_instance(record)


def _inner(widget: Widget) -> Widget:
    """The select itself, without what admin wraps around it."""
    return getattr(widget, "widget", widget)


def _several(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple | set | QuerySet) else [value]
    return ["" if one is None else str(one) for one in values]


class LoadedTogether(admin.ModelAdmin):
    """A `ModelAdmin` whose change form runs as many queries for many rows as for few."""

    def get_formset_kwargs(
        self, request: HttpRequest, obj: Any, inline: admin.options.InlineModelAdmin, prefix: str
    ) -> dict[str, Any]:
        """With the rows' names and many-to-many values loaded together."""
        found = super().get_formset_kwargs(request, obj, inline, prefix)
        chosen = [
            relation.name
            for relation in inline.model._meta.local_many_to_many
            if relation.remote_field.through._meta.auto_created
        ]
        rows = with_names(found["queryset"]).prefetch_related(*chosen)
        return {**found, "queryset": rows}

    def render_change_form(self, request, context, *args, **kwargs):
        """With the labels of selects loaded together."""
        for inline in context["inline_admin_formsets"]:
            load_choices(inline.formset.forms)
        return super().render_change_form(request, context, *args, **kwargs)
