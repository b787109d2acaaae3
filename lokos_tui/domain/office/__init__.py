"""The office itself: its audit trail."""
