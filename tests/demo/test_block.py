"""The demonstration block: its size, its codes, its ids."""

from __future__ import annotations

import re

import pytest

from lokos_tui.demo import core
from lokos_tui.demo.block import BlockData, make_block
from lokos_tui.demo.geography import block_facts, blocks

ID = re.compile(r"I?[A-Z]{2}_[A-Z0-9]{3,24}")


@pytest.fixture(scope="module")
def block() -> BlockData:
    """The sample block at its usual size."""
    return make_block(block_facts(1))


def test_the_same_seed_makes_the_same_block() -> None:
    """Facts, size and seed decide everything; another seed makes another block."""
    first, again, other = (make_block(block_facts(2), shgs=120, seed=seed) for seed in (1, 1, 2))
    assert first == again
    assert list(first.members()) == list(again.members())
    assert list(first.members()) != list(other.members())


def test_the_block_has_the_size_of_a_real_one(block: BlockData) -> None:
    """2,100 SHGs, 90 VOs, 8 CLFs, 150 villages, 25,000 members and 120 accounts, within 5 %."""
    counts = {
        "SHG": (len(block.of_type("SHG")), 2_100),
        "VO": (len(block.of_type("VO")), 90),
        "CLF": (len(block.of_type("CLF")), 8),
        "villages": (len(block.villages), 150),
        "gps": (len(block.gps), 40),
        "members": (sum(1 for _ in block.members()), 25_000),
        "users": (len(block.users), 120),
    }
    assert {name: pair for name, pair in counts.items() if abs(pair[0] - pair[1]) > pair[1] * 0.05} == {}


def test_no_code_is_given_twice(block: BlockData) -> None:
    """Codes of places, CBOs and members are unique; about one SHG in twenty has none yet."""
    shgs = block.of_type("SHG")
    for codes in (
        [gp.nrlm_code for gp in block.gps],
        [v.nrlm_code for v in block.villages],
        [c.code for c in block.cbos if c.code],
        [m.member_code for m in block.members() if m.member_code],
    ):
        assert len(codes) == len(set(codes))
    assert 0.03 < sum(1 for shg in shgs if shg.code is None) / len(shgs) < 0.07


def test_place_codes_are_prefix_codes_of_no_state(block: BlockData) -> None:
    """Every NRLM-style code begins with 99 and with its parent's code."""
    gps = {gp.id: gp.nrlm_code for gp in block.gps}
    assert all(code.startswith(block.place.nrlm_code) and len(code) == 10 for code in gps.values())
    assert all(v.nrlm_code.startswith(gps[v.gp_id]) and len(v.nrlm_code) == 13 for v in block.villages)
    assert block.place.nrlm_code.startswith("99")


def test_user_ids_keep_the_rule_and_are_unique_over_blocks() -> None:
    """Ids are of the IUP_ rule or the older form; no two blocks share one."""
    ids = [user.user_id for place in blocks(8) for user in make_block(place, shgs=400).users]
    assert all(ID.fullmatch(user_id) for user_id in ids)
    assert len(ids) == len(set(ids))
    assert any(not user_id.startswith("I") or user_id[2] == "_" for user_id in ids)


def test_the_core_stands_unlinked_at_the_head_of_najibabad(block: BlockData) -> None:
    """The sample files can be loaded: nothing of the core has a bookkeeper."""
    first = block.of_type("SHG")[: len(core.SHGS)]
    assert [shg.name for shg in first] == [shg.name for shg in core.SHGS]
    spared = {shg.id for shg in first} | {1} | {vo.id for vo in block.of_type("VO")[:3]}
    assert not spared & {link.cbo_id for link in block.links}


def test_no_value_has_the_shape_of_an_aadhaar_number(block: BlockData) -> None:
    """No field of a person or group holds twelve digits in a row."""
    twelve = re.compile(r"(?<!\d)\d{12}(?!\d)")
    rows = [*block.members(), *block.shg_profiles(), *block.users, *block.cbos]
    assert not [row for row in rows if twelve.search(" ".join(map(str, row)))]
