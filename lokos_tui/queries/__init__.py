"""Scoped reads: permission and area first, one query a page, frozen rows out."""
