"""People: who may enter the desk, how they prove who they are, and what they may do."""
