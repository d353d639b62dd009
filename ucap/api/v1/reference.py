"""The description of the machine interface as rows for a page: pure functions over OpenAPI."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.generators import SchemaGenerator

from browse.dates import MONTH_OR_DAY
from ucap.api.listings import LISTINGS
from ucap.api.v1.records import KINDS

EXAMPLES = Path(__file__).parent / "examples"
LANGUAGES = {"curl": "curl.sh", "Python": "example.py", "R": "example.R"}
PATTERNS = {
    "^[0-9]{4}-(0[1-9]|1[0-2])$": gettext_lazy("a month: 2020-04"),
    "^[1-9][0-9]{3}$": gettext_lazy("a year: 2020"),
    MONTH_OR_DAY: gettext_lazy("a day or a month: 2019-11-20, 2018-07"),
}


@dataclass(frozen=True)
class Type:
    """What sort of value there is: in words, or the name of a shape that the page tells."""

    words: str
    shape: str = ""
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Row:
    """A parameter or a field."""

    name: str
    type: Type
    text: str


@dataclass(frozen=True)
class Shape:
    """An object within records."""

    name: str
    text: str
    fields: tuple[Row, ...]


@dataclass(frozen=True)
class Section:
    """One list and its records."""

    name: str
    heading: str
    text: str
    parameters: tuple[Row, ...]
    fields: tuple[Row, ...]


@dataclass(frozen=True)
class Reference:
    """The whole page."""

    sections: tuple[Section, ...]
    shapes: tuple[Shape, ...]
    examples: tuple[tuple[str, str], ...]


@cache
def reference() -> Reference:
    """The page's rows; worked out once for each process."""
    schema = SchemaGenerator(urlconf="ucap.api.v1.urls").get_schema(request=None, public=True)
    told = Told(schema["components"]["schemas"])
    sections = tuple(_section(name, schema["paths"], told) for name in KINDS)
    examples = {name: (EXAMPLES / file).read_text("utf-8") for name, file in LANGUAGES.items()}
    return Reference(sections, tuple(told.shapes()), tuple(examples.items()))


def _section(name: str, paths: dict[str, Any], told: "Told") -> Section:
    asked = paths[f"/api/v1/{name}/"]["get"]
    record = KINDS[name].serializer.__name__
    return Section(
        name=name,
        heading=str(LISTINGS[name].heading),
        text=asked["description"],
        parameters=tuple(
            Row(p["name"], told.type(p["schema"]), p.get("description", ""))
            for p in asked["parameters"]
        ),
        fields=tuple(told.fields(record)),
    )


class Told:
    """The shapes of a description, and those among them that have been spoken of."""

    def __init__(self, components: dict[str, Any]) -> None:
        self.components = components
        self.named: dict[str, None] = {}

    def fields(self, name: str) -> Iterator[Row]:
        """The fields of a shape."""
        for field, schema in self.components[name]["properties"].items():
            yield Row(field, self.type(schema), schema.get("description", ""))

    def shapes(self) -> Iterator[Shape]:
        """All shapes that are spoken of; telling one may speak of more."""
        told: set[str] = set()
        while left := [name for name in self.named if name not in told]:
            told.update(left)
            yield from map(self._shape, left)

    def _shape(self, name: str) -> Shape:
        return Shape(name, self.components[name].get("description", ""), tuple(self.fields(name)))

    def type(self, schema: dict[str, Any]) -> Type:
        """What sort of value a schema describes."""
        if schema.get("type") == "array":
            one = self.type(schema["items"])
            return Type(_("list of %(type)s") % {"type": one.words}, one.shape, one.values)
        for joined in ("allOf", "oneOf", "anyOf"):
            if joined in schema:
                return self._either(schema[joined])
        if "$ref" in schema:
            return self._named(schema["$ref"].rpartition("/")[2])
        if "enum" in schema:
            return Type(_("one of"), values=tuple(map(str, schema["enum"])))
        return Type(_simple(schema))

    def _named(self, name: str) -> Type:
        if "enum" in self.components[name]:
            return self.type(self.components[name])
        self.named.setdefault(name)
        return Type(name, name)

    def _either(self, schemas: list[dict[str, Any]]) -> Type:
        real = [schema for schema in schemas if schema.get("type") != "null"]
        one = self.type(real[0])
        if len(real) == len(schemas):
            return one
        return Type(_("%(type)s or null") % {"type": one.words}, one.shape, one.values)


def _simple(schema: dict[str, Any]) -> str:
    """A plain value in words."""
    kinds = schema.get("type", "string")
    kind, *others = [kinds] if isinstance(kinds, str) else kinds
    words = {
        "string": _("text"),
        "integer": _("whole number"),
        "number": _("number"),
        "boolean": _("true or false"),
    }[kind]
    if schema.get("format") in ("uri", "date-time"):
        words = {"uri": _("address"), "date-time": _("moment")}[schema["format"]]
    words = str(PATTERNS.get(schema.get("pattern", ""), words))
    return _("%(type)s or null") % {"type": words} if "null" in others else words
