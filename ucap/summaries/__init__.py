"""The documents themselves: sides, citations, editorial notes, seeding."""
