"""Reads of CBOs and places."""
