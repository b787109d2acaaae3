"""Invented people: common first and second names put together, mobiles of one made-up range."""

from __future__ import annotations

from itertools import product
from typing import NamedTuple

from lokos_tui.domain.text import name_key

FIRST_MOBILE = 6_000_000_000
_A_BLOCK = 1_000_000


class Name(NamedTuple):
    """A name as shown, its sort key, and the religion it goes with."""

    shown: str
    key: str
    religion: str


def _names(first: str, second: str, religion: str) -> list[Name]:
    return [
        Name(shown, name_key(shown), religion)
        for shown in (f"{a} {b}" for a, b in product(first.split(), second.split()))
    ]


_HINDU = (
    "Anita Asha Babita Beena Chanda Deepa Gayatri Geeta Guddi Indu Jyoti Kamla Kavita Kiran Kusum Lata Laxmi Madhu "
    "Mamta Manju Meena Munni Neelam Nirmala Phoolmati Poonam Pushpa Radha Rajni Ramkali Rani Rekha Rita Roopa "
    "Sangita Sarita "
    "Savitri Seema Shanti Sharda Sheela Sita Sudha Suman Sunita Sushila Urmila Usha Vandana Vimla"
)
_MUSLIM = "Afsana Amina Anjum Fatima Hasina Jamila Nagma Nasreen Parveen Rukhsana Sabina Salma Shabnam Shahida Zarina"
_HINDI = "अनीता आशा कमला किरण गीता मीना राधा रेखा सरिता सीता सुनीता उषा"
WOMEN: tuple[Name, ...] = tuple(
    _names(_HINDU, "Devi Kumari Bai Rani Lal Singh Kashyap Saini", "HINDU") * 2
    + _names(_MUSLIM, "Khatun Bano Begum Parvin", "MUSLIM")
    + _names(_HINDI, "देवी कुमारी", "HINDU")
)
MEN: tuple[str, ...] = tuple(
    f"{a} {b}"
    for a, b in product(
        [
            "Ajay",
            "Anil",
            "Arvind",
            "Ashok",
            "Bablu",
            "Dinesh",
            "Ganesh",
            "Hari",
            "Jagdish",
            "Kailash",
            "Mahesh",
            "Mohan",
            "Mukesh",
            "Naresh",
            "Om",
            "Pappu",
            "Raju",
            "Rakesh",
            "Ram",
            "Ramesh",
            "Sanjay",
            "Santosh",
            "Shyam",
            "Sohan",
            "Suresh",
            "Umesh",
            "Vijay",
            "Vinod",
        ],
        ["Kumar", "Lal", "Prasad", "Ram", "Singh"],
    )
)


def mobile(block_number: int, serial: int) -> str:
    """Return an invented mobile, 10 digits from 6000000000: the block's number, then the serial."""
    return str(FIRST_MOBILE + block_number * _A_BLOCK % 999_000_000 + serial % _A_BLOCK)
