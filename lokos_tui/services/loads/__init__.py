"""Loads at the door: applied in sets, looked at again, taken back."""
