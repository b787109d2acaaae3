"""Invented women to compare: one full record, and the same with some fields changed."""

from __future__ import annotations

from lokos_tui.domain.duplicates.rules import SHIPPED, Rules
from lokos_tui.matching.classify import Verdict, judge
from lokos_tui.matching.person import Person, RawPerson, read

SUNITA = RawPerson(
    name="Sunita Devi",
    relation_name="Ramesh Mahto",
    relation="Husband",
    dob="1984-05-17",
    year_of_birth="1984",
    mobile="9431200001",
    account="32100456781",
    ifsc="SBIN0001234",
    voter_id="RKD4071967",
    aadhaar_token="5f2a" * 8,
    gp="Chandpur",
    village="Belwa",
    block="Sonbarsa",
    district="Kodarpur",
    shg="Ganga Mahila Samuh",
)
SISTER = SUNITA._replace(
    name="Rekha Kumari", dob="1987-11-02", year_of_birth="1987", voter_id="SMT7304521", aadhaar_token="91bc" * 8
)
NOBODY = RawPerson()


def only(raw: RawPerson, *fields: str) -> RawPerson:
    """Return the record with nothing but the fields named."""
    return RawPerson(**{field: getattr(raw, field) for field in fields})


def verdict(one: RawPerson, other: RawPerson, rules: Rules = SHIPPED) -> Verdict:
    """Return the verdict on two raw records."""
    return judge(read(one), read(other), rules)


def person(**fields: str) -> Person:
    """Return a person of a few fields."""
    return read(RawPerson(**fields))
