"""Original documents: what may be kept, where it is kept, and how it is handed out.

`kinds` looks at a file's content, `names` at its name; `store` is the storage
behind the alias “documents”; `keeping` puts a file there for a summary,
`serving` answers with it. `fields` is what a form needs to take one in.
"""
