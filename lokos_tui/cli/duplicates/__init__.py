"""Duplicates on the command line."""
