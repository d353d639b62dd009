"""Form fields that read the parameters of an address."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from browse.comparing import MOST
from browse.dates import month
from browse.querystring import distinct
from browse.text import Spoken
from browse.vocabulary import Term, Vocabulary

WORDS_LIMIT = 12
MESSAGES_LIMIT = 5
VALUES_LIMIT = 30
"""How many values one parameter may have: more would make slow queries, and no reader's list."""


def given(value: list[str] | None) -> list[str]:
    """The values of a parameter, trimmed, each once; ValidationError for too many of them."""
    texts = distinct(value or [])
    if len(texts) > VALUES_LIMIT:
        raise ValidationError(
            _("too many values: give at most %(limit)d"), params={"limit": VALUES_LIMIT}
        )
    return texts


class TermsField(forms.Field):
    """A parameter that may be given several times; cleans to a list of `Term`s, each once.

    `noun` is what a value is called in a message: no *city* “atlantis”.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, vocabulary: Vocabulary, noun: Spoken, **kwargs) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary
        self.noun = noun

    def clean(self, value: list[str] | None) -> list[Term]:
        """The terms named by `value`; ValidationError with a message for each unknown one."""
        texts = given(value)
        known = self.vocabulary.named([text for text in texts if "\0" not in text])
        unknown = [text for text in texts if text not in known]
        if unknown:
            raise ValidationError([self._unknown(text) for text in unknown[:MESSAGES_LIMIT]])
        return list(dict.fromkeys(known.values()))

    def _unknown(self, text: str) -> ValidationError:
        shown = text.replace("\0", "\N{REPLACEMENT CHARACTER}")
        shown = shown if len(shown) <= 60 else f"{shown[:60]}…"
        near = self.vocabulary.nearest(text)
        if near:
            return ValidationError(
                _("no %(noun)s “%(value)s” – did you mean %(near)s?"),
                code="unknown",
                params={"noun": self.noun, "value": shown, "near": ", ".join(near), "given": text},
            )
        return ValidationError(
            _("no %(noun)s “%(value)s”"),
            code="unknown",
            params={"noun": self.noun, "value": shown, "given": text},
        )


class AsideField(forms.Field):
    """Records put aside for a comparison; cleans to the first few `Term`s that there are.

    It is no filter, so what it does not know is left out without a word.
    """

    widget = forms.MultipleHiddenInput

    def __init__(self, *, vocabulary: Vocabulary, **kwargs) -> None:
        super().__init__(**kwargs)
        self.vocabulary = vocabulary

    def clean(self, value: list[str] | None) -> list[Term]:
        """See the class. One query, none for no values."""
        texts = distinct(text for text in value or [] if "\0" not in text)
        known = self.vocabulary.named(texts[:VALUES_LIMIT])
        return list(known.values())[:MOST]


class MonthField(forms.CharField):
    """A month written `2020-04`; cleans to its first day, or None."""

    widget = forms.TextInput(
        attrs={
            "pattern": "[0-9]{4}-[0-9]{2}",
            "placeholder": "2020-04",
            "title": _("A month, like 2020-04"),
        }
    )

    def clean(self, value):
        """See the class; ValidationError for anything else."""
        text = super().clean(value)
        return month(text) if text else None


class WordsField(forms.CharField):
    """Words to look for; cleans to a list of them."""

    widget = forms.SearchInput

    def __init__(self, **kwargs) -> None:
        super().__init__(max_length=200, **kwargs)

    def clean(self, value):
        """See the class; ValidationError for a text too long to be a search."""
        words = super().clean(value).split()
        if len(words) > WORDS_LIMIT:
            raise ValidationError(
                _("too many words: give at most %(limit)d"), params={"limit": WORDS_LIMIT}
            )
        return words
