"""What other people's programs get: downloads, feeds, calendars, the machine interface."""
