"""The measuring sets themselves: the same for the same seed, as spoilt as stated, and nobody's number in them."""

from __future__ import annotations

import csv
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest

from lokos_tui.domain.identifiers import aadhaar_in
from tests.bench.matching.entry import COLUMNS, Record
from tests.bench.matching.evidence import well_told
from tests.bench.matching.people import people, write
from tests.bench.matching.rates import RATES

SIZE = 1_200
PROFILES = sorted(RATES)


def families(profile: str) -> list[list[Record]]:
    """Return the records of a set by woman."""
    records, truth = people(profile, 5, SIZE)
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(truth[record["id"]], []).append(record)
    return list(found.values())


def share(records: list[Record], column: str) -> float:
    """Return the share of records that have the column."""
    return sum(bool(record[column]) for record in records) / len(records)


@pytest.mark.parametrize("profile", PROFILES)
def test_one_seed_makes_one_file(profile: str, tmp_path: Path) -> None:
    """The same profile, seed and size give the same bytes; another seed gives others; every column is there."""
    first = write(tmp_path / "a", *people(profile, 5, 300))
    again = write(tmp_path / "b", *people(profile, 5, 300))
    other = write(tmp_path / "c", *people(profile, 6, 300))
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in again]
    assert first[0].read_bytes() != other[0].read_bytes()
    with first[0].open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == list(COLUMNS)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_rates_hold(profile: str) -> None:
    """Gaps and second records come as often as the table of rates says, and the size is about the one asked for."""
    rates, women = RATES[profile], families(profile)
    records = [record for family in women for record in family]
    assert abs(len(records) - SIZE) < 0.05 * SIZE
    second = sum(len(family) > 1 for family in women) / len(women)
    assert second == pytest.approx(rates.duplicated, abs=0.04)
    for column, least in (
        ("mobile", rates.has_mobile),
        ("bank_account", rates.has_account),
        ("voter_id", rates.has_voter),
    ):
        assert least - 0.05 < share(records, column) < least + 0.12, column
    assert share(records, "aadhaar_token") == pytest.approx(rates.has_token, abs=0.05)


@pytest.mark.parametrize("profile", PROFILES)
def test_no_number_passes_as_aadhaar(profile: str) -> None:
    """No cell of any record holds twelve digits that could be an Aadhaar number."""
    records, _ = people(profile, 5, SIZE)
    assert not [cell for record in records for cell in record.values() if aadhaar_in(cell)]


@pytest.mark.parametrize("profile", PROFILES)
def test_a_careful_human_would_agree(profile: str) -> None:
    """Nearly every second record has enough in common with the first to be known for the same woman's."""
    pairs = [pair for family in families(profile) for pair in combinations(family, 2)]
    told = sum(well_told(one, [two]) for one, two in pairs)
    assert told / len(pairs) > 0.93


@pytest.mark.parametrize("profile", PROFILES)
def test_women_who_only_look_alike_are_many(profile: str) -> None:
    """Family telephones, joint accounts, one bookkeeper's number and namesakes with one birthday are all there."""
    heads = [family[0] for family in families(profile)]
    mobiles = Counter(record["mobile"] for record in heads if record["mobile"])
    accounts = Counter(record["bank_account"] for record in heads if record["bank_account"])
    twice = Counter((r["name"].split()[0].lower(), r["dob"]) for r in heads if r["dob"].endswith("01-01"))
    assert sum(count > 1 for count in mobiles.values()) > 0.05 * len(heads)
    assert max(mobiles.values()) >= 12
    assert sum(count > 1 for count in accounts.values()) > 0.01 * len(heads)
    assert sum(count > 1 for count in twice.values()) > 0.002 * len(heads)
