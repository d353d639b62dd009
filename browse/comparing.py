"""What a reader has put aside on a list to compare; it stands in the list's address only."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from browse.querystring import QueryString
from browse.rows import Chip
from browse.vocabulary import Term

PARAMETER = "compare"
MOST = 4
"""How many things stand side by side at most."""


@dataclass(frozen=True)
class Comparing:
    """The records put aside, and the addresses of the list with more or fewer of them.

    `name` is what a comparison calls such a record in its address, as `city`.
    """

    name: str
    terms: Sequence[Term]
    query: QueryString

    @property
    def chips(self) -> list[Chip]:
        """Each of them with the address of the list without it."""
        return [
            Chip(PARAMETER, term.label, self.query.toggled(PARAMETER, term.value))
            for term in self.terms
        ]

    @property
    def asked(self) -> QueryDict:
        """The query of the comparison."""
        return QueryString({self.name: [term.value for term in self.terms]}).data()

    @property
    def cleared(self) -> str:
        """The address of the list with nothing put aside."""
        return self.query.replaced(**{PARAMETER: ""})

    def has(self, slug: str) -> bool:
        """Whether the record with `slug` is put aside."""
        return any(term.value == slug for term in self.terms)

    def toggled(self, slug: str) -> str:
        """The address with the record put aside or taken back; "" where there are enough."""
        if len(self.terms) >= MOST and not self.has(slug):
            return ""
        return self.query.toggled(PARAMETER, slug)
