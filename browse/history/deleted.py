"""Records that are gone and can be brought back."""

from django.db.models import Exists, Max, OuterRef, QuerySet

from browse.history.events import DELETE, Event, read, union
from browse.history.parts import Kind, events, is_part, kinds


class Deleted:
    """The last event of each deleted record, newest first: can be counted and sliced.

    `model` narrows it to one kind; rows that are parts of records are left out.
    """

    def __init__(self, model: Kind | None = None) -> None:
        self.models = [model] if model else [kind for kind in kinds() if not is_part(kind)]

    def _found(self) -> dict[Kind, QuerySet]:
        return {model: _deleted(model) for model in self.models}

    def count(self) -> int:
        """How many there are. One query."""
        everything = union([found.values_list("pgh_id") for found in self._found().values()])
        return everything.count() if everything is not None else 0

    def __len__(self) -> int:
        return self.count()

    def __getitem__(self, rows: slice) -> list[Event]:
        """Those of a page. One query."""
        return read(self._found(), rows.start or 0, rows.stop, newest=True)


def _deleted(model: Kind) -> QuerySet:
    """The event of each deletion whose record has not come back."""
    found = events(model).objects.filter(pgh_label=DELETE).order_by()
    last = found.values("pgh_obj_id").annotate(last=Max("pgh_id")).values("last")
    there = model._base_manager.filter(pk=OuterRef("pgh_obj_id"))
    return found.filter(~Exists(there), pgh_id__in=last)
