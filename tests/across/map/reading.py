"""The map as it stands on its page."""

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

from tests.universe.page import Node, Page
from ucap.across.map.drawing import LAYOUTS

Cities = Mapping[str, int]
Pairs = Mapping[frozenset[str], int]


def number(text: str) -> int:
    """The number in “Granada – Kunming: 8 pilots in common”."""
    return int(text.rpartition(":")[2].split()[0])


def asked(url: str) -> list[str]:
    """The cities that a link leads to: of a list of pilots, or the page of one."""
    parts = urlsplit(url)
    return parse_qs(parts.query).get("city") or [parts.path.split("/")[2]]


def pictures(page: Page) -> list[Node]:
    """The drawings on a page: for wide windows and for phones."""
    found = [page.root.find("svg", class_=f"map-{layout.name}") for layout in LAYOUTS]
    return [svg for drawing in found for svg in drawing]


def marks(svg: Node) -> Cities:
    """{city: pilots} as the marks of a picture say."""
    links = svg.find("a", class_="city")
    return {
        city: number(link.attributes["aria-label"])
        for link in links
        for city in asked(link.attributes["href"])
    }


def arcs(svg: Node) -> Pairs:
    """{two cities: pilots in common} as the arcs of a picture say."""
    return {
        frozenset(asked(link.attributes["href"])): number(link.attributes["aria-label"])
        for link in svg.find("a", class_="arc")
    }


def rows(page: Page, table: str) -> list[list[Node]]:
    """The cells of a table's body, row by row."""
    (found,) = page.root.find("table", id=table) or [Node("", {})]
    return [row.find("th") + row.find("td") for row in found.find("tr")[1:]]


def numbers(page: Page) -> list[tuple[str, int]]:
    """(address, number told) of every link of the picture and its tables that tells one."""
    links = [link for svg in pictures(page) for link in svg.find("a")]
    told = [(link.attributes["href"], number(link.attributes["aria-label"])) for link in links]
    told += [
        (link.attributes["href"], int(link.text))
        for table in ("pairs", "places")
        for *_names, cell in rows(page, table)
        for link in cell.find("a")
    ]
    return [(url, n) for url, n in told if "?" in url]


def check_links(address: str, *, every: int = 1) -> None:
    """Follow the links of a map, or one in so many, and count what they lead to."""
    told = list(dict.fromkeys(numbers(Page(address))))
    assert told
    for url, n in told[::every]:
        assert n > 0
        assert Page(url).counted[0] == n, (address, url)
