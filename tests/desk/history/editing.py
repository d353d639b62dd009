"""Edits of every kind of row, for tests of history."""

from random import Random
from typing import Any

from django.db import connection
from django.db.models import Model, Q

from browse.history.parts import Kind, fields, kinds, owners, references
from browse.history.state import Rows, live, now
from cities.models import SDG, City
from tests.universe import world
from ucap.desk.models import Distinction
from ucap.summaries.models import ActivityCitation, SummaryCity, SummarySDG

EVERYTHING = kinds()
TEXTS = ("title", "name", "text", "oddity", "label_printed", "reason", "cities_printed", "heading")
CHOICES = {"basis": ("named", "implied"), "role": ("participant", "venue")}


def everything() -> Rows:
    """Every row of every tracked model, as it is now."""
    return {model: live(model, Q()) for model in EVERYTHING}


def rows_of(record: Model) -> Rows:
    """The rows of a record and its parts, without models that have none."""
    return {model: rows for model, rows in now(type(record), record.pk).items() if rows}


def different(model: Kind, row: dict[str, Any]) -> dict[str, Any]:
    """A column of `row` with another value that no rule forbids; {} if there is none."""
    names = {field.name for field in fields(model)}
    for text in TEXTS:
        if text in names:
            return {text: f"{row[text]}x"[-100:]}
    if model.__name__ in ("PilotCity", "ActivityCity"):
        one, other = CHOICES["basis"]
        return {"basis": other if row["basis"] == one else one}
    if "position" in names:
        return {"position": 30_000 + row["position"] % 1000}
    if "name_printed" in names:
        return {"name_printed": f"{row['name_printed']}x"}
    if "basis" in names:
        return {"basis": "editor" if row["basis"] == "printed" else "printed"}
    return elsewhere(model, row)


def elsewhere(model: Kind, row: dict[str, Any]) -> dict[str, Any]:
    """The link `row` led to something that it does not lead to yet; {} if there is nothing."""
    field = next((f for f in references(model) if f not in owners(model)), None)
    if field is None:
        return {}
    owner = owners(model)[0].attname
    taken = model._base_manager.filter(**{owner: row[owner]}).values(field.attname)
    free = field.related_model._base_manager.exclude(pk__in=taken).first()
    return {field.attname: free.pk} if free else {}


def edit(random: Random, model: Kind, pk: int) -> None:
    """Change a row, in one of the ways in which rows are changed."""
    record = model._base_manager.filter(pk=pk).first()
    if record is None:
        return
    (row,) = live(model, Q(pk=pk)).values()
    values = different(model, row)
    if not values:
        return
    way = random.choice(("save", "update", "sql"))
    if way == "save":
        for name, value in values.items():
            setattr(record, name, value)
        record.save()
    elif way == "update":
        model._base_manager.filter(pk=pk).update(**values)
    else:
        column, value = next(iter(values.items()))
        with connection.cursor() as cursor:
            cursor.execute(
                f'UPDATE {model._meta.db_table} SET "{column}" = %s WHERE id = %s',  # noqa: S608
                [value, pk],
            )


def remove(model: Kind, pk: int) -> None:
    """Delete a row with all that belongs to it, as Django does."""
    model._base_manager.filter(pk=pk).delete()


def build(seed: int, summaries: int = 4) -> None:
    """A random world in which every tracked model has rows."""
    world.build(seed, summaries=summaries)
    citation = ActivityCitation.objects.filter(activity__outcomes__isnull=False).earliest("pk")
    citation.outcomes.set(citation.activity.outcomes.all())
    one, other = City.objects.order_by("pk")[:2]
    Distinction.objects.create(kind="city", low=one.pk, high=other.pk, reason="Far apart")
    assert all(model._base_manager.exists() for model in EVERYTHING)


def lonely(model: Kind) -> int:
    """A row that nothing refers to: a new one, where there can be one more."""
    if model is SDG:
        SummarySDG.objects.filter(sdg__number=17).delete()
        return SDG.objects.get(number=17).pk
    newest = model._base_manager.latest("pk").pk
    return newest if owners(model) else copy(model, newest)


def copy(model: Kind, pk: int) -> int:
    """Add a row beside another one, with what must be unique changed; 0 if there can be none."""
    (row,) = live(model, Q(pk=pk)).values()
    new = {name: value for name, value in row.items() if name != "id"}
    if "slug" in new:
        new["slug"] = f"{new['slug'][:60]}-again-{model._base_manager.count()}"
    elif "code" in new:
        new |= {"code": "ZZ", "name": "Nowhere"}
    elif "column" in new:
        return 0
    elif "high" in new:
        new["high"] += model._base_manager.count()
    elif "position" in new:
        new["position"] = _free(model, row)
        new |= elsewhere(model, row) if model is SummaryCity else {}
    else:
        led = elsewhere(model, row)
        if not led or len(owners(model)) > 1:
            return 0
        new |= led
    return model._base_manager.create(**new).pk


def _free(model: Kind, row: dict[str, Any]) -> Any:
    number = 100 + model._base_manager.count()
    return number if isinstance(row["position"], int) else f"{number % 900 + 1}.{number % 899 + 1}"


def disturb(random: Random, record: Model, times: int = 4) -> None:
    """Change, add and remove some of the record's parts, and the record itself."""
    for _time in range(times):
        there = [(m, pk) for m, rows in rows_of(record).items() for pk in rows]
        model, pk = random.choice(there)
        what = random.choice(("edit", "edit", "remove", "copy"))
        if what == "edit" or model is type(record):
            edit(random, model, pk)
        elif what == "remove":
            remove(model, pk)
        else:
            copy(model, pk)
