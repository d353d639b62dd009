"""What the forms of one request share: the names they know, who types, and what is made anew."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cities.models import City, Organisation
from cities.models.organisations import OrganisationKind
from ucap.desk.entry.doubles import Records
from ucap.desk.entry.fields import LabelsField, Named, NamesField
from ucap.desk.entry.names import Directories, key
from ucap.desk.entry.rows import free_slug

ADDING = {
    "city": "cities.add_city",
    "organisation": "cities.add_organisation",
    "activity": "pilots.add_activity",
    "pilot": "pilots.add_pilotproject",
}


class Entering:
    """One request's entering: shared by the main form and all formsets."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.directories = Directories()
        self.formsets: dict[str, Any] = {}
        self._made: dict[tuple[str, str], Any] = {}

    @cached_property
    def activities(self) -> Records:
        """The activities that a title may mean."""
        return Records("activity")

    @cached_property
    def pilots(self) -> Records:
        """The pilots that a title may mean."""
        return Records("pilot")

    def prepare(self, form: BaseForm) -> None:
        """Give the form's fields what they look names up in."""
        for field in form.fields.values():
            if isinstance(field, LabelsField | NamesField):
                field.use(self.directories)

    def check_new(self, named: Named, kind: str) -> None:
        """ValidationError if a name is to be made that this editor may not make."""
        if named.entry is None and not self.request.user.has_perm(ADDING[kind]):
            raise ValidationError(
                _("“%(name)s” is not known, and you may not add one: ask an editor."),
                params={"name": named.token.name},
            )

    def may_change(self, record: Model) -> bool:
        """Whether this editor may change `record`."""
        return admin.site.get_model_admin(type(record)).has_change_permission(self.request, record)

    def city(self, named: Named) -> int:
        """The primary key of the city that is meant; made if it is new, once for each name."""
        if named.entry:
            return named.entry.pk
        return self._make("city", named.token.name, lambda: self._new_city(named))

    def organisation(self, named: Named) -> int:
        """The same of an organisation; what it is stays open: its kind is “other”."""
        if named.entry:
            return named.entry.pk
        return self._make("organisation", named.token.name, lambda: _new_organisation(named))

    def record(self, kind: str, title: str, make: Any) -> Model:
        """The record made under `title` in this request; `make` makes it when it is the first."""
        return self._make(kind, title, make)

    def is_made(self, kind: str, title: str) -> bool:
        """Whether a record of this title has been made in this request."""
        return (kind, key(title)) in self._made

    def _make(self, kind: str, name: str, make: Any) -> Any:
        which = (kind, key(name))
        if which not in self._made:
            self._made[which] = make()
        return self._made[which]

    def _new_city(self, named: Named) -> int:
        country = self.directories.country.one(named.token.country)
        name = named.token.name
        slug = free_slug(name, City.objects.all(), length=100, otherwise="city")
        return City.objects.create(name=name, slug=slug, country_id=country.pk).pk


def _new_organisation(named: Named) -> int:
    name = named.token.name
    slug = free_slug(name, Organisation.objects.all(), length=100, otherwise="organisation")
    kind = OrganisationKind.OTHER
    return Organisation.objects.create(name=name, slug=slug, kind=kind).pk


def entering(request: HttpRequest) -> Entering:
    """The request's `Entering`, made when it is first asked for."""
    known: Entering | None = getattr(request, "_entering", None)
    if known is None:
        known = Entering(request)
        request._entering = known  # type: ignore[attr-defined]
    return known
