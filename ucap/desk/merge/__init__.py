"""Doubles: what may be told twice, comparing two records, merging them or telling them apart."""
