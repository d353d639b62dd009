"""Which pairs are worth a closer look: those that stand in a block together.

Comparing every record with every other would take minutes for thousands of
them. Each record is put into blocks by what it has (a rare word, a month with a
city), and only pairs within a block are compared.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from itertools import combinations

LARGEST = 80
"""What more records have in common tells nothing of any two of them."""
PAIRS = 50_000
"""How many pairs are looked at: about half a second of scoring."""

Pair = tuple[int, int]


def pairs(keys: Mapping[int, Iterable[Hashable]], *, most: int = PAIRS) -> set[Pair]:
    """Pairs of records with a key in common, the lower primary key first.

    `keys` are those of each record. Small blocks come first, as what few have
    in common says most; no more than about `most` pairs come out.
    """
    blocks = defaultdict(list)
    for pk, held in keys.items():
        for key in set(held):
            blocks[key].append(pk)
    found: set[Pair] = set()
    for block in sorted(blocks.values(), key=len):
        if len(block) > LARGEST or len(found) >= most:
            break
        found.update(combinations(sorted(block), 2))
    return found


def pairs_with(pk: int, others: Iterable[int]) -> set[Pair]:
    """The pairs of one record with all others: nothing that is like it is missed."""
    return {(min(pk, other), max(pk, other)) for other in others if other != pk}
