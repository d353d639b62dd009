"""Text compared in the database: words that two texts share, names that two records share."""

from typing import Any

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, TextField, Value
from django.db.models.expressions import Combinable, RawSQL
from django.db.models.functions import Concat, StrIndex

from browse.search import OnlyWords
from browse.text import fold

LINE_END = r"\s*\n\s*"


class Stems(Func):
    """The words of a text, as English stems them, without those that mean little."""

    template = "to_tsvector('english', %(expressions)s)"


class AnyWord(Func):
    """What finds any of the words of a text."""

    template = "replace(plainto_tsquery('english', %(expressions)s)::text, '&', '|')::tsquery"


class HasWords(Func):
    """Whether a text has words at all, besides those that mean little."""

    template = "numnode(plainto_tsquery('english', %(expressions)s)) > 0"
    output_field = BooleanField()


def words(text: Any) -> Combinable:
    """Folded text reduced to letters and digits; takes a field name or an expression."""
    return OnlyWords(fold(text))


def share_a_word(one: Any, other: Any) -> Func:
    """The condition that two texts have a word in common, “and” and “the” aside."""
    return Func(
        Stems(words(one)),
        AnyWord(words(other)),
        template="(%(expressions)s)",
        arg_joiner=" @@ ",
        output_field=BooleanField(),
    )


def slug_unlike(model: type[Model], *names: str) -> QuerySet:
    """Records whose slug has no word of any of the fields `names`."""
    told: Any = Value("")
    for name in names:
        told = Concat(told, Value(" "), name, output_field=TextField())
    return model._default_manager.filter(
        HasWords(words("slug")), HasWords(words(told)), ~Q(share_a_word(told, "slug"))
    )


class OneOf(Func):
    """Whether a text is one of the lines of another one, to the letter."""

    template = "(%(expressions)s)"
    arg_joiner = " = ANY "
    output_field = BooleanField()


class AsLines(Func):
    """The lines of a text as an array, trimmed."""

    template = rf"(regexp_split_to_array(btrim(%(expressions)s, E' \t\r\n'), '{LINE_END}'))"


class EachLine(Func):
    """Every line of a text, one row each."""

    template = rf"regexp_split_to_table(btrim(%(expressions)s, E' \t\r\n'), '{LINE_END}')"
    set_returning = True
    output_field = TextField()


class NamesOneOf(Func):
    """Whether a text contains one of the lines of another one; both folded."""

    template = "(%(expressions)s)"
    arg_joiner = " LIKE ANY "
    output_field = BooleanField()


class AsPatterns(Func):
    """The lines of a text as an array of patterns that find them anywhere."""

    template = (
        r"(string_to_array('%%%%' || regexp_replace(regexp_replace("
        r"btrim(%(expressions)s, E' \t\r\n'), '([%%%%_\\])', '\\\1', 'g'),"
        rf" '{LINE_END}', E'%%%%\n%%%%', 'g') || '%%%%', E'\n'))"
    )


def renamed_as_itself(model: type[Model]) -> QuerySet:
    """Records with `other_names` that say the name again, to the letter."""
    return model._default_manager.filter(OneOf(F("name"), AsLines(F("other_names"))))


def all_names() -> Combinable:
    """The folded name and other names of a record, one to a line."""
    return fold(Concat("name", Value("\n"), "other_names", output_field=TextField()))


def sharing_names(model: type[Model]) -> QuerySet:
    """Records one of whose other names another record has, too, as its name or another one.

    Two records that are only called alike (two cities in two countries) are
    none: without other names nobody said that one is the other.
    """
    records: Any = model._default_manager.order_by()
    others = records.exclude(other_names="").annotate(line=EachLine(fold("other_names")))
    sql, params = others.values_list("pk", "line").query.sql_with_params()
    named, more = records.values_list("pk", "sort_name").query.sql_with_params()
    shared = (
        f"WITH other (record, line) AS ({sql}),"  # noqa: S608 - compiled by the ORM
        f" every (record, line) AS (TABLE other UNION {named})"
        " SELECT UNNEST(ARRAY[other.record, every.record]) FROM other JOIN every"
        " ON every.line = other.line AND every.record <> other.record"
    )
    return records.filter(pk__in=RawSQL(shared, (*params, *more)))  # noqa: S611 - as above


def in_a_circle(model: type[Model]) -> QuerySet:
    """Records that are part of a part of … themselves."""
    table = model._meta.db_table
    up = (
        "WITH RECURSIVE up (record, whole) AS ("  # noqa: S608 - a table of ours
        f'SELECT id, part_of_id FROM "{table}" WHERE part_of_id IS NOT NULL UNION'
        f' SELECT up.record, above.part_of_id FROM up JOIN "{table}" AS above'
        " ON above.id = up.whole WHERE above.part_of_id IS NOT NULL"
        ") SELECT record FROM up WHERE record = whole"
    )
    return model._default_manager.filter(pk__in=RawSQL(up, ()))  # noqa: S611 - as above


def begins_in(text: Any, label: Any) -> Func:
    """How far into the folded `text` the first word of `label` stands; 0 where it does not."""
    first = Func(
        fold(label), Value("[[:alpha:]]{2,}"), function="substring", output_field=TextField()
    )
    return StrIndex(text, first)
