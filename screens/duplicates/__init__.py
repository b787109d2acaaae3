"""Deduplication Status: what was found, each finding explained, numbers that too many hold."""
