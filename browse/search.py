"""Full text: the column that a record's words are found by, and what is asked of it.

A record's words are stored twice, stemmed as English and just as they are: stems find “pilots” for
“pilot”, and the plain words are found by their beginnings, which stems spoil (“kunming” becomes
“kunm”). Text is folded first and reduced to letters and digits, so that Postgres' parser, which
takes “tourism/education” for a path and “-19” for a number, has nothing left to interpret.
"""

import re
from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import connection
from django.db.models import (
    F,
    FloatField,
    Func,
    GeneratedField,
    Lookup,
    Model,
    Q,
    TextField,
    Value,
)
from django.db.models.expressions import Combinable
from django.db.models.sql import Query

from browse.facets import Reach
from browse.text import fold

Source = str | Combinable
"""What a searchable column is made of: the name of a field, or an expression."""


class OnlyWords(Func):
    """Letters and digits of a folded text, everything else a blank; Chinese characters one by one.

    Chinese is written without blanks: parted, a name is found inside a longer one. The text is
    cut where an index entry would become too large for Postgres.
    """

    template = (
        r"left(regexp_replace(regexp_replace(%(expressions)s,"
        r" '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u2bff\u3000-\u303f]+',"
        r" ' ', 'g'), '([\u3400-\u9fff])', ' \1 ', 'g'), 30000)"
    )
    output_field = TextField()


_GAP = " || '''|'':1'::tsvector || "
"""A word that no text has, lest a phrase be found where one text ends and the next begins."""


class Vector(Func):
    """The words of a text that is reduced to words, as English and as they are, with a weight."""

    template = (
        f"setweight(to_tsvector('english', %(expressions)s){_GAP}"
        "to_tsvector('simple', %(expressions)s), '%(weight)s')"
    )
    output_field = SearchVectorField()

    def __init__(self, text: Combinable, *, weight: str = "D") -> None:
        super().__init__(text, weight=weight)

    def as_sql(self, *args: Any, **context: Any) -> tuple[str, Any]:
        """The expression stands in the template twice, and so must its parameters."""
        sql, params = super().as_sql(*args, **context)
        return sql, (*params, *params)


class Joined(Func):
    """Several vectors one behind the other."""

    template = "ts_delete(%(expressions)s, '|')"
    arg_joiner = _GAP
    output_field = SearchVectorField()


class WordsField(SearchVectorField):
    """A vector that is searched but never loaded: pages would carry it along for nothing."""

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, tuple]:
        """What stands in a SELECT list instead of the column."""
        return "NULL", ()


@WordsField.register_lookup
class Matches(Lookup):
    """`words__matches=…`: the vector fits a tsquery, an expression or one written as text."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple]:
        """`vector @@ query`, which the GIN index answers."""
        column, params = self.process_lhs(compiler, connection)
        query, query_params = self.process_rhs(compiler, connection)
        return f"{column} @@ {query}::tsquery", (*params, *query_params)


class Rank(Func):
    """How well the vector of a record fits a tsquery: 0 where it does not, names before prose."""

    template = "ts_rank(%(expressions)s::tsquery)"
    output_field = FloatField()

    def __init__(self, query: str) -> None:
        super().__init__(F("words"), Value(query))


def only_words(expression: Source) -> OnlyWords:
    """The words of a text expression, folded, with blanks between them."""
    return OnlyWords(fold(expression))


def searchable(
    *,
    A: Iterable[Source] = (),
    B: Iterable[Source] = (),
    C: Iterable[Source] = (),
    D: Iterable[Source] = (),
) -> GeneratedField:
    """A stored column with the words of some fields, by weight; models call it `words`.

    A is for the record's own name, B for other names and labels as printed, C for prose, D for
    what is only mentioned in passing. What is linked with a record is found by A and B.
    """
    weighted = {"A": A, "B": B, "C": C, "D": D}
    return GeneratedField(
        expression=Joined(
            *(Vector(only_words(s), weight=w) for w, sources in weighted.items() for s in sources)
        ),
        output_field=WordsField(),
        db_persist=True,
        editable=False,
    )


def words_index(name: str) -> GinIndex:
    """The index by which the column `words` of the table of `name` is searched."""
    return GinIndex(fields=["words"], name=f"{name}_words")


def holding(
    model: type[Model], query: str, *, parts: Iterable[Reach] = (), linked: Iterable[Reach] = ()
) -> Q:
    """The condition that a record of `model` fits a tsquery, itself or by what it reaches.

    Reaches lead to records that have `words` of their own: to `parts` of the
    record, of which every word counts, and to others that it is `linked`
    with, of which only the names do.
    """
    condition = Q(words__matches=query)
    asked = [(reach, query) for reach in parts] + [(reach, of_names(query)) for reach in linked]
    for reach, text in asked:
        fits = Q(**{f"{reach.lookup}__words__matches": text})
        there = model._default_manager.filter(reach.given & fits)
        condition |= Q(pk__in=there.order_by().values("pk"))
    return condition


def of_names(query: str) -> str:
    """The tsquery as text that only names fit: what has the weights A and B."""
    return re.sub(r"'([^']*)'(?::(\*))?", r"'\1':\2AB", query)


def compiled(expression: Any) -> tuple[str, tuple]:
    """SQL and parameters of an expression that names no column of a model."""
    query = Query(None)
    compiler = query.get_compiler(connection=connection)
    return compiler.compile(expression.resolve_expression(query))


class Column(Func):
    """A column of a statement that is written by hand, for use in `compiled` expressions."""

    template = "%(name)s"
    output_field = TextField()

    def __init__(self, name: str) -> None:
        super().__init__(name=name)
