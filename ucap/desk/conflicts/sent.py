"""What a browser sends for a field of a form, and what that means.

Values are kept as they are sent, since that is what can be put back into a
form; they are compared by what they mean, so that “1.50” and “1.5” are alike.
"""

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import ChoiceWidget
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

Lists = Mapping[str, list[str]]
"""Values by the names of HTML, those of a row without the row's prefix."""


@dataclass(frozen=True)
class Sent:
    """What a browser sends for one field; two are equal if they mean the same."""

    values: Lists = field(compare=False)
    meaning: Any


def of_initial(bound: BoundField) -> Lists:
    """What a browser would send for a field of a form that nobody has touched. No queries.

    A file is not sent again; in its place stands the name under which it is stored.
    """
    return _of_widget(bound.field.widget, bound.name, bound.value())


def _of_widget(widget: forms.Widget, name: str, value: Any) -> dict[str, list[str]]:
    widget = getattr(widget, "widget", widget)  # what admin wraps around a select
    if isinstance(widget, forms.FileInput):
        return {name: _texts(value)}
    if isinstance(widget, forms.CheckboxInput):
        return {name: ["on"] if widget.check_test(value) else []}
    if isinstance(widget, ChoiceWidget):  # before `get_context`, which reads all choices
        return {name: _texts(widget.format_value(value))}
    return _of_context(widget.get_context(name, value, {})["widget"])


def _of_context(context: Mapping[str, Any]) -> dict[str, list[str]]:
    """What the template of a widget is told, which may be made of other widgets."""
    if "subwidgets" not in context:
        return {context["name"]: _texts(context["value"])}
    lists: dict[str, list[str]] = {}
    for part in context["subwidgets"]:
        lists |= _of_context(part)
    return lists


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple | set) else [value]
    return ["" if one is None else str(one) for one in values]


def meant(field: forms.Field, name: str, lists: Lists) -> Sent:
    """What `lists` mean to `field`. No queries: records are compared by their keys."""
    if isinstance(field, forms.FileField):
        return Sent(lists, "".join(lists.get(name, [])))
    data = QueryDict(mutable=True)
    for key, values in lists.items():
        data.setlist(key, list(values))
    value = field.widget.value_from_datadict(data, MultiValueDict(), name)
    return Sent(lists, _meaning(field, value))


def _meaning(field: forms.Field, value: Any) -> Any:
    if isinstance(field, forms.MultiValueField):
        parts = value if isinstance(value, list | tuple) else [value] * len(field.fields)
        return tuple(_meaning(one, part) for one, part in zip(field.fields, parts, strict=False))
    if isinstance(field, forms.ModelChoiceField):  # its `to_python` asks the database
        texts = {str(one) for one in _several(value)}
        return frozenset(texts - {"", "None"})
    if isinstance(field, forms.MultipleChoiceField):
        return frozenset(map(str, value or ()))
    with contextlib.suppress(ValidationError, ValueError, TypeError):
        value = field.to_python(value)  # what cannot be read means itself
    if value in field.empty_values:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()  # browsers send every line end as two
    return value


def _several(value: Any) -> Iterable[Any]:
    return value if isinstance(value, list | tuple | set) else [value]
