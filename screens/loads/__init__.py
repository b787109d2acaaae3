"""Loads from Excel: file, check, correct, apply; and the loads that were made."""
