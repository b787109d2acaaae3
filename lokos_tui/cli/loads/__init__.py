"""Loads, templates and undo on the command line."""
