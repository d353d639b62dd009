"""What the portal says of itself while it runs: a line for each request, in text or in JSON."""
