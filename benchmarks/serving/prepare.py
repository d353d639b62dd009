"""What a measurement needs of a filled database; prints it as JSON.

    .venv/bin/python -m benchmarks.serving.prepare FOLDER

writes to the folder as many different addresses of the list as are wanted, and the records for
Datasette.
"""

import json
import sqlite3
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import django

ADDRESSES = 20_000
RECORDS = "world.db"
ARRAYS = {
    "cities": "cities__name",
    "countries": "cities__country__name",
    "themes": "themes__name",
    "organisations": "organisations__name",
    "sdgs": "citations__summary__sdg_links__sdg__number",
    "topics": "citations__summary__topic_links__topic__name",
    "summaries": "citations__summary__short_title",
}
"""The columns of Datasette's table that hold several values, and the look-ups to these."""
COLUMNS = ("pk", "slug", "title", "kind", "stage", "start", "start__year", "description")


def main() -> None:
    """Do all of it."""
    django.setup()
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath("addresses").write_text("\n".join(islice(addresses(), ADDRESSES)) + "\n")
    if not folder.joinpath(RECORDS).exists():
        export(folder / "unfinished.db")
        folder.joinpath("unfinished.db").rename(folder / RECORDS)
    print(json.dumps({"session": session(), **names()}))


def names() -> dict[str, Any]:
    """The names by which contenders know what is asked for."""
    from benchmarks.world import SOUGHT
    from cities.models import City, Theme
    from pilots.models import PilotProject

    pilot = PilotProject.objects.get(slug="pilotproject-7")
    return {
        "word": SOUGHT,
        "theme": Theme.objects.get(slug="term-0").name,
        "city": City.objects.get(slug="city-0").name,
        "pilot": pilot.pk,
        "title": pilot.title,
    }


def session() -> str:
    """The key of a session of somebody who may see everything on the desk."""
    from django.conf import settings
    from django.contrib.auth.models import User
    from django.test import Client

    person, _made = User.objects.get_or_create(
        username="measuring", defaults={"is_staff": True, "is_superuser": True}
    )
    client = Client()
    client.force_login(person, backend="ucap.desk.people.backend.DeskBackend")
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def addresses() -> Iterator[str]:
    """Different addresses of the list, each with one to four things asked; in the same order
    every time.
    """
    random = Random(2)  # noqa: S311 - not for secrets
    values = pools()
    seen = set()
    while True:
        names = sorted(random.sample(sorted(values), random.randint(1, 4)))
        pairs = [
            f"{name}={values[name][int(len(values[name]) * random.random() ** 3)]}"
            for name in names
        ]
        address = "/pilots/?" + "&".join(pairs)
        if address not in seen:
            seen.add(address)
            yield address


def pools() -> dict[str, list[str]]:
    """What may stand behind each parameter, the most frequent first."""
    from benchmarks.world import WORDS
    from cities.models import SDG, City, Organisation, Theme, UrbanAgendaTopic
    from pilots.models import PilotKind, Stage
    from ucap.summaries.models import Summary

    records: dict[str, Any] = {
        "city": City.objects.shown(),
        "organisation": Organisation.objects.shown(),
        "summary": Summary.objects.published(),
        "theme": Theme.objects.shown(),
        "topic": UrbanAgendaTopic.objects.all(),
    }
    return {
        **{
            name: list(some.order_by("pk").values_list("slug", flat=True))
            for name, some in records.items()
        },
        "kind": PilotKind.values,
        "q": WORDS[:500],
        "sdg": [str(goal.number) for goal in SDG.objects.all()],
        "sort": ["date", "-date", "-title", "citations", "-citations"],
        "stage": Stage.values,
        "year": [str(year) for year in range(2015, 2025)],
    }


def export(path: Path) -> None:
    """The published pilots as one table of SQLite, with an index of its words."""
    from pilots.models import PilotProject

    path.unlink(missing_ok=True)
    arrays = {name: values_of(lookup) for name, lookup in ARRAYS.items()}
    database = sqlite3.connect(path)
    columns = ["id", *COLUMNS[1:], *arrays]
    kinds = {"id": "INTEGER PRIMARY KEY", "start__year": "INTEGER"}
    declared = ", ".join(f'"{name}" {kinds.get(name, "TEXT")}' for name in columns)
    database.execute(f"CREATE TABLE pilots ({declared})")
    places = ", ".join("?" for _ in columns)
    database.executemany(
        f"INSERT INTO pilots VALUES ({places})",  # noqa: S608 - names of ours
        (
            [
                *map(text, row),
                *(json.dumps(sorted(found.get(row[0], ()))) for found in arrays.values()),
            ]
            for row in PilotProject.objects.published().values_list(*COLUMNS).iterator()
        ),
    )
    for name in ("kind", "stage", "start", "start__year", "title"):
        database.execute(f'CREATE INDEX "pilots_{name}" ON pilots ("{name}")')
    database.execute(
        'CREATE VIRTUAL TABLE pilots_fts USING fts5 (title, description, content="pilots")'
    )
    database.execute("INSERT INTO pilots_fts (pilots_fts) VALUES ('rebuild')")
    database.execute("ANALYZE")
    database.commit()
    database.close()


def text(value: Any) -> Any:
    """A value as SQLite takes it."""
    return value if value is None or isinstance(value, int) else str(value)


def values_of(lookup: str) -> dict[int, set[Any]]:
    """{primary key of a pilot: its values at `lookup`}."""
    from pilots.models import PilotProject

    there = PilotProject.objects.filter(**{f"{lookup}__isnull": False}).order_by()
    found: dict[int, set[Any]] = {}
    for pk, value in there.values_list("pk", lookup).iterator():
        found.setdefault(pk, set()).add(value)
    return found


if __name__ == "__main__":
    main()
