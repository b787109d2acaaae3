"""Exports on their way out."""
