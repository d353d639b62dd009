"""Ask the search as a reader does, and read its page."""

from urllib.parse import urlencode

from django.test import Client

from tests.universe.page import Page


class Results:
    """The page of results for some words."""

    def __init__(self, words: str, client: Client | None = None, **more: str | int) -> None:
        self.page = Page("/search/?" + urlencode({"q": words, **more}), client)
        assert self.page.status == 200
        sections = self.page.root.find("section", class_="found")
        self.groups = {s.attributes["aria-labelledby"]: s for s in sections}

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind the page says there are."""
        tallies = {kind: s.find("span", class_="tally")[0] for kind, s in self.groups.items()}
        return {kind: int(tally.text.replace(",", "")) for kind, tally in tallies.items()}

    def urls(self, kind: str) -> list[str]:
        """Where the rows of a kind lead, in their order."""
        if kind not in self.groups:
            return []
        heads = [row.find("h3")[0] for row in self.groups[kind].find("li", class_="hit")]
        return [head.find("a")[0].attributes["href"] for head in heads]

    def slugs(self, kind: str) -> list[str]:
        """The records of the rows of a kind."""
        return [url.strip("/").rpartition("/")[2] for url in self.urls(kind)]

    @property
    def marks(self) -> set[str]:
        """All that is marked on the page."""
        return {mark.text for mark in self.page.root.find("mark")}

    @property
    def meant(self) -> str:
        """What the page asks whether one meant."""
        links = [p.find("a")[0] for p in self.page.root.find("p", class_="meant")]
        return links[0].text if links else ""

    @property
    def text(self) -> str:
        """All text of the page's content."""
        return self.page.root.find("main")[0].text


def suggested(words: str) -> list[dict[str, str]]:
    """What the box suggests."""
    response = Client().get("/search/suggest/", {"q": words})
    assert response.status_code == 200
    answer = response.json()
    assert answer["query"] == words.replace("\ud800", "?")
    return answer["suggestions"]


def every(words: str, kind: str) -> list[str]:
    """The slugs of all records of a kind that are found, page by page."""
    slugs: list[str] = []
    number = 1
    while True:
        results = Results(words, kind=kind, page=number)
        slugs += results.slugs(kind)
        if len(slugs) >= results.counts.get(kind, 0):
            return slugs
        number += 1
