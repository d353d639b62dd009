"""The matrix: two kinds of values against each other, and how many records have both."""
