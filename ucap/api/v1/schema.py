"""The description of the machine interface in OpenAPI 3.1, made from filters and serializers."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers

from browse.filters import MonthFilter, SettingFilter, TermsFilter, WordsFilter
from browse.vocabulary import CalendarYears, Listed, Records
from ucap.api.listings import Listing
from ucap.api.v1.asking import filters
from ucap.api.v1.records import KINDS

MONTH: dict[str, Any] = {"type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])$"}


class Mistake(serializers.Serializer):
    """What is wrong with a parameter, and the valid values next to it."""

    message = serializers.CharField()
    nearest = serializers.ListField(child=serializers.CharField())


class Mistakes(serializers.Serializer):
    """What is wrong, by parameter."""

    errors = serializers.DictField(child=Mistake(many=True))


class NotFound(serializers.Serializer):
    """Why there is nothing."""

    detail = serializers.CharField()


class FacetValue(serializers.Serializer):
    """How many records a value would give."""

    value = serializers.CharField()
    label = serializers.CharField()
    count = serializers.IntegerField()
    selected = serializers.BooleanField()


class Facet(serializers.Serializer):
    """The values of a parameter, and how many are left out."""

    values = FacetValue(many=True)
    more = serializers.IntegerField()


class Described(AutoSchema):
    """Describes a view of `ucap.api.v1.views` that is made for a `listing`."""

    @property
    def listing(self) -> Listing:
        """The list that the view is about."""
        return self.view.listing

    @property
    def lists(self) -> bool:
        """Whether the view answers with a list."""
        return "{slug}" not in self.path

    def get_operation_id(self) -> str:
        """`pilots_list` or `pilots_record`."""
        return f"{self.listing.name.replace('-', '_')}_{'list' if self.lists else 'record'}"

    def get_tags(self) -> list[str]:
        """Lists and records stand together."""
        return [self.listing.name]

    def get_summary(self) -> str:
        """A line about it."""
        name = {"name": self.listing.heading}
        return _("%(name)s") % name if self.lists else _("%(name)s: one record") % name

    def get_description(self) -> str:
        """What a record is."""
        return KINDS[self.listing.name].serializer.__doc__ or ""

    def get_override_parameters(self) -> list[Any]:
        """What may be asked."""
        fields = list(KINDS[self.listing.name].serializer().fields)
        only = OpenApiParameter(
            "fields",
            {"type": "array", "items": {"type": "string", "enum": fields}},
            explode=False,
            style="form",
            description=_("The fields to send, with commas between; all if left out."),
        )
        if not self.lists:
            return [only]
        shape = [
            _integer("page", _("The page, from 1 to the last one.")),
            _integer("page_size", _("How many records a page has."), most=100, default=25),
            OpenApiParameter(
                "facets",
                {"type": "string", "enum": ["0", "1"]},
                description=_("1 adds how many records each value would give."),
            ),
        ]
        asked = [_parameter(name, item) for name, item in filters(self._filterset).items()]
        return [*asked, *self._arranging(), only, *shape]

    @property
    def _filterset(self) -> Any:
        return self.listing.filterset_class

    def _arranging(self) -> list[OpenApiParameter]:
        """`match` and `sort`."""
        orders = [order for name in self._filterset.ORDERS for order in (name, f"-{name}")]
        many = [n for n, i in filters(self._filterset).items() if isinstance(i, TermsFilter)]
        sort = OpenApiParameter(
            "sort",
            {"type": "string", "enum": orders, "default": self._filterset.DEFAULT_ORDER},
            description=_("The order; a minus reverses it. Ties go by slug."),
        )
        if not many:
            return [sort]
        return [
            OpenApiParameter(
                "match",
                {"type": "array", "items": {"type": "string", "enum": [*many, "all"]}},
                description=_("The parameters whose values must all hold together."),
            ),
            sort,
        ]

    def get_response_serializers(self) -> Any:
        """What is answered."""
        record = KINDS[self.listing.name].serializer
        wrong = OpenApiResponse(Mistakes, description=_("Something was not understood."))
        if self.lists:
            return {200: self._page(record), 400: wrong}
        none = OpenApiResponse(NotFound, description=_("There is no such record."))
        return {200: record, 400: wrong, 404: none}

    def _page(self, record: type[serializers.Serializer]) -> serializers.Serializer:
        """A page of a list."""
        return inline_serializer(
            f"{record.__name__}Page",
            {
                "count": serializers.IntegerField(),
                "next": serializers.URLField(allow_null=True),
                "previous": serializers.URLField(allow_null=True),
                "results": record(many=True),
                "facets": serializers.DictField(child=Facet(), required=False),
            },
        )


def _integer(name: str, description: str, **bounds: int) -> OpenApiParameter:
    schema: dict[str, Any] = {"type": "integer", "minimum": 1}
    if "most" in bounds:
        schema |= {"maximum": bounds["most"], "default": bounds["default"]}
    return OpenApiParameter(name, schema, description=description)


def _parameter(name: str, item: Any) -> OpenApiParameter:
    """A filter as a parameter."""
    if isinstance(item, TermsFilter):
        schema = {"type": "array", "items": _value(item), "maxItems": 30}
    elif isinstance(item, MonthFilter):
        schema = MONTH
    elif isinstance(item, SettingFilter):
        schema = {"type": "string", "enum": list(item.choices)}
    else:
        assert isinstance(item, WordsFilter)  # noqa: S101 - a new sort of filter needs a line here
        schema = {"type": "string", "maxLength": 200}
    return OpenApiParameter(name, schema, description=_meaning(item))


def _meaning(item: Any) -> str:
    """What a parameter is about, and by what it names records."""
    vocabulary = getattr(item, "vocabulary", None)
    if isinstance(vocabulary, Records):
        return _("%(label)s, by %(field)s") % {"label": item.label, "field": vocabulary.field}
    return str(item.label)


def _value(item: TermsFilter) -> dict[str, Any]:
    """One value of a repeatable parameter."""
    vocabulary = item.vocabulary
    if isinstance(vocabulary, Listed):
        return {"type": "string", "enum": list(vocabulary.choices.values)}
    if isinstance(vocabulary, CalendarYears):
        return {"type": "string", "pattern": "^[1-9][0-9]{3}$"}
    return {"type": "string"}


def nothing_required(result: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
    """A hook of drf-spectacular: a record has all its fields unless `fields` asks for some."""
    for kind in KINDS.values():
        result["components"]["schemas"][kind.serializer.__name__].pop("required", None)
    return result
