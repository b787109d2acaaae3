"""How often each thing happens in a measuring set: the one place where the shares stand.

Every share is between 0 and 1 and is drawn for itself. ``RATES`` has the
profiles; each differs in the mix of peoples and in how careful the office is.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of one profile; those of a woman's file first, then of a second record of the same woman."""

    cultures: dict[str, float] = field(
        default_factory=lambda: {"hindi": 0.68, "muslim": 0.22, "sikh": 0.04, "odia": 0.06}
    )

    # The file.
    duplicated: float = 0.20  # women with a second record
    third: float = 0.12  # of these, women with a third one
    households: dict[str, float] = field(
        default_factory=lambda: {
            "alone": 0.52,
            "sisters": 0.15,
            "sisters_in_law": 0.15,
            "mother_and_daughter": 0.05,
            "mother_in_law": 0.08,
            "twins": 0.03,
            "co_wives": 0.02,
        }
    )
    namesake: float = 0.045  # another woman of the village with her and her husband's first names
    same_new_year: float = 0.04  # another woman of the GP with her first name and her 1 January
    family_mobile: float = 0.65  # households with one telephone
    joint_account: float = 0.16  # households with one account
    voter_ids_in_a_row: float = 0.50  # households whose voter ids are one digit apart
    group_account: float = 0.03  # SHGs whose own account stands for several members
    bookkeeper_mobile: float = 0.01  # of the records, those with a bookkeeper's number, twenty at a time
    junk_mobile: float = 0.02

    # Any record.
    new_year: float = 0.35  # women known to be born on 1 January of a year
    has_dob: float = 0.64
    has_year_beside: float = 0.60
    has_mobile: float = 0.82
    has_account: float = 0.74
    has_voter: float = 0.48
    has_token: float = 0.15
    has_village: float = 0.97
    devanagari: float = 0.04
    title: float = 0.03
    wife_of: float = 0.03  # "w/o NAME" inside the name
    father_instead: float = 0.08
    husband_surname: float = 0.45
    slashed_date: float = 0.03
    mobile_prefix: float = 0.06

    # A second record of the same woman.
    same_again: float = 0.06  # nothing changed at all
    name_spelt: float = 0.5
    name_typo: float = 0.08
    suffix_changed: float = 0.40
    suffix_joined: float = 0.06
    surname_dropped: float = 0.18
    order_swapped: float = 0.05
    husband_spelt: float = 0.36
    husband_typo: float = 0.06
    husband_other: float = 0.12  # the father is written instead, or the other way round
    dob_year_only: float = 0.16
    dob_new_year: float = 0.16
    dob_swapped: float = 0.05
    dob_digit: float = 0.07
    age_off: float = 0.13
    mobile_new: float = 0.32
    mobile_digit: float = 0.04
    account_new: float = 0.25
    account_digit: float = 0.05
    account_zeros: float = 0.05
    ifsc_merged: float = 0.08
    voter_digit: float = 0.08
    voter_o_for_0: float = 0.04
    voter_new: float = 0.04
    moved: float = 0.10
    village_spelt: float = 0.15
    other_group: float = 0.65
    undecidable: float = 0.015  # second records kept although little speaks for them


_MESSY = Rates()

RATES: dict[str, Rates] = {
    "messy_office": _MESSY,
    "clean_office": replace(
        _MESSY,
        cultures={"hindi": 0.90, "muslim": 0.10},
        duplicated=0.14,
        has_dob=0.82,
        has_mobile=0.93,
        has_account=0.88,
        has_voter=0.65,
        has_token=0.25,
        devanagari=0.01,
        title=0.01,
        wife_of=0.01,
        name_spelt=0.32,
        name_typo=0.04,
        suffix_changed=0.30,
        surname_dropped=0.12,
        husband_spelt=0.25,
        husband_other=0.06,
        dob_year_only=0.05,
        dob_new_year=0.06,
        junk_mobile=0.005,
        group_account=0.01,
        slashed_date=0.0,
    ),
    "muslim_and_south": replace(
        _MESSY,
        cultures={"muslim": 0.42, "telugu": 0.28, "tamil": 0.18, "hindi": 0.12},
        devanagari=0.01,
        family_mobile=0.75,
        has_voter=0.55,
        name_spelt=0.55,
        father_instead=0.14,
        husband_surname=0.30,
        other_group=0.80,
    ),
    "west_and_east": replace(
        _MESSY,
        cultures={"gujarati": 0.26, "marathi": 0.28, "bengali": 0.26, "odia": 0.14, "muslim": 0.06},
        devanagari=0.02,
        surname_dropped=0.30,
        order_swapped=0.14,
        has_token=0.12,
        moved=0.14,
        dob_year_only=0.18,
    ),
    "hills_and_coast": replace(
        _MESSY,
        cultures={"kannada": 0.30, "malayalam": 0.22, "assamese": 0.26, "santali": 0.22},
        devanagari=0.0,
        suffix_changed=0.25,
        surname_dropped=0.28,
        order_swapped=0.08,
        family_mobile=0.55,
        has_voter=0.58,
    ),
}
