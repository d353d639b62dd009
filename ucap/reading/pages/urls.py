"""Addresses below `/admin/readings/`."""

from django.urls import path

from ucap.reading.pages.listed import ReadAgain, ReadingsPage, RemoveReading
from ucap.reading.pages.original import ReadingDocument
from ucap.reading.pages.review import ReviewPage

urlpatterns = [
    path("", ReadingsPage.as_view(), name="readings"),
    path("<int:pk>/", ReviewPage.as_view(), name="reading"),
    path("<int:pk>/document/", ReadingDocument.as_view(), name="reading-document"),
    path("<int:pk>/again/", ReadAgain.as_view(), name="reading-again"),
    path("<int:pk>/remove/", RemoveReading.as_view(), name="reading-remove"),
]
