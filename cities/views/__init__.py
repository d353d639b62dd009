"""Pages of cities, organisations and vocabularies."""
