"""Duplicates kept in step with the records: what was found is a function of what is stored, whatever the order."""
