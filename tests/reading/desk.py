"""The page of one reading, through the test client."""

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.reading import scene
from ucap.reading.models import Reading


class Desk:
    """The page of one reading, through the test client."""

    def __init__(self, told: scene.Scene, reading: Any, user: Any = None) -> None:
        self.scene, self.pk = told, reading.pk
        self.client = Client()
        self.client.force_login(user or User.objects.create_superuser(f"root{reading.pk}"))
        self.address = reverse("admin:reading", args=[reading.pk])

    @property
    def reading(self) -> Any:
        return Reading.objects.get(pk=self.pk)

    @property
    def page(self) -> Any:
        return self.client.get(self.address)

    def items(self) -> dict[str, Any]:
        """The items on the page by their keys."""
        return {item.key: item for item in self.page.context["review"].items}

    def send(self, asked: str = "one", **sent: str) -> Any:
        return self.client.post(self.address, {"do": asked, **sent})

    def decide(self, **choices: str) -> Any:
        return self.send(**{f"choice-{key}": value for key, value in choices.items()})

    def one(self, data: dict[str, str]) -> Any:
        return self.client.post(self.address, data, headers={"Accept": "application/json"})


DOUBTFUL = {
    "choice-side-2": "known",
    "choice-period": "take",
    "choice-new-organisations": "none",
    "choice-activities-1-1": "new",
    "choice-activities-1.1-1": "outcome",
}
"""A decision on each thing that is doubtful in the scene."""
