"""Verification at the door: marks, verdicts, undoing, claims."""
