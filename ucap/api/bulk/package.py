"""The description of the bulk data: a Frictionless data package (specs.frictionlessdata.io)."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db.models import DecimalField, Field, IntegerField, Model
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from browse.dates import MONTH_OR_DAY
from ucap.api.bulk.resources import DATES, RESOURCES, Resource


def described(
    sizes: dict[str, int], hashes: dict[str, str], made: str, base: str
) -> dict[str, Any]:
    """The package of tables.

    Takes the bytes and the SHA-256 of each table by its name, the moment they
    were read, and the portal's address.
    """
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "u-cap",
        "title": title(),
        "description": about(),
        "homepage": f"{base}/data/",
        "created": made,
        "version": made[:10],
        "resources": [
            described_resource(resource)
            | {"bytes": sizes[resource.name], "hash": f"sha256:{hashes[resource.name]}"}
            for resource in RESOURCES
        ],
    }
    if settings.DATA_TERMS:
        package["licenses"] = [
            {"title": settings.DATA_TERMS, "name": _name(settings.DATA_TERMS)}
            | ({"path": settings.DATA_TERMS_URL} if settings.DATA_TERMS_URL else {})
        ]
    if settings.OPERATOR_NAME:
        package["contributors"] = [{"title": settings.OPERATOR_NAME, "role": "publisher"}]
    return package


def title() -> str:
    """What the data are called."""
    return _("Summaries of Urban Cooperation Action Plans, as one connected record")


def about() -> str:
    """What the data are."""
    return _(
        "Cities, organisations, themes, activities and pilot projects that the summaries of Urban "
        "Cooperation Action Plans between European and Chinese cities tell of, each once, with "
        "every place of every document that tells of it. Prose is restated in plain English; "
        "names, labels, dates and figures stand as printed. In tables, a text that a spreadsheet "
        "would take for a formula has an apostrophe before it; the JSON Lines have none."
    )


def _name(terms: str) -> str:
    """A licence's name as the specification wants it: letters, digits and dashes."""
    return "-".join("".join(c if c.isalnum() or c == "." else " " for c in terms).split())


def described_resource(resource: Resource) -> dict[str, Any]:
    """One table, its fields, its key and what it refers to."""
    return {
        "name": resource.name,
        "path": f"tables/{resource.name}.csv",
        "title": str(capfirst(resource.model._meta.verbose_name_plural)),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {
            "fields": [_field(resource, name, at) for name, at in resource.fields.items()],
            "primaryKey": list(resource.key),
            "foreignKeys": _references(resource),
        },
    }


def _field(resource: Resource, name: str, look_up: str) -> dict[str, Any]:
    owner, field = _end(resource.model, look_up)
    told: dict[str, Any] = {"name": name, "type": _type(name, field)}
    named = _end(resource.model, look_up.rpartition("__")[0])[1] if "__" in look_up else field
    told["title"] = str(capfirst(getattr(named, "verbose_name", name)))
    if field.help_text and owner is resource.model:
        told["description"] = str(field.help_text)
    constraints: dict[str, Any] = {}
    if name in resource.key or not (field.blank or field.null or "__" in look_up):
        constraints["required"] = True
    if field.choices:
        constraints["enum"] = [value for value, _label in field.choices]
    if name in DATES:
        constraints["pattern"] = MONTH_OR_DAY
    return told | ({"constraints": constraints} if constraints else {})


def _type(name: str, field: Field) -> str:
    if isinstance(field, DecimalField):
        return "number"
    if isinstance(field, IntegerField) and not isinstance(field, ArrayField):
        return "integer"
    return "string"


def _end(model: type[Model], look_up: str) -> tuple[type[Model], Any]:
    """The field at the end of `look_up` from `model`, and the model that has it."""
    *way, last = look_up.split("__")
    for name in way:
        model = model._meta.get_field(name).related_model  # type: ignore[assignment]
    return model, model._meta.get_field(last)


def _references(resource: Resource) -> list[dict[str, Any]]:
    keys = {(r.model, r.fields[r.key[0]]): r for r in RESOURCES if len(r.key) == 1}
    found = []
    for name, look_up in resource.fields.items():
        owner, field = _end(resource.model, look_up)
        other = keys.get((owner, field.name)) if "__" in look_up else None
        if other:
            found.append(_reference((name,), other, resource))
    by_name = {r.name: r for r in RESOURCES}
    found += [_reference(names, by_name[to], resource) for names, to in resource.foreign.items()]
    return found


def _reference(names: tuple[str, ...], to: Resource, of: Resource) -> dict[str, Any]:
    """A foreign key; a table that refers to itself is named by nothing, as the standard has it."""
    return {
        "fields": list(names),
        "reference": {"resource": "" if to is of else to.name, "fields": list(to.key)},
    }
