"""Blocks → the fields of a summary: which words of a document say what.

`runs`      stretches of blocks that belong together, and the spans that are made of them
`furniture` the title, page numbers, running headers
`labels`    what a label of the template means, in whatever of its `spellings`
`rows`      which text stands under which label, and in which column
`sides`     the two columns of cities, countries and figures
`joining`   sentences and points that a page break cut, and points run together
`dates`     the date that an entry begins with
`entries`   activities and results; `outline`: which texts are headings or points;
            `levels`: which points are below others
`themes`    themes, and what is told theme by theme; `naming`: where their labels are
`terms`     lines of labels of SDGs and Urban Agenda topics
`contact`   whom to ask
`leftovers` which words are in no field
"""

from ucap.reading.fields.understanding import understand

__all__ = ["understand"]
