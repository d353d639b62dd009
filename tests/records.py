"""The models of the portal that hold its record, without what keeps their history."""

from django.apps import apps
from django.db import models
from pghistory.models import Event

APPS = ("cities", "pilots", "summaries")


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own, the links that Django makes by itself included."""
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if not issubclass(model, Event) and not model._meta.proxy
    ]


def ours() -> list[type[models.Model]]:
    """Every model that we declare."""
    return [model for model in tables() if not model._meta.auto_created]
