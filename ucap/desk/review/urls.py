"""Addresses of review and preview, below the admin's."""

from django.urls import path, register_converter

from ucap.desk.review.addresses import KINDS
from ucap.desk.review.preview import Preview
from ucap.desk.review.states import Move
from ucap.desk.review.views import StepView


class OneOf:
    """A converter for the words in `regex`."""

    regex: str

    def to_python(self, value: str) -> str:
        """The word."""
        return value

    def to_url(self, value: str) -> str:
        """The word."""
        return value


class KindConverter(OneOf):
    """A kind of record that makes steps."""

    regex = "|".join(KINDS)


class MoveConverter(OneOf):
    """A step."""

    regex = "|".join(Move.values)


register_converter(KindConverter, "reviewed_kind")
register_converter(MoveConverter, "review_step")

urlpatterns = [
    path(
        "review/<reviewed_kind:kind>/<int:pk>/<review_step:move>/",
        StepView.as_view(),
        name="review-step",
    ),
    path("preview/", Preview.as_view(), name="preview-home"),
    path("preview/<path:path>", Preview.as_view(), name="preview"),
]
