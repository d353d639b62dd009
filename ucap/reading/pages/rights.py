"""Who may read documents into drafts: whoever may add a summary, also what others uploaded."""

PERMISSIONS = ("summaries.add_summary",)
