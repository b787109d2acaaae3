"""Slips with first passwords."""
