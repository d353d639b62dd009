"""Who, where and about what: cities, organisations, vocabularies."""
