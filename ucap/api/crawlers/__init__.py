"""What crawlers ask for: where pages are, and which to leave alone."""
