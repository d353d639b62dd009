"""What a browser sends for a field that nobody touched, and what means the same."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict

from ucap.desk.conflicts.sent import meant, of_initial
from ucap.desk.conflicts.told import readable


class Everything(forms.Form):
    """A field of every sort that forms of the desk have, or may have one day."""

    text = forms.CharField(widget=forms.Textarea)
    number = forms.DecimalField()
    day = forms.DateField()
    moment = forms.SplitDateTimeField()
    parts = forms.DateField(widget=forms.SelectDateWidget(years=[2019, 2020]))
    ticked = forms.BooleanField()
    maybe = forms.NullBooleanField()
    one = forms.ChoiceField(choices=[("", "–"), ("a", "Alpha"), ("b", "Beta")])
    several = forms.MultipleChoiceField(choices=[("Group", [("a", "Alpha"), ("b", "Beta")])])
    boxes = forms.MultipleChoiceField(
        choices=[("a", "Alpha"), ("b", "Beta")], widget=forms.CheckboxSelectMultiple
    )
    button = forms.ChoiceField(choices=[("a", "Alpha")], widget=forms.RadioSelect)
    file = forms.FileField()


FILLED: dict[str, Any] = {
    "text": "a\nb",
    "number": "1.50",
    "day": "2019-04-01",
    "moment": ["2019-04-01", "12:30"],
    "parts": "2019-04-01",
    "ticked": True,
    "maybe": False,
    "one": "a",
    "several": ["a", "b"],
    "boxes": ["b"],
    "button": "a",
    "file": "plan.pdf",
}


def sent(initial: dict[str, Any]) -> dict[str, Any]:
    """What is sent for each field of a form opened with `initial`."""
    form = Everything(initial=initial)
    return {bound.name: of_initial(bound) for bound in form}


def test_what_is_sent_is_what_the_form_itself_would_read() -> None:
    lists = sent(FILLED)
    del lists["file"]  # which a browser does not send again
    data = QueryDict(mutable=True)
    for names in lists.values():
        for name, values in names.items():
            if values:
                data.setlist(name, values)
    form = Everything(data, initial=FILLED)
    assert form.errors == {}
    assert form.cleaned_data["several"] == ["a", "b"]
    assert form.cleaned_data["ticked"] is True
    assert form.cleaned_data["maybe"] is False
    assert str(form.cleaned_data["parts"]) == "2019-04-01"
    assert form.cleaned_data["moment"].hour == 12


@pytest.mark.parametrize("name", FILLED)
def test_an_empty_field_means_something_else_than_a_filled_one(name: str) -> None:
    field = Everything().fields[name]
    full, empty = meant(field, name, sent(FILLED)[name]), meant(field, name, sent({})[name])
    assert full == meant(field, name, sent(FILLED)[name])
    assert full != empty
    assert empty == meant(field, name, {})


ALIKE: list[tuple[str, Any, Any]] = [
    ("text", ["a\r\nb "], ["a\nb"]),
    ("number", ["1.5"], ["1.50"]),
    ("number", ["٣"], ["3"]),
    ("day", ["01/04/2019"], ["2019-04-01"]),
    ("one", [""], []),
    ("several", ["b", "a"], ["a", "b"]),
    ("ticked", ["on"], ["true"]),
    ("ticked", [], ["false"]),
]
APART: list[tuple[str, Any, Any]] = [
    ("text", ["a b"], ["a  b"]),
    ("number", ["three"], [""]),
    ("number", ["three"], ["four"]),
    ("number", ["0"], [""]),
    ("day", ["2019-13-01"], ["2019-01-13"]),
    ("several", ["a"], ["a", "b"]),
]


@pytest.mark.parametrize(("name", "one", "other"), ALIKE)
def test_two_ways_to_write_the_same_are_alike(name: str, one: Any, other: Any) -> None:
    field = Everything().fields[name]
    assert meant(field, name, {name: one}) == meant(field, name, {name: other})


@pytest.mark.parametrize(("name", "one", "other"), APART)
def test_what_means_something_else_is_not_alike(name: str, one: Any, other: Any) -> None:
    field = Everything().fields[name]
    assert meant(field, name, {name: one}) != meant(field, name, {name: other})


def test_values_are_told_as_people_read_them() -> None:
    form, lists = Everything(), sent(FILLED)
    told = {
        name: readable(form.fields[name], meant(form.fields[name], name, lists[name]).meaning)
        for name in FILLED
    }
    assert told["day"] == "1 Apr 2019"
    assert told["moment"].startswith("1 Apr 2019, ")
    assert (told["ticked"], told["maybe"]) == ("Yes", "No")
    assert (told["one"], told["several"], told["boxes"]) == ("Alpha", "Alpha, Beta", "Beta")
