"""The editing desk: what editors use to add, correct, review, merge and publish."""
