"""Verification on the command line."""
