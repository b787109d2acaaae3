"""Linking CBOs to a user: two lists."""
