"""The page `/matrix/`."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from browse.views import PictureView
from ucap.across.matrix.axes import VIEWS, asked
from ucap.across.matrix.drawing import drawn, tabs_of_counts, tabs_of_views
from ucap.across.matrix.sentences import sentences


class MatrixView(PictureView):
    """`/matrix/`: how many records each two values have in common, and where there are none.

    Values chosen of what stands as rows or columns say which of them stand
    there; all numbers count what fits the other filters.
    """

    template_name = "across/matrix.html"
    heading = _("Matrix")
    lead = _("Who works with whom, and on what: how much they have in common, and the gaps.")

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """Those of all matrices, each of which has its own."""
        counted = [one.filterset for view in VIEWS for one in view.counted]
        return frozenset().union(*(filterset.parameters() for filterset in counted))

    def setup(self, request: HttpRequest, *args, **kwargs) -> None:
        """Find out which matrix is asked for: that decides which filters there are."""
        super().setup(request, *args, **kwargs)
        self.picture, self.counted = asked(request.GET)
        self.filterset_class = self.counted.filterset

    def get_records(self) -> QuerySet:
        """The published records of the list that is counted."""
        return self.counted.records()

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        """The matrix; besides the facets, five queries, and one for each axis of records."""
        shown = (self.filterset, self.picture, self.counted)
        drawing = drawn(*shown)
        return super().get_context_data(
            selected=self.filterset.selected().count(),
            drawing=drawing,
            sentences=sentences(self.picture, drawing.table, self.counted.name),
            views=tabs_of_views(*shown),
            counts=tabs_of_counts(*shown),
            **kwargs,
        )
