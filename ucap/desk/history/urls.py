"""Addresses of the history pages."""

from django.urls import path, register_converter

from browse.history.events import Key
from ucap.desk.history.views import ChangePage, ChangesPage, DeletedPage
from ucap.desk.history.ways_back import BringBackPage, RestorePage, UndoPage


class ChangeConverter:
    """What names a change set in an address: its context's number, or a time."""

    regex = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9]{8}T[0-9]{6}\.[0-9]{6}Z"

    def to_python(self, value: str) -> Key:
        """The key; ValueError, which is a 404, for a time that is none."""
        return Key.parse(value)

    def to_url(self, value: object) -> str:
        """The key, or a context's number, as text."""
        return str(value)


class RowConverter:
    """The number of a row."""

    regex = "[1-9][0-9]{0,17}"

    def to_python(self, value: str) -> int:
        """The number."""
        return int(value)

    def to_url(self, value: int) -> str:
        """The number as text."""
        return str(value)


register_converter(ChangeConverter, "change")
register_converter(RowConverter, "row")

urlpatterns = [
    path("history/", ChangesPage.as_view(), name="history-changes"),
    path("history/deleted/", DeletedPage.as_view(), name="history-deleted"),
    path("history/<change:key>/", ChangePage.as_view(), name="history-change"),
    path("history/<change:key>/undo/", UndoPage.as_view(), name="history-undo"),
    path(
        "history/<change:key>/restore/<str:kind>/<row:pk>/",
        RestorePage.as_view(),
        name="history-restore",
    ),
    path(
        "history/<change:key>/bring-back/<str:kind>/<row:pk>/",
        BringBackPage.as_view(),
        name="history-bring-back",
    ),
]
