"""The fixtures as they are written: rows of fields, by model."""

from collections import defaultdict
from pathlib import Path
from typing import Any

import yaml

from benchmarks.reading.truth.values import Thing
from browse.text import lines

FOLDER = Path(__file__).parents[3] / "fixtures"

Row = dict[str, Any]
"""The fields of one record; what it refers to as natural keys."""


class Rows:
    """All rows, each model's in the order in which they are written."""

    def __init__(self, records: list[dict[str, Any]]) -> None:
        self.by_model: dict[str, list[Row]] = defaultdict(list)
        for record in records:
            self.by_model[record["model"]].append(record["fields"])
        self._things: dict[tuple[str, str], Thing] = {}

    @classmethod
    def of_fixtures(cls) -> "Rows":
        """Those of the portal."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C: ten times as fast
        return cls(
            [
                record
                for path in sorted(FOLDER.glob("*.yaml"))
                for record in yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - both are safe
            ]
        )

    def all(self, model: str) -> list[Row]:
        """The rows of a model."""
        return self.by_model[model]

    def of(self, model: str, summary: str) -> list[Row]:
        """The rows of a model that belong to a summary."""
        return [row for row in self.all(model) if row["summary"] == [summary]]

    def one(self, model: str, slug: str) -> Row:
        """The row of a model with that slug."""
        return next(row for row in self.all(model) if row["slug"] == slug)

    def thing(self, model: str, slug: str) -> Thing:
        """A city or organisation with all its names, also those that documents print."""
        if (model, slug) not in self._things:
            row = self.one(model, slug)
            printed = self._printed(slug) if model == "cities.organisation" else set()
            names = {*lines(row.get("other_names", "")), *printed}
            self._things[model, slug] = Thing.called(row["name"], names)
        return self._things[model, slug]

    def names(self, model: str) -> dict[str, str]:
        """The slugs of all cities or organisations, by each of their names."""
        slugs = [row["slug"] for row in self.all(model)]
        return {name: slug for slug in slugs for name in self.thing(model, slug).names}

    def _printed(self, slug: str) -> set[str]:
        """The names under which entries print an organisation."""
        return {
            link["name_printed"]
            for model in ("pilots.activityorganisation", "pilots.pilotorganisation")
            for link in self.all(model)
            if link["organisation"] == [slug] and link.get("name_printed")
        }
