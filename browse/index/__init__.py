"""A list in memory: which record has which values, as arrays of numbers, for counting in them.

The database answers what an address asks in a time that grows with the records that it selects,
once for each facet. Here a facet is counted in one pass over an array, whatever is selected. An
index is made in the background for one state of the content, and asked only by who reads that
very state; everybody else asks the database, which gives the same numbers.

`arrays`     rows of a query as arrays, by the quickest way out of Postgres
`columns`    one facet: the pairs of records and values, and how many records have each
`whole`      a list: its records, its facets, its orders
`building`   how it is made
`answering`  what a filter set asks of it: how many, which page, which values
`found`      the records that are selected, as a paginator takes them
`keeping`    the indexes of this process, and the thread that makes them
"""
