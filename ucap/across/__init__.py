"""Pages over several kinds of thing."""
