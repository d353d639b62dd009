"""From decisions to a draft, by the desk's own entry page and so by all of its rules.

`opened`    the entry page as whoever asks would open it
`pairing`   which row of a summary a row of its document is
`differing` the items in which a summary differs from its document
`sending`   what was decided, sent to the entry page
"""
