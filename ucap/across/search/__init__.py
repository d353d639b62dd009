"""The search over everything: what can be found, how results are made, suggestions, spelling."""
