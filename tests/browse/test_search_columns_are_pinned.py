"""The SQL of generated search columns does not change without a migration.

The columns are computed when a row is written. Migrations name these expressions but do not copy
them, so that Django sees no change when one of them is edited: what is stored would silently
disagree with what is asked.
"""

import hashlib

from browse.search import Joined, OnlyWords, Vector
from browse.text import Normalize, StripMarks

PINNED = "629f0d50e78a95858237e0b58504f863fc81bf1238c7e1ad0821186308874107"


def test_an_edited_expression_asks_for_a_migration_that_makes_the_columns_anew() -> None:
    parts = [part.template for part in (Normalize, StripMarks, OnlyWords, Vector, Joined)]
    parts.append(Joined.arg_joiner)
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    assert digest == PINNED, (
        "Add a migration that removes and adds every generated column made of these expressions, "
        "then pin the new digest."
    )
