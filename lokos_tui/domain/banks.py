"""What is known of banks: whose account numbers have twelve digits, as many as an Aadhaar number.

A bank stands here when it gives, or gave, accounts of twelve digits to its
customers. The first four letters of an IFSC name the bank. One that is missing
only means that such an account is asked about once more.
"""

from __future__ import annotations

from typing import Final

TWELVE_DIGIT_BANKS: Final = frozenset({
    "CNRB",  # Canara Bank, since 2021
    "DBSS",  # DBS Bank India
    "ESFB",  # Equitas Small Finance Bank
    "HSBC",  # HSBC
    "ICIC",  # ICICI Bank
    "INDB",  # IndusInd Bank
    "IPOS",  # India Post Payments Bank
    "RATN",  # RBL Bank
})  # fmt: skip
"""Codes of four letters."""
