"""What tells a careful human, with all the columns before her, that two records are one woman."""

from __future__ import annotations

from tests.bench.matching.entry import Record

_ENOUGH, _ENOUGH_LATER = 2.5, 2.0


def well_told(record: Record, before: list[Record]) -> bool:
    """True when enough speaks for the record being the woman of the first one, and of the others in between."""
    marks = [evidence(record, other) for other in before]
    return marks[0] >= _ENOUGH and min(marks) >= _ENOUGH_LATER


def evidence(one: Record, two: Record) -> float:
    """Return how much beside the name speaks for one woman: 2.5 is a mobile with the husband."""

    def both(column: str) -> bool:
        return bool(one[column] and two[column])

    found = 4.0 * (both("aadhaar_token") and one["aadhaar_token"] == two["aadhaar_token"])
    if both("voter_id"):
        found += {0: 3.0, 1: 2.0}.get(_differences(one["voter_id"], two["voter_id"]), -1.0)
    if both("bank_account"):
        found += {0: 2.0, 1: 1.0}.get(_differences(_digits(one["bank_account"]), _digits(two["bank_account"])), 0.0)
    if both("mobile"):
        found += {0: 1.5, 1: 1.0}.get(_differences(_digits(one["mobile"])[-10:], _digits(two["mobile"])[-10:]), 0.0)
    if both("dob"):
        found += 1.5 if one["dob"] == two["dob"] else 0.0
    found += 0.5 * (_year(one) == _year(two))
    found += 1.0 * (one["relation"] == two["relation"])
    return found + 0.5 * (both("village") and one["village"] == two["village"])


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text)).lstrip("0")


def _differences(one: str, two: str) -> int:
    one, two = one.replace("O", "0"), two.replace("O", "0")
    return sum(a != b for a, b in zip(one, two, strict=True)) if len(one) == len(two) else 9


def _year(record: Record) -> str:
    return record["year_of_birth"] or record["dob"][:4]
