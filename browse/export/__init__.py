"""Writers of tables: what a list is called in columns, and the files that are made of it."""
