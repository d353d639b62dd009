"""A record or a list as one document to take along."""
