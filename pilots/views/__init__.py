"""Pages of activities and pilots."""
