"""x"""

from dataclasses import dataclass
from django.db.models import Q


@dataclass(frozen=True)
class Reach:
    lookup: str
    given: Q = Q()
