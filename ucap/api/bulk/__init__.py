"""The whole record as one archive, and what describes it."""
