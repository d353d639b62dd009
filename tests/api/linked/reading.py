"""The linked data of a page, read as any other program would."""

import json
from typing import Any

from rdflib import Graph, Namespace, URIRef
from rdflib.term import Node as Term

from tests.universe.page import Page

SCHEMA = Namespace("https://schema.org/")
HOST = "http://testserver"


def blocks(page: Page) -> list[dict[str, Any]]:
    """What stands in the data blocks of a page."""
    return [
        json.loads("".join(map(str, script.children)))
        for script in page.root.find("script", type="application/ld+json")
    ]


def graph(page: Page) -> Graph:
    """The triples of a page; schema.org itself is not asked what its words mean."""
    (document,) = blocks(page)
    assert document["@context"] == "https://schema.org"
    document["@context"] = {"@vocab": str(SCHEMA)}
    return Graph().parse(data=json.dumps(document), format="json-ld")


def thing(path: str) -> URIRef:
    """The identity of the record at `path`."""
    return URIRef(HOST + path)


def paths(terms: Any) -> set[str]:
    """The paths of records, as `thing` takes them."""
    return {str(term).removeprefix(HOST) for term in terms}


def text(found: Graph, path: str, name: str) -> str:
    """The one value of a property of the record at `path`; "" without one."""
    value: Term | None = found.value(thing(path), SCHEMA[name], any=False)
    return "" if value is None else str(value)
