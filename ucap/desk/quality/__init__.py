"""What is wrong with the record, and what could be better: rules as data."""
