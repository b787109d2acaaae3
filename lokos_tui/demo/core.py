"""The hand-written core of block NAJIBABAD: what the sample files speak of, all of it in eight villages.

Group and place names are those of the training material; codes are invented.
Two groups share a name in one village (HARIOM SHG in AHMADPUR SADAT), and one
name stands in two villages of one panchayat (RADHE KRISHNA in HAKEEMPUR QUAZI).
"""

from __future__ import annotations

from typing import NamedTuple

GPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("AHMADPUR SADAT", ("AHMADPUR SADAT", "SADATPUR KHURD", "NAYA GAON")),
    ("FAZALPUL FATEHULLA", ("FAZALPULFATEHULLA", "FATEHPUR KALAN")),
    ("HAKEEMPUR QUAZI", ("HAKEEMPURQUAZI", "QUAZIWALA", "NAYA GAON")),
)
CLF = "NAJIBABAD PRERNA MAHILA SANKUL SAMITI"
VOS: tuple[tuple[str, int], ...] = (
    ("AHMADPUR PRERNA GRAM SANGATHAN", 1),
    ("FAZALPUL PRERNA GRAM SANGATHAN", 4),
    ("HAKEEMPUR PRERNA GRAM SANGATHAN", 6),
)
"""Name, and the number of the village it sits in."""

_BY_VILLAGE: tuple[str, ...] = (
    "RADHE KRISHNA SHG|HARIOM SHG|HARIOM SHG|SHANKER JI SHG|JAI MAA DURGA SHG|LAXMI SHG",
    "SARASWATI SHG|JYOTI MAHILA SAMUH|EKTA SHG|PRAGATI SHG",
    "VIKAS MAHILA SAMUH|KHUSHI SHG|DEEP JYOTI SHG|SANTOSHI MAA SHG",
    "GAYATRI SHG|HARIOM SHG|SHIV SHAKTI SHG|JEEVAN JYOTI SHG|MAA VAISHNO SHG|TULSI SHG|ROSHNI SHG",
    "UJALA SHG|AASHA SHG|KIRAN SHG|SAHELI SHG|NAI DISHA SHG|UMMEED SHG",
    "RADHE KRISHNA SHG|BHARAT MATA SHG|CHANDNI SHG|GULAB SHG|KAMAL SHG",
    "RADHE KRISHNA SHG|SHANKER JI SHG|PARVATI SHG|SITA RAM SHG",
    "DURGA SHAKTI SHG|NARI SHAKTI SHG|SHANTI SHG|PURANA SAMUH SHG",
)


class CoreShg(NamedTuple):
    """A group of the core: its name, village and VO by number from 1; the last of all is inactive."""

    name: str
    village: int
    vo: int
    active: bool


def gp_of_village(village: int) -> int:
    """Return the panchayat's number (from 1) of a village's number (from 1)."""
    left = village
    for number, (_name, villages) in enumerate(GPS, start=1):
        if left <= len(villages):
            return number
        left -= len(villages)
    raise IndexError(village)


SHGS: tuple[CoreShg, ...] = tuple(
    CoreShg(name, village, gp_of_village(village), name != "PURANA SAMUH SHG")
    for village, names in enumerate(_BY_VILLAGE, start=1)
    for name in names.split("|")
)

SHEET_IDS = ("IUP_AHMADPURSADATSHGBK", "IUP_QUAZIWALASHGBK", "IUP_NAJIBABADCLFBK")
"""User ids that the sample mapping gives to people of its own: the generator leaves them free."""
