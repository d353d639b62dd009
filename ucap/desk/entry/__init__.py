"""Entry: the page on which a summary is edited as one reads it, and the fields it is made of."""
