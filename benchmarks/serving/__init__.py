"""Pages under load: the portal against everything else that could do the same."""
