"""Accounts at the door: making and changing them, signing in, passwords and keys."""
