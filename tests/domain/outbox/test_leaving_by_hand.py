"""What leaves in the next file, group by group: the order, the day from which it counts, and the room in the file."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from lokos_tui.domain.outbox.leaving import (
    ACK_FORMAT,
    ACK_VERSION,
    MOST_BYTES,
    MOST_GROUPS,
    Answer,
    AnswerKind,
    Waiting,
    export_state,
    leaving,
)
from lokos_tui.domain.profiles.checks import MOST_MEMBERS


def waits(*rows: tuple[str, int, int], cbo: int = 1, length: int = 10) -> list[Waiting]:
    """Return one group's rows of (kind, record, at), numbered from 1."""
    return [Waiting(number, cbo, kind, record, at, length) for number, (kind, record, at) in enumerate(rows, start=1)]


@pytest.mark.parametrize(("rows", "since", "ids"), [
    ([("M", 1, 5), ("C", 9, 5), ("M", 2, 5)], 0, [2, 1, 3]),
    ([("M", 1, 5), ("M", 2, 5)], 0, [1, 2]),
    ([("C", 9, 5), ("C", 9, 6)], 0, [1]),
    ([("C", 9, 5), ("M", 1, 5), ("M", 1, 6), ("M", 2, 6)], 0, [1, 2]),
    ([("C", 9, 5), ("M", 9, 5)], 0, [1, 2]),
    ([("C", 9, 4), ("M", 1, 5)], 5, []),
    ([("C", 9, 5), ("M", 1, 4), ("M", 2, 5)], 5, [1, 3]),
    ([("C", 9, 5), ("M", 1, 4), ("M", 1, 5), ("M", 2, 5)], 5, [1]),
    ([("M", 1, 5)], 5, [1]),
    ([("M", 1, 5)], 6, []),
])  # fmt: skip
def test_the_group_first_then_as_they_were_approved(
    rows: Sequence[tuple[str, int, int]], since: int, ids: list[int]
) -> None:
    """A group goes before its members; the second version of anything, and what stands behind it, waits."""
    assert leaving(waits(*rows), since) == ids


def test_rows_of_a_group_are_taken_by_id() -> None:
    """Whatever order a group's rows come in, the older goes first."""
    assert leaving(waits(("M", 1, 5), ("M", 2, 5), ("C", 9, 5))[::-1]) == [3, 1, 2]


def test_a_line_has_no_more_members_than_the_format_takes() -> None:
    """Fifty members leave, the fifty-first waits; those that are too old take no place of the fifty."""
    group = ("C", 999, 5)
    full = waits(group, *(("M", record, 5) for record in range(MOST_MEMBERS)))
    assert leaving(full) == [row.id for row in full]
    over = waits(group, *(("M", record, 5) for record in range(MOST_MEMBERS + 1)))
    assert leaving(over) == [row.id for row in over[:-1]]
    old = waits(group, *(("M", record, 4) for record in range(3)), *(("M", 100 + at, 5) for at in range(MOST_MEMBERS)))
    assert leaving(old, 5) == [1, *(row.id for row in old[4:])]


def test_the_bytes_of_a_file() -> None:
    """A record counts 300 bytes and four a character; a file that is just full goes, one byte's record more waits."""
    fits = (MOST_BYTES // 2 - 300) // 4
    assert 2 * (300 + 4 * fits) == MOST_BYTES
    assert leaving([Waiting(n, n, "C", n, 0, fits) for n in (1, 2)]) == [1, 2]
    assert leaving([Waiting(1, 1, "C", 1, 0, fits), Waiting(2, 2, "C", 2, 0, fits + 1)]) == [1]
    assert leaving([Waiting(1, 1, "C", 1, 0, fits), Waiting(2, 1, "M", 1, 0, fits + 1)]) == []


def test_a_group_that_stays_takes_no_line() -> None:
    """Groups of which nothing leaves are not counted against the lines of a file."""
    old = [Waiting(n, n, "C", n, 4, 1) for n in range(1, 4)]
    young = [Waiting(n, n, "C", n, 5, 1) for n in range(4, 4 + MOST_GROUPS)]
    assert leaving([*old, *young], 5) == [row.id for row in young]


@pytest.mark.parametrize(("written", "acknowledged", "words"), [
    (None, None, "not written"), (None, 2, "not written"), (1, None, "sent"), (1, 2, "acknowledged"),
    (0, None, "sent"), (0, 0, "acknowledged"),
])  # fmt: skip
def test_how_far_a_file_has_come(written: int | None, acknowledged: int | None, words: str) -> None:
    """Not written whole, sent, acknowledged: by its moments, of which 0 is one."""
    assert export_state(written, acknowledged, 0).value == words


def test_what_was_taken_needs_no_reason() -> None:
    """An answer has an empty reason unless one is given."""
    assert Answer(1, "shg-0001", 1, taken=True).reason == ""


def test_the_format_of_an_acknowledgement_is_frozen() -> None:
    """The format's name and number stand in files, the words of an answer in the database: they never change."""
    assert [one.value for one in AnswerKind] == ["TAKEN", "REFUSED"]
    assert (ACK_FORMAT, ACK_VERSION) == ("lokos-acknowledgement", 1)
