"""Real districts and blocks for the demonstration office, and invented ones when more are asked for.

Facts above block level: Local Government Directory, Ministry of Panchayati
Raj, Government of India (lgdirectory.gov.in), GODL-India. Every NRLM-style
code here is invented and begins with 99, which is no state.
"""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.domain.cbos.states import State, by_code

MOST_BLOCKS = 999


class DistrictFacts(NamedTuple):
    """A district; ``nrlm_code`` (4 digits) is invented."""

    code: str
    name: str
    state: State
    nrlm_code: str


class BlockFacts(NamedTuple):
    """A block; ``number`` is its place in the demonstration office, 1 to 999; ``nrlm_code`` (7 digits) is invented."""

    number: int
    code: str
    name: str
    district: DistrictFacts
    nrlm_code: str


def _district(order: int, code: str, name: str, state_code: str) -> DistrictFacts:
    state = by_code(state_code)
    if state is None:  # pragma: no cover - the table is whole
        raise KeyError(state_code)
    return DistrictFacts(code, name, state, f"99{order:02d}")


_BIJNOR = _district(1, "132", "BIJNOR", "9")
_RANCHI = _district(2, "339", "RANCHI", "20")
_PATNA = _district(3, "212", "PATNA", "10")
_MUZAFFARPUR = _district(4, "208", "MUZAFFARPUR", "10")
_KARNAL = _district(5, "67", "KARNAL", "6")

_PILOTS: tuple[tuple[DistrictFacts, str], ...] = (
    (_BIJNOR, "996 NAJIBABAD"),
    (_RANCHI, "3232 RATU"),
    (_PATNA, "1954 DINAPUR"),
    (_PATNA, "1968 SAMPATCHAK"),
    (_MUZAFFARPUR, "1885 MARWAN"),
    (_KARNAL, "7098 MUNAK"),
)
_OTHERS: tuple[tuple[DistrictFacts, str], ...] = (
    (
        _BIJNOR,
        (
            "988 AFZALGARH|989 BUDHANPUR SEOHARA|990 DHAMPUR|991 HALDAUR(KHARI JHALU)|992 JALILPUR|993 KIRATPUR|"
            "994 KOTWALI|995 MOHAMMEDPUR DEOMAL|997 NEHTAUR|998 NOORPUR"
        ),
    ),
    (
        _RANCHI,
        (
            "3217 ANGARA|3219 BERO|3220 BUNDU|3221 BURMU|3222 CHANHO|6637 ITKI|3223 KANKE|6639 KHELARI|3226 LAPUNG|"
            "3227 MANDAR|6636 NAGRI|3229 NAMKUM|3230 ORMANJHI|6638 RAHE|3233 SILLI|3234 SONAHATU|3235 TAMAR"
        ),
    ),
    (
        _PATNA,
        (
            "1946 ATHAMALGOLA|1947 BAKHTIARPUR|1948 BARH|1949 BELCHCHI|1950 BIHTA|1951 BIKRAM|1952 DANIYAWAN|"
            "1953 DHANARUA|1955 DULHIN BAZAR|1956 FATUHA|1957 GHOSWARI|1958 KHUSRUPUR|1959 MANER|1960 MASAURHI|"
            "1961 MOKAMA|1962 NAUBATPUR|1963 PALIGANJ|1964 PANDARAK|1965 PATNA SADAR|1966 PHULWARI|1967 PUNPUN"
        ),
    ),
    (
        _MUZAFFARPUR,
        (
            "1878 AURAI|1879 BANDRA|1880 BOCHAHAN|1881 GAIGHAT|1882 KANTI|1883 KATRA|1884 KURHANI|1886 MINAPUR|"
            "1887 MOTIPUR|1888 MURAUL|1889 MUSHAHARI|1890 PAROO|1891 SAHEBGANJ|1892 SAKRA|1893 SARAIYA"
        ),
    ),
    (
        _KARNAL,
        "511 ASSANDH|7495 CHIRAO|512 GHARAUNDA (PART)|513 INDRI|514 KARNAL|7099 KUNJPURA|515 NILOKHERI|516 NISSING",
    ),
)
_REAL: tuple[tuple[DistrictFacts, str], ...] = tuple(
    (district, entry) for district, entries in (*_PILOTS, *_OTHERS) for entry in entries.split("|")
)
NAJIBABAD_CODE = "996"


def block_facts(number: int) -> BlockFacts:
    """Return the block at a place of the office, from 1: the pilots, other real ones, then invented ones.

    An invented block has a code that begins with 99 and DEMO in its name.
    Raises ValueError outside 1 to 999.
    """
    if not 1 <= number <= MOST_BLOCKS:
        raise ValueError(f"A demonstration office has 1 to {MOST_BLOCKS} blocks, not {number}.")
    if number <= len(_REAL):
        district, entry = _REAL[number - 1]
        code, name = entry.split(" ", 1)
    else:
        district, code, name = _BIJNOR, f"99{number:04d}", f"DEMO BLOCK {number}"
    return BlockFacts(number, code, name, district, f"{district.nrlm_code}{number:03d}")


def blocks(count: int) -> tuple[BlockFacts, ...]:
    """Return the first ``count`` blocks."""
    return tuple(block_facts(number) for number in range(1, count + 1))
