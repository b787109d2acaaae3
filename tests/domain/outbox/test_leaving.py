"""Which records leave in the next file: the rule alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.outbox import leaving as outbox
from lokos_tui.domain.outbox.leaving import MOST_BYTES, Waiting, leaving

ROWS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from("CM"), st.integers(1, 3), st.integers(0, 4)), max_size=20
).map(
    lambda found: sorted(
        (Waiting(number, of, kind, of * 10 + one, at, 10) for number, (of, kind, one, at) in enumerate(found)),
        key=lambda row: (row.cbo_id, row.id),
    )
)


@given(rows=ROWS, since=st.integers(0, 4))
def test_what_leaves_is_young_enough_and_once(rows: list[Waiting], since: int) -> None:
    """No record twice, nothing older than the day, no version before an older one of the same record."""
    ids = leaving(rows, since)
    taken = [row for row in rows if row.id in ids]
    assert len({(row.cbo_id, row.kind, row.record_id) for row in taken}) == len(taken) == len(ids)
    assert all(row.at >= since for row in taken)
    for row in taken:
        assert not [one for one in rows if one.id < row.id and (one.kind, one.record_id) == (row.kind, row.record_id)]


@given(rows=ROWS)
def test_it_never_stands_still(rows: list[Waiting]) -> None:
    """While something waits, something leaves: file after file, everything is gone in the end."""
    while rows:
        ids = set(leaving(rows))
        assert ids
        rows = [row for row in rows if row.id not in ids]


def test_a_file_has_an_end() -> None:
    """What is over the size of a file, or its lines, waits for the next one; groups stay whole."""
    large = [Waiting(n, n, "C", n, 0, MOST_BYTES // 8) for n in range(1, 6)]
    assert leaving(large) == [1]
    small = [Waiting(n, n, "C", n, 0, 10) for n in range(1, outbox.MOST_GROUPS + 3)]
    assert len(leaving(small)) == outbox.MOST_GROUPS
