"""From draft to published and back: states, preview, the front page, work on many records."""
