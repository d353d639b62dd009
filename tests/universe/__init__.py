"""Worlds that nobody wrote by hand, and what the portal must say about them.

`world.build(seed)` fills the database through the real models. What it makes:

- Countries, cities, organisations (some `part_of` others), themes, all SDGs and all topics. The
  last two cities, organisations and themes are named by drafts only; the two before them by
  nothing at all.
- Summaries, activities and pilots, about one in three of them a draft. Names repeat and differ in
  case and accents only, so that orders have ties; slugs are numbers in no particular order.
- Links of every kind between any of them: draft summaries cite published records, published
  summaries cite drafts, one summary cites a record twice, prints a term twice and has one city
  on both sides, an organisation stands in one record in two roles.
- Activities and pilots known to the day and to the month, with and without an end, over several
  years and without any date; cities that take part, host, or both; outcomes, relations, parts.

The same seed and size always give the same world (but for primary keys).

`oracle.Oracle()` reads that world into plain objects and works out, slowly and with loops only,
what each list selects, in which order, and what stands beside each value of each facet. It knows
the design's table of parameters and nothing of how the portal computes it.

`page.Page` reads a response's HTML.
"""
