"""The words of a work list: what it can be sorted by, and the ages of what waits."""

from __future__ import annotations

from typing import Final

SORTS: Final = ("request", "panchayat", "village", "code", "name", "formation", "status", "duplicate", "members",
                "approve", "activate", "duplicates")  # fmt: skip
"""What a work list can be sorted by; the first is how it is sorted when nothing is said."""
AGES: Final = {"under3": (0, 3), "3to10": (3, 10), "over10": (10, None)}
"""Ageing of what waits, in days from the request."""
