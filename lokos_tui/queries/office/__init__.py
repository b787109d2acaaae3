"""Reads of the office: first screen, audit trail, saved filters."""
