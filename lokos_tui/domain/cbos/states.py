"""The 36 states and union territories: LGD codes, names, and the two letters used inside user ids.

Codes and names: Local Government Directory (GODL-India). The letters are a
table, not a rule: they are the older MIS's own set, not vehicle registration
(Bihar is BH). NRLM codes are given only where one is known.
"""

from __future__ import annotations

from typing import NamedTuple


class State(NamedTuple):
    """A state or union territory; ``nrlm_code`` is '' where it is not known."""

    lgd_code: str
    nrlm_code: str
    name: str
    prefix: str


STATES: tuple[State, ...] = (
    State("1", "", "JAMMU AND KASHMIR", "JK"),
    State("2", "", "HIMACHAL PRADESH", "HP"),
    State("3", "", "PUNJAB", "PJ"),
    State("4", "", "CHANDIGARH", "CH"),
    State("5", "", "UTTARAKHAND", "UT"),
    State("6", "12", "HARYANA", "HR"),
    State("7", "", "DELHI", "DL"),
    State("8", "", "RAJASTHAN", "RJ"),
    State("9", "31", "UTTAR PRADESH", "UP"),
    State("10", "", "BIHAR", "BH"),
    State("11", "", "SIKKIM", "SK"),
    State("12", "", "ARUNACHAL PRADESH", "AR"),
    State("13", "", "NAGALAND", "NG"),
    State("14", "", "MANIPUR", "MN"),
    State("15", "", "MIZORAM", "MZ"),
    State("16", "", "TRIPURA", "TR"),
    State("17", "", "MEGHALAYA", "MG"),
    State("18", "", "ASSAM", "AS"),
    State("19", "", "WEST BENGAL", "WB"),
    State("20", "", "JHARKHAND", "JH"),
    State("21", "24", "ODISHA", "OR"),
    State("22", "", "CHHATTISGARH", "CG"),
    State("23", "", "MADHYA PRADESH", "MP"),
    State("24", "", "GUJARAT", "GJ"),
    State("27", "", "MAHARASHTRA", "MH"),
    State("28", "", "ANDHRA PRADESH", "AP"),
    State("29", "", "KARNATAKA", "KN"),
    State("30", "", "GOA", "GO"),
    State("31", "", "LAKSHADWEEP", "LA"),
    State("32", "", "KERALA", "KR"),
    State("33", "", "TAMIL NADU", "TN"),
    State("34", "", "PUDUCHERRY", "PO"),
    State("35", "", "ANDAMAN AND NICOBAR ISLANDS", "AN"),
    State("36", "", "TELANGANA", "TS"),  # not in the older set
    State("37", "", "LADAKH", "LD"),  # not in the older set
    State("38", "", "THE DADRA AND NAGAR HAVELI AND DAMAN AND DIU", "DN"),
)

_BY_PREFIX = {state.prefix: state for state in STATES}
_BY_CODE = {state.lgd_code: state for state in STATES}
_BY_NAME = {state.name: state for state in STATES}


def by_prefix(prefix: str) -> State | None:
    """Return the state whose user ids carry these two letters; None when no state does."""
    return _BY_PREFIX.get(prefix.strip().upper())


def by_code(lgd_code: str) -> State | None:
    """Return the state with this LGD code (text, no padding); None when there is none."""
    return _BY_CODE.get(lgd_code.strip())


def by_name(name: str) -> State | None:
    """Return the state of this name, in any case and spacing; None when there is none."""
    return _BY_NAME.get(" ".join(name.upper().split()))
