"""The form that reads a whole address: every filter with `match` and `sort`."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from browse.fields import MESSAGES_LIMIT, given
from browse.vocabulary import alike


class MatchField(forms.Field):
    """Names of parameters whose values must all hold together; cleans to a list of names."""

    widget = forms.MultipleHiddenInput

    def __init__(self, *, names: list[str], **kwargs) -> None:
        super().__init__(**kwargs)
        self.names = names

    def clean(self, value: list[str] | None) -> list[str]:
        """The names in `value`; ValidationError for one that is no repeatable parameter."""
        texts = given(value)
        unknown = [text for text in texts if text not in self.names]
        if unknown:
            raise ValidationError([self._unknown(text) for text in unknown[:MESSAGES_LIMIT]])
        return texts

    def _unknown(self, text: str) -> ValidationError:
        return ValidationError(
            _("“%(value)s” cannot be matched – use one of %(names)s"),
            params={"value": text[:60].replace("\0", "�"), "names": ", ".join(self.names)},
        )


class SortField(forms.CharField):
    """One of the named orders, `-` before it for the reverse; cleans to that text or ""."""

    def __init__(self, *, names: list[str], **kwargs) -> None:
        super().__init__(**kwargs)
        self.names = names

    def clean(self, value: str | None) -> str:
        """See the class; ValidationError for an unknown order."""
        text = super().clean(value)
        if text and text.removeprefix("-") not in self.names:
            near = alike(text, self.names) or self.names
            raise ValidationError(
                _("no order “%(value)s” – use one of %(near)s"),
                params={"value": text[:60], "near": ", ".join(near)},
            )
        return text


class BrowseForm(forms.Form):
    """Everything an address asks, read and checked together."""

    def clean(self) -> dict[str, Any]:
        """Check what concerns several parameters: a period must not end before it starts."""
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("from"), cleaned.get("to")
        if first and last and first > last:
            self.add_error("from", _("“from” is after “to”: swap the two months."))
        return cleaned
