"""Reads of links."""
