"""The front page of the desk: what there is to do, and the rooms."""
