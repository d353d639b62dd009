"""What stands on a page, read from its HTML."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from django.test import Client

VOID = {"br", "hr", "img", "input", "link", "meta"}


@dataclass
class Node:
    """An element: its tag, its attributes, what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Node | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """All text in it, blanks run together."""
        parts = [child if isinstance(child, str) else child.text for child in self.children]
        return " ".join("".join(parts).split())

    def find(self, tag: str = "", **attributes: str) -> list["Node"]:
        """The elements in it with this tag and these attributes; `class_` is one class."""
        found = []
        for child in self.children:
            if isinstance(child, Node):
                if (not tag or child.tag == tag) and child.has(attributes):
                    found.append(child)
                found += child.find(tag, **attributes)
        return found

    def has(self, attributes: dict[str, str]) -> bool:
        """Whether it has all these attributes."""
        for name, value in attributes.items():
            given = self.attributes.get(name.rstrip("_"))
            if given is None or value not in (given.split() if name == "class_" else [given]):
                return False
        return True


class _Reader(HTMLParser):
    """Builds the tree; a tag that closes something else than what is open is an error."""

    def __init__(self) -> None:
        super().__init__()
        self.open = [Node("", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def tree(html: str) -> Node:
    """The elements of a page; AssertionError for one that is never closed."""
    reader = _Reader()
    reader.feed(html)
    assert len(reader.open) == 1, f"{reader.open[-1].tag} is never closed"
    return reader.open[0]


def resolved(url: str, href: str) -> str:
    """Where `href` leads on the page at `url`: as `urljoin`, which takes a bare “?” for nothing."""
    return urlsplit(url).path + href if href.startswith("?") else urljoin(url, href)


class Page:
    """The page at `url`, as anybody without an account sees it (or as `client` does)."""

    def __init__(self, url: str, client: Client | None = None) -> None:
        self.url = url
        self.response = (client or Client()).get(url)
        if self.response.status_code == 302:  # to the address without unknown parameters
            known = self.response["Location"]
            assert urlsplit(known).path == urlsplit(url).path
            self.response = (client or Client()).get(known)
        self.html = self.response.content.decode()
        self.root = tree(self.html)

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.response.status_code

    @property
    def heading(self) -> str:
        """The page's one first heading."""
        (heading,) = self.root.find("h1")
        return heading.text

    @property
    def links(self) -> set[str]:
        """The addresses within the portal that the page leads to, fragments dropped."""
        hrefs = [node.attributes.get("href", "") for node in self.root.find("a")]
        whole = (resolved(self.url, href) for href in hrefs)
        return {link.partition("#")[0] for link in whole if not urlsplit(link).scheme}

    # Of a list

    @property
    def counted(self) -> tuple[int, int]:
        """How many records of how many the list says that it has."""
        (heading,) = self.root.find("h2", id="count")
        found = re.match(r"(\d+) of (\d+) ", heading.text)
        assert found, heading.text
        return int(found[1]), int(found[2])

    @property
    def rows(self) -> list[str]:
        """The slugs of the records on this page of the list, in their order."""
        (results,) = self.root.find("section", class_="results")
        cards = [card.find("h3")[0] for card in results.find("li", class_="row-card")]
        heads = results.find("th", scope="row")
        return [
            head.find("a")[0].attributes["href"].rstrip("/").rpartition("/")[2]
            for head in cards + heads
        ]

    @property
    def problems(self) -> list[str]:
        """What the page says that it did not understand."""
        return [
            item.text for box in self.root.find("div", class_="problems") for item in box.find("li")
        ]

    @property
    def chips(self) -> list[tuple[str, str]]:
        """(text, whole address) of each filter that can be lifted."""
        return [
            (chip.text, resolved(self.url, chip.attributes["href"]))
            for chip in self.root.find("a", class_="chip-chosen")
        ]

    def facets(self) -> dict[str, list[tuple[int, str, bool]]]:
        """(count, whole address, chosen or not) of each value, under the label of its facet."""
        return {
            facet.find("h3")[0].text: [
                (
                    int(value.find("span", class_="facet-count")[0].text),
                    resolved(self.url, value.attributes["href"]),
                    "is-chosen" in value.attributes["class"],
                )
                for value in facet.find("a", class_="facet-value")
            ]
            for facet in self.root.find("details", class_="facet")
        }
