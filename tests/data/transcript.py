"""The fixtures as plain data, and the documents beside them: what the tests here walk.

Nothing in this module needs a database. `fixtures/` is read as YAML; a record is
an `Entry` with its model's name, its fields and the file that it stands in. The
documents lie in `../shared/summaries`, beside the checkout; a fresh clone has none,
and the tests that compare with them say so and skip.
"""

import html
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
FILES = sorted((ROOT / "fixtures").glob("*.yaml"))


@dataclass(frozen=True)
class Entry:
    """One object of a fixture."""

    model: str
    fields: dict[str, Any]
    file: str

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def get(self, name: str, default: Any = "") -> Any:
        return self.fields.get(name, default)

    def __str__(self) -> str:
        name = self.get("slug") or [v for v in self.fields.values() if isinstance(v, list)]
        return f"{self.file}: {self.model} {name}"


@cache
def entries(model: str = "") -> list[Entry]:
    """Every object of the fixtures, or those of one model, in load order."""
    if model:
        return [entry for entry in entries() if entry.model == model]
    return [
        Entry(item["model"], item["fields"], file.name)
        for file in FILES
        for item in yaml.safe_load(file.read_text(encoding="utf-8"))
    ]


def by_slug(model: str) -> dict[str, Entry]:
    """The objects of a model, by their slug."""
    return {entry["slug"]: entry for entry in entries(model)}


def linked(through: str, owner: str, name: str) -> dict[str, set[str]]:
    """For each owner, the slugs that rows of a through model link it to."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in entries(through):
        found[row[owner][0]].add(row[name][0])
    return found


def names_of(entry: Entry) -> list[str]:
    """The name of a city or an organisation, and its other names."""
    return [entry["name"], *entry.get("other_names").splitlines()]


def shared(path: str) -> Path:
    """A file of the folder with the documents; skips the test where there is none."""
    found = SHARED / path
    if not found.exists():
        pytest.skip(f"{found} is not there: nothing to compare the fixtures with")
    return found


def document(summary: Entry) -> str:
    """The text of a summary's document, without mark-up."""
    return plain(shared(f"summaries/{summary['document_name']}").read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """Text without tags, emphasis and table lines, with single spaces and straight quotes."""
    text = re.sub(r"<[^>]+>", "", re.sub(r"<(br|/p|/li)[^>]*>", " ", html.unescape(text)))
    text = re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"[*|\\]", "", text).replace("’", "'")
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The words of a text, without case and punctuation."""
    return re.findall(r"\w+", plain(text).lower())


PROSE = {
    "title",
    "description",
    "text",
    "reason",
    "focus",
    "challenges",
    "objectives",
    "difference",
    "oddity",
    "resolution",
    "funding",
}


def prose() -> Iterator[tuple[Entry, str, str]]:
    """Every text that restates a document: the object, the field, the text."""
    for entry in entries():
        if entry.model in {"cities.sdg", "cities.city", "cities.country"}:
            continue
        for name in PROSE & entry.fields.keys():
            yield entry, name, entry[name]
