"""Codes that LokOS gives on activation: made from the block's code and a number that is never given twice."""

from __future__ import annotations

_CBO, _MEMBER = (9, 13), (11, 13)
"""Digits of a code, the first length that fits; never 10 or 12, the shapes of a mobile and of an Aadhaar number."""


def cbo_code(block_code: str, number: int) -> str:
    """Return the code of an SHG, VO or CLF: 9 digits, opaque to everybody."""
    return _code(block_code, number, _CBO)


def member_code(block_code: str, number: int) -> str:
    """Return the code of a member: 11 digits, opaque to everybody."""
    return _code(block_code, number, _MEMBER)


def _code(block_code: str, number: int, lengths: tuple[int, ...]) -> str:
    block, serial = f"{block_code:0>4}", str(number)
    digits = next(one for one in lengths if len(block) + len(serial) <= one)
    return block + serial.zfill(digits - len(block))
