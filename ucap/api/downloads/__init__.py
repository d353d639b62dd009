"""Lists as files: tables, calendars and feeds."""
