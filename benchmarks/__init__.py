"""Measurements: what the portal does against something else that does the same, in one run."""
