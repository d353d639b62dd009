"""What a program asks: strictly read, and answered with what would have been right."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from rest_framework import exceptions

from browse.filters import PageFilter, SettingFilter
from browse.filtersets import BrowseFilterSet
from browse.vocabulary import alike
from ucap.api.listings import Listing

SHAPE = ("fields", "facets", "page", "page_size")
"""The parameters that every list has beside its filters."""

Mistake = dict[str, Any]
"""What is wrong with a parameter (`message`), and the valid values next to it (`nearest`)."""


def filters(filterset_class: type[BrowseFilterSet]) -> dict[str, Any]:
    """The filters that programs may use: all but those that are about the look of a page."""
    return {
        name: item
        for name, item in filterset_class.base_filters.items()
        if not isinstance(item, PageFilter)
    }


def parameters(listing: Listing) -> list[str]:
    """Every parameter that the list `listing` understands."""
    return [*filters(listing.filterset_class), "match", "sort", *SHAPE]


def filterset(listing: Listing, asked: QueryDict) -> BrowseFilterSet:
    """The filters of a list with what is asked; BadRequest for anything not understood."""
    made = listing.filterset(asked)
    refuse(unknown(asked, parameters(listing)) | misread(made))
    return made


def refuse(mistakes: dict[str, list[Mistake]]) -> None:
    """Raise BadRequest if there are any mistakes."""
    if mistakes:
        raise BadRequest(mistakes)


class BadRequest(exceptions.APIException):
    """What is wrong with the parameters of a request, by parameter: answered with 400."""

    status_code = 400

    def __init__(self, mistakes: dict[str, list[Mistake]]) -> None:
        super().__init__()
        self.detail = {"errors": mistakes}


def unknown(asked: Iterable[str], known: list[str]) -> dict[str, list[Mistake]]:
    """The parameters of an address that there are not."""
    return {name: [_no_such(name, known)] for name in asked if name not in known}


def _no_such(name: str, known: list[str]) -> Mistake:
    return {
        "message": _("There is no parameter of this name."),
        "nearest": alike(name, known) or known,
    }


def misread(made: BrowseFilterSet) -> dict[str, list[Mistake]]:
    """The values of parameters that were not understood. A query or two for each of these."""
    return {
        name: [
            {"message": " ".join(error.messages), "nearest": _nearest(made, name, error)}
            for error in errors
        ]
        for name, errors in made.form.errors.as_data().items()
    }


def _nearest(made: BrowseFilterSet, name: str, error: ValidationError) -> list[str]:
    """Valid values next to one that is not; none where there is no telling."""
    if name in made.terms and error.code == "unknown":
        vocabulary, given = made.terms[name].vocabulary, (error.params or {})["given"]
        return vocabulary.nearest(given) or vocabulary.nearest(given, likeness=0)
    if name == "sort":
        return [order for known in made.ORDERS for order in (known, f"-{known}")]
    if name == "match":
        return [*made.terms, "all"]
    item = made.filters[name]
    return list(item.choices) if isinstance(item, SettingFilter) else []


def chosen_fields(asked: QueryDict, known: list[str]) -> list[str]:
    """The fields that `fields=` asks for, all if it does not; BadRequest for others."""
    text = ",".join(asked.getlist("fields"))
    names = list(dict.fromkeys(filter(None, (name.strip() for name in text.split(",")))))
    wrong = [name for name in names if name not in known]
    refuse({"fields": [_no_field(name, known) for name in wrong]} if wrong else {})
    return names or known


def _no_field(name: str, known: list[str]) -> Mistake:
    message = _("There is no field “%(name)s”.") % {"name": name[:60]}
    return {"message": message, "nearest": alike(name, known) or known}


def number(asked: QueryDict, name: str, default: int, most: int | None) -> int:
    """A whole number from 1 to `most` (None: no bound) in an address; BadRequest for others."""
    text = asked.get(name, "")
    if not text:
        return default
    read = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0
    if read < 1 or (most is not None and read > most):
        bound = _("from 1 to %(most)d") % {"most": most} if most else _("from 1 on")
        message = _("Give a whole number, %(bound)s.") % {"bound": bound}
        nearest = [str(most if most and read > most else default)]
        refuse({name: [{"message": message, "nearest": nearest}]})
    return read


def flag(asked: QueryDict, name: str) -> bool:
    """Whether a parameter is 1; BadRequest for anything but 1 and 0."""
    text = asked.get(name, "")
    if text not in ("", "0", "1"):
        message = _("Give 1 for yes or 0 for no.")
        refuse({name: [{"message": message, "nearest": ["1", "0"]}]})
    return text == "1"
