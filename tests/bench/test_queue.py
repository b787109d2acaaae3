"""Budgets of the work lists: a page is one statement and costs the same at 1 block and at 100 blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.paging import PageRequest
from lokos_tui.queries.verification.queue import QueueFilters, queue_page
from lokos_tui.queries.verification.tasks import task_counts
from tests.bench.test_lists import BLOCK, NOW, RATIO, SHGS, add_places, best_ms, settle
from tests.support.statements import count_queries

WAIT, WITH_MEMBERS, WOMEN, DECIDED = 84, 420, 12, 2_000
"""SHGs that wait, SHGs whose members are in the tables, members of each, verdicts: all a hundred times."""
MANAGER = Actor("IUP_NBDBPM", "BENCH MANAGER", Role.BLOCK_PM, Area("9", "132", BLOCK), 1, "NAJIBABAD", "UP")
TASK_STATEMENTS = 4


_CBO = ("block_code", "id", "cbo_type", "code", "name", "name_key", "gp_id", "origin", "change_type", "bucket", "life",
        "duplicate", "version", "request_date")  # fmt: skip
_MEMBER = ("block_code", "id", "shg_id", "member_code", "name", "name_key", "relation_name", "relation", "gender",
           "social_category", "pvtg", "religion", "disability", "pip_category", "education", "designation", "mobile",
           "aadhaar_ref", "aadhaar_last4", "voter_id", "other_kyc", "bank", "branch", "ifsc", "account_no",
           "account_seeded", "insurance", "secc_no", "life", "inactive_reason", "change_type", "bucket", "duplicate",
           "version")  # fmt: skip
_RESULT = ("block_code", "kind", "id", "overall", "mobile", "account", "voter", "aadhaar", "confirmed", "potential",
           "uploaded_at", "stale")  # fmt: skip
_VERSION = ("block_code", "id", "record_kind", "record_id", "version", "state", "revision", "content", "digest",
            "made_by", "loaded_by", "at", "made_mobile", "loaded_mobile")  # fmt: skip
_VERDICT = ("block_code", "id", "act", "record_kind", "record_id", "version_id", "made_by", "loaded_by", "verdict",
            "decided_by", "decided_at", "remarks", "issued", "before", "undo_reason")  # fmt: skip


def fill(store: Store, block: str) -> None:
    """Put a block of realistic size into the tables: 2,100 SHGs, 84 of them waiting; every other woman there is new."""
    people, decided = range(1, WITH_MEMBERS * WOMEN + 1), range(1, DECIDED + 1)
    with store.writing() as connection:
        if block != BLOCK:
            place = ("code", "state_code", "district_code", "nrlm_code", "name", "name_key")
            bulk.insert_rows(connection, tables.block, place, [(block, "9", "132", "", f"BLOCK {block}", block)])
        gp = ("block_code", "id", "name", "name_key", "is_active")
        gps = [(block, n, f"GP {n}", f"GP {n}", True) for n in range(1, 41)]
        bulk.insert_rows(connection, tables.gram_panchayat, gp, gps)
        bulk.insert_rows(connection, tables.cbo, _CBO, (_cbo(block, n) for n in range(1, SHGS + 1)))
        bulk.insert_rows(connection, tables.member, _MEMBER, (_member(block, n) for n in people))
        results = ((block, "M", n, *("NONE",) * 5, 0, 0, NOW, n % 50 == 0) for n in people)
        bulk.insert_rows(connection, tables.duplicate_result, _RESULT, results)
        bulk.insert_rows(connection, tables.profile_version, _VERSION, (_version(block, n) for n in decided))
        bulk.insert_rows(connection, tables.verdict, _VERDICT, (_verdict(block, n) for n in decided))


def _cbo(block: str, n: int) -> tuple[Any, ...]:
    name, waits = f"SHG {n * 7919 % SHGS:05d}", n <= WAIT
    return (block, n, "SHG", f"{block}{n:06d}", name, name, n % 40 + 1, "MIGRATED", "MODIFIED" if waits else "",
            "PENDING_BM" if waits else "APPROVED", "ACTIVE", "NONE", 1,
            f"2025-12-{n % 15 + 10}" if waits else None)  # fmt: skip


def _member(block: str, n: int) -> tuple[Any, ...]:
    shg = (n - 1) // WOMEN + 1
    name, waits = f"WOMAN {n}", shg <= WAIT
    coded = str(n) if n % 2 or not waits else None
    return (block, n, shg, coded, name, name, "MOHAN", "HUSBAND", "F", "OBC", False, "", "NO", "", "", "MEMBER",
            str(6_000_000_000 + n), *("",) * 8, False, "", "", "ACTIVE", "", "MODIFIED" if waits else "",
            "PENDING_BM" if waits else "APPROVED", "POTENTIAL" if n % 20 == 0 else "NONE", 1)  # fmt: skip


def _version(block: str, n: int) -> tuple[Any, ...]:
    return (block, n, "M", n + WAIT * WOMEN, 1, "WAITING", 1, "{}", "x", "IUP_X", "IUP_Y", NOW, "", "")


def _verdict(block: str, n: int) -> tuple[Any, ...]:
    what = ("REJECTED", '[{"code":"INCOMPLETE"}]') if n % 20 == 0 else ("APPROVED", "[]")
    return (block, n, n, "M", n + WAIT * WOMEN, n, "IUP_X", "IUP_Y", what[0], "IUP_NBDBPM", NOW - 86_400_000, what[1],
            "", "{}", "")  # fmt: skip


def works(store: Store) -> dict[str, Callable[[], Any]]:
    """Return what is measured: pages in several orders, the review's next row, and My Task."""
    filters = QueueFilters()

    def read(query: Callable[..., Any], *arguments: Any) -> Callable[[], Any]:
        def work() -> Any:
            with store.reading() as connection:
                return query(connection, MANAGER, BLOCK, *arguments)

        return work

    def page(request: PageRequest, chosen: QueueFilters = filters) -> Callable[[], Any]:
        return read(queue_page, chosen, NOW, request)

    first = PageRequest(25)
    key = page(first)().keys[-1]
    return {
        "queue, first": page(first),
        "queue, next": page(first.after(key)),
        "queue, last": page(first.at("last")),
        "queue, by duplicates": page(PageRequest(25, "duplicates", descending=True)),
        "queue, one panchayat": page(first, QueueFilters(gp_id=7)),
        "queue, by name": page(first, QueueFilters(search="SHG 007")),
        "review, next": page(PageRequest(1).after(key)),
        "my task": read(task_counts, NOW),
    }


@pytest.mark.bench
def test_the_queue_costs_the_same_at_a_hundred_blocks(store: Store) -> None:
    """Pages of the work list and My Task: at most 1.3 times the cost when the office grows from 1 to 100 blocks."""
    add_places(store)
    fill(store, BLOCK)
    settle(store)
    one = best_ms(works(store))
    for number in range(99):
        fill(store, f"77{number:04d}")
    settle(store)
    measured = works(store)
    hundred = best_ms(measured)
    for name, work in measured.items():
        with count_queries(store) as seen:
            work()
        costs = f"{one[name]:.2f} ms at 1 block, {hundred[name]:.2f} ms at 100"
        print(f"\n{name:<22} {costs}: {hundred[name] / one[name]:.2f}", end="")
        assert len(seen) == (TASK_STATEMENTS if name == "my task" else 1), seen
    print()
    assert {name: hundred[name] / one[name] for name in one if hundred[name] / one[name] > RATIO} == {}
