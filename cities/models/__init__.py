"""Who, where and about what: places, organisations and vocabularies."""

from cities.models.organisations import Organisation
from cities.models.places import City, Country
from cities.models.vocabularies import SDG, Theme, UrbanAgendaTopic

__all__ = ["SDG", "City", "Country", "Organisation", "Theme", "UrbanAgendaTopic"]
