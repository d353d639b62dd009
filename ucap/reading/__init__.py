"""Documents in, drafts out: a summary document is read, and an editor only decides.

Three pure steps, each to be tested without a database, and what stands around them:

`blocks`    what a file is read into: pieces of text with their places
`files`     file → blocks: PDF, Word, Markdown, text; in a process of its own, within limits
`understood` what a summary says, field by field, each with its place
`fields`    blocks → the fields of a summary
`records`   fields → records: who is meant, what is told already, what is odd
`pages`     upload, progress, and the page on which an editor decides

Reading stands on the desk: what it understands goes in by the desk's own forms, rules and rights.
"""
