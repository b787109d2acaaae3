"""What a decision on a pair may say: why two records that look alike are not one."""

from __future__ import annotations

REASONS: dict[str, str] = {
    "RELATIVE": "a relative of hers",
    "NAMESAKE": "a namesake",
    "SHARED_NUMBER": "they share a telephone or an account",
    "SEEN_BOTH": "both were seen in person",
    "OTHER": "another reason",
}
"""The reasons to choose from, by code."""
