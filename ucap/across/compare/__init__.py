"""Two to four cities, themes or summaries side by side."""
