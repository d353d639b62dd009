"""Finished pages: made once for everybody, kept in memory, made anew when the content changes.

From the outside in:

`serving`     a WSGI application around Django: answers from what is kept, or hands on and keeps
`store`       what is kept, within a bound of bytes
`middleware`  makes a page from one snapshot of the database and finishes it: compressed, with an
              ETag and a word for browsers and proxies on how long they may keep it
`snapshot`    one view of the database for a whole request, and how long reading it may take
`content`     the number that says which content there is, and the trigger that moves it
`edition`     which code and settings pages are made with
"""
