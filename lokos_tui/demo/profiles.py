"""Profiles of invented SHGs, VOs and CLFs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.demo.people import WOMEN, mobile
from lokos_tui.demo.records import Cbo, FederationProfile, ShgProfile

if TYPE_CHECKING:
    import random

BANKS = (
    ("State Bank of India", "SBIN0DEMO01"),
    ("Punjab National Bank", "PUNB0DEMO02"),
    ("Bank of Baroda", "BARB0DEMO03"),
)
_SPECIAL = ("PWD", "ELDERLY", "TRANSGENDER", "DIFFICULT_AREA")
_NO_BANK = 0.4


def account_no(block_number: int, kind: int, serial: int) -> str:
    """Return an invented account number of 11 digits, 0 first: never the shape of an Aadhaar number."""
    return f"0{kind}{block_number:03d}{serial % 1_000_000:06d}"


def shg_profile(rng: random.Random, block_number: int, shg: Cbo) -> ShgProfile:
    """Make the profile of one SHG; four in ten have no bank account."""
    banked = rng.random() >= _NO_BANK
    bank, ifsc = BANKS[rng.randrange(len(BANKS))] if banked else ("", "")
    return ShgProfile(
        shg.id,
        _SPECIAL[rng.randrange(4)] if rng.random() < 0.02 else "GENERAL",
        "SRLM",
        "",
        ("WEEKLY", "FORTNIGHTLY", "MONTHLY")[rng.randrange(3)],
        rng.randint(1, 10) * 1_000,
        rng.random() < 0.3,
        bank,
        "DEMO BRANCH" if banked else "",
        ifsc,
        account_no(block_number, 1, shg.id) if banked else "",
        shg.formation_date if banked else None,
        mobile(block_number, 500_000 + shg.id),
        "",
        rng.random() < 0.7,
        rng.random() < 0.2,
        rng.random() < 0.8,
        rng.random() < 0.5,
        rng.random() < 0.5,
        "",
        "",
    )


def federation_profile(rng: random.Random, block_number: int, cbo: Cbo) -> FederationProfile:
    """Make the profile of one VO or CLF."""
    bank, ifsc = BANKS[rng.randrange(len(BANKS))]
    president, secretary, treasurer = (WOMEN[rng.randrange(len(WOMEN))].shown for _ in range(3))
    return FederationProfile(
        cbo.id,
        cbo.name.split()[0] if cbo.cbo_type == "CLF" else "",
        "",
        None,
        "",
        bank,
        "DEMO BRANCH",
        ifsc,
        account_no(block_number, 2, cbo.id),
        "MONTHLY",
        president,
        secretary,
        treasurer,
        mobile(block_number, 900_000 + cbo.id),
    )
