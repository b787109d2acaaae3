"""Codes that LokOS gives on activation: made from the block's code and a number that is never given twice."""

from __future__ import annotations

_CBO, _MEMBER = 9, 11
"""Digits of a code: neither is the shape of a mobile (10) or of an Aadhaar number (12)."""


def cbo_code(block_code: str, number: int) -> str:
    """Return the code of an SHG, VO or CLF: 9 digits, opaque to everybody."""
    return _code(block_code, number, _CBO)


def member_code(block_code: str, number: int) -> str:
    """Return the code of a member: 11 digits, opaque to everybody."""
    return _code(block_code, number, _MEMBER)


def _code(block_code: str, number: int, digits: int) -> str:
    block = f"{block_code:0>4}"
    return f"{block}{number:0{digits - len(block)}}"
