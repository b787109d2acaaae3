"""Profiles that arrive: stored as versions that wait, and handed to the check for duplicates."""
