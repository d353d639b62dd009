"""The ground floor: filtering, text, dates and publishing. Knows no model of the floors above."""
