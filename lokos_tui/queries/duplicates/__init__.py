"""Reads of duplicates."""
