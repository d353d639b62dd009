"""The description of the data set for catalogues, read with rdflib."""

import pytest
from django.test import Client
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from ucap.api.bulk.archive import Archive

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
SPDX = Namespace("http://spdx.org/rdf/terms#")

MANDATORY = {
    DCAT.Catalog: (DCT.title, DCT.description, DCT.publisher, DCAT.dataset),
    DCAT.Dataset: (DCT.title, DCT.description),
    DCAT.Distribution: (DCAT.accessURL,),
    DCAT.DataService: (DCT.title, DCAT.endpointURL),
    FOAF.Agent: (FOAF.name,),
    SPDX.Checksum: (SPDX.algorithm, SPDX.checksumValue),
}
"""The mandatory properties of each class, as DCAT-AP 3.0 has them."""


def read() -> Graph:
    """The description, as triples."""
    return Graph().parse(data=Client().get("/data/catalog.jsonld").content, format="json-ld")


def the(graph: Graph, kind: URIRef) -> Node:
    """The one thing of a class."""
    (found,) = graph.subjects(RDF.type, kind)
    return found


@pytest.mark.parametrize("kind", MANDATORY)
def test_everything_has_what_dcat_ap_asks_of_it(archive: Archive, kind: URIRef) -> None:
    graph = read()
    things = list(graph.subjects(RDF.type, kind))
    assert things
    for thing in things:
        for name in MANDATORY[kind]:
            assert list(graph.objects(thing, name)), (thing, name)


def test_the_data_set_leads_to_the_archive_its_terms_and_its_publisher(archive: Archive) -> None:
    graph = read()
    data_set = the(graph, DCAT.Dataset)
    sent = URIRef("http://testserver/data/u-cap.zip")
    (file,) = graph.subjects(DCAT.downloadURL, sent)
    assert file in set(graph.objects(data_set, DCAT.distribution))
    assert str(graph.value(file, DCAT.byteSize)) == str(archive.size)
    checksum = graph.value(file, SPDX.checksum)
    value = graph.value(checksum, SPDX.checksumValue)
    assert isinstance(value, Literal)
    assert str(value).lower() == archive.sha256
    terms = URIRef("https://creativecommons.org/licenses/by/4.0/")
    assert graph.value(file, DCT.license) == terms
    publisher = graph.value(data_set, DCT.publisher)
    assert str(graph.value(publisher, FOAF.name)) == "A city network"
    assert len(set(graph.objects(data_set, DCAT.keyword))) > 2


def test_what_it_leads_to_is_there(archive: Archive) -> None:
    graph = read()
    asked = set(graph.objects(None, DCAT.accessURL)) | set(graph.objects(None, DCAT.downloadURL))
    asked |= set(graph.objects(None, DCAT.endpointDescription))
    assert len(asked) > 3
    for address in asked:
        assert Client().get(str(address)).status_code == 200, address
