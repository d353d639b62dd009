"""What an editor decides on: each proposal with its alternatives, and what it writes.

Built from what was read and from what the portal knows now; what was decided is kept beside it.
An item writes fields of the desk's own entry page, in that page's notation, and nothing else.

`item`      the values: items, their choices, decisions
`names`     records by their keys, as the entry page writes them
`sides`, `texts`, `terms`, `unknown`, `entries`, `notes`   the items of each part of a summary
`writing`   items and decisions → what the entry page is sent
`building`  all items of a document, in its order
"""
