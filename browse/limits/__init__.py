"""What one reader may take, so that there is enough for all: of what costs much, so much a minute.

`buckets`     who has taken how much; knows nothing of requests
`clients`     whom a request comes from
`middleware`  who has taken too much is asked to wait, and for how long
"""
