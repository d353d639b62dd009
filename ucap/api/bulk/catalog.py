"""The data set for the catalogues of others: DCAT-AP 3 as JSON-LD."""

from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ucap.api.bulk.archive import Archive
from ucap.api.bulk.package import about, title

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EU = "http://publications.europa.eu/resource/authority"
THEMES = (f"{EU}/data-theme/REGI", f"{EU}/data-theme/INTR")
"""Regions and cities; international issues (the EU's vocabulary of data themes)."""
FILE_TYPES = f"{EU}/file-type"
KEYWORDS = (
    gettext_lazy("urban cooperation"),
    gettext_lazy("EU-China cooperation"),
    gettext_lazy("cities"),
    gettext_lazy("Sustainable Development Goals"),
)
ZIP = "http://www.iana.org/assignments/media-types/application/zip"
JSON = "http://www.iana.org/assignments/media-types/application/json"


def catalog(archive: Archive | None, base: str) -> dict[str, Any]:
    """A catalogue with the one data set, its archive (if one has been made) and its interface.

    `base` is the portal's own address.
    """
    return {
        "@context": CONTEXT,
        "@id": f"{base}/data/#catalog",
        "@type": "dcat:Catalog",
        "dct:title": _said(_("Open data of the U-CAP portal")),
        "dct:description": _said(about()),
        "dct:publisher": _publisher(base),
        "foaf:homepage": {"@id": f"{base}/"},
        "dct:language": {"@id": f"{EU}/language/ENG"},
        "dcat:dataset": _dataset(archive, base),
        "dcat:service": _service(base),
    }


def _said(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _publisher(base: str) -> dict[str, Any]:
    name = settings.OPERATOR_NAME or _("The operator of this portal")
    return {"@id": f"{base}/about/#operator", "@type": "foaf:Agent", "foaf:name": name}


def _dataset(archive: Archive | None, base: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": f"{base}/data/#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _said(title()),
        "dct:description": _said(about()),
        "dct:identifier": f"{base}/data/",
        "dct:publisher": {"@id": f"{base}/about/#operator"},
        "dcat:landingPage": {"@id": f"{base}/data/"},
        "dcat:keyword": [_said(str(word)) for word in KEYWORDS],
        "dcat:theme": [{"@id": theme} for theme in THEMES],
        "dct:accessRights": {"@id": f"{EU}/access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": f"{EU}/frequency/IRREG"},
        "dct:language": {"@id": f"{EU}/language/ENG"},
        "dcat:distribution": [_interface(base), *([_zip(archive, base)] if archive else [])],
    }
    if archive:
        told["dct:modified"] = _moment(archive.made)
    if settings.OPERATOR_EMAIL:
        told["dcat:contactPoint"] = {
            "@type": "vcard:Organization",
            "vcard:fn": settings.OPERATOR_NAME or settings.OPERATOR_EMAIL,
            "vcard:hasEmail": {"@id": f"mailto:{settings.OPERATOR_EMAIL}"},
        }
    return told


def _moment(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:dateTime"}


def _licence() -> dict[str, Any]:
    """Under which terms; nothing where the operator has said none."""
    if settings.DATA_TERMS_URL:
        return {"dct:license": {"@id": settings.DATA_TERMS_URL}}
    if settings.DATA_TERMS:
        return {"dct:rights": {"@type": "dct:RightsStatement", "dct:title": settings.DATA_TERMS}}
    return {}


def _zip(archive: Archive, base: str) -> dict[str, Any]:
    return {
        "@id": f"{base}/data/#zip",
        "@type": "dcat:Distribution",
        "dct:title": _said(_("Everything: tables (CSV) and records (JSON Lines)")),
        "dcat:accessURL": {"@id": f"{base}/data/"},
        "dcat:downloadURL": {"@id": f"{base}/data/u-cap.zip"},
        "dcat:mediaType": {"@id": ZIP},
        "dct:format": {"@id": f"{FILE_TYPES}/CSV"},
        "dcat:packageFormat": {"@id": ZIP},
        "dcat:byteSize": {"@value": str(archive.size), "@type": "xsd:nonNegativeInteger"},
        "dct:modified": _moment(archive.made),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": archive.sha256, "@type": "xsd:hexBinary"},
        },
        **_licence(),
    }


def _interface(base: str) -> dict[str, Any]:
    return {
        "@id": f"{base}/data/#interface",
        "@type": "dcat:Distribution",
        "dct:title": _said(_("Machine interface")),
        "dcat:accessURL": {"@id": f"{base}/api/v1/"},
        "dcat:accessService": {"@id": f"{base}/data/#service"},
        "dcat:mediaType": {"@id": JSON},
        "dct:format": {"@id": f"{FILE_TYPES}/JSON"},
        **_licence(),
    }


def _service(base: str) -> dict[str, Any]:
    return {
        "@id": f"{base}/data/#service",
        "@type": "dcat:DataService",
        "dct:title": _said(_("Machine interface")),
        "dcat:endpointURL": {"@id": f"{base}/api/v1/"},
        "dcat:endpointDescription": {"@id": f"{base}/api/v1/schema/"},
        "dcat:servesDataset": {"@id": f"{base}/data/#dataset"},
    }
