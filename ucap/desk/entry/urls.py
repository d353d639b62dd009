"""What the entry page asks the server while somebody types: `admin:entry-…`."""

from django.urls import path

from ucap.desk.entry import views

urlpatterns = [
    path("when/", views.when, name="entry-when"),
    path("names/<slug:kind>/", views.names, name="entry-names"),
]
