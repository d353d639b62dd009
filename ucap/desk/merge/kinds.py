"""The kinds of record that can be merged, and how each is spoken of in addresses and pages."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from browse.text import Spoken
from cities.models import City, Organisation
from pilots.models import Activity, ActivityRelation, PilotProject, PilotRelation

OTHER_NAMES = "other_names"


@dataclass(frozen=True)
class Kind:
    """One kind: `title` is the field with its name, `name` what it is called in an address.

    `relation` is the model of two records that belong together without being
    one, for kinds that have it. `groups` are fields that are chosen together,
    because one without the other would be wrong.
    """

    name: str
    model: type[Model]
    title: str
    label: Spoken
    groups: Mapping[str, tuple[Spoken, tuple[str, ...]]]
    relation: Any = None

    @property
    def verbose_name(self) -> str:
        """What one record is called."""
        return str(self.model._meta.verbose_name)

    @property
    def keeps_names(self) -> bool:
        """Whether a record of the kind has other names, where the name of a merged one stays."""
        return any(field.name == OTHER_NAMES for field in self.model._meta.fields)

    @property
    def merge_permission(self) -> str:
        """What somebody must hold to merge records of the kind."""
        return f"{self.model._meta.app_label}.merge_{self.model._meta.model_name}"

    @property
    def publish_permission(self) -> str:
        """What somebody must hold to make a draft of the kind public; "" where there are none."""
        publishable = any(field.name == "status" for field in self.model._meta.fields)
        options = self.model._meta
        return f"{options.app_label}.publish_{options.model_name}" if publishable else ""

    @property
    def change_page(self) -> str:
        """The name of the admin page of one record."""
        return self.admin_address("change")

    def admin_address(self, page: str) -> str:
        """The name of an admin page of the kind: `admin:cities_city_change`."""
        return f"admin:{self.model._meta.app_label}_{self.model._meta.model_name}_{page}"


DATES = {"dates": (_("dates"), ("start", "end", "precision"))}

KINDS = {
    kind.name: kind
    for kind in (
        Kind("activity", Activity, "title", _("Activities"), DATES, ActivityRelation),
        Kind("pilot", PilotProject, "title", _("Pilots"), DATES, PilotRelation),
        Kind("organisation", Organisation, "name", _("Organisations"), {}),
        Kind(
            "city",
            City,
            "name",
            _("Cities"),
            {
                "coordinates": (_("coordinates"), ("latitude", "longitude")),
                "figures": (_("figures"), ("population", "area_km2", "figures_source")),
            },
        ),
    )
}


def kind_of(model: type[Model]) -> Kind | None:
    """The kind that records of `model` are, if they can be merged."""
    return next((kind for kind in KINDS.values() if kind.model is model), None)


def mergeable(request: HttpRequest) -> dict[str, Kind]:
    """The kinds of which whoever asks may merge records."""
    user: Any = request.user
    return {name: kind for name, kind in KINDS.items() if user.has_perm(kind.merge_permission)}
