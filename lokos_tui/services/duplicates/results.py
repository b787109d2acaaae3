"""The result of each record: whole, and for each of its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.db import sets
from lokos_tui.domain.duplicates.results import WORST_FIRST, DuplicateResult, worst
from lokos_tui.matching.records import CBO, FIELD_OF, MEMBER, Compared, Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import Connection

    from lokos_tui.services.duplicates.store import FindingRow, MatchStore

_R = DuplicateResult
_NUMBERS = ("mobile", "account", "voter", "token")
_LISTED = {_R.SHARED: _R.NONE}  # the lists of members and CBOs know no result of its own for a shared number

_CHECKED = (
    "INSERT INTO duplicate_result (overall, mobile, account, voter, aadhaar, confirmed, potential, uploaded_at,"
    " checked_at, stale, block_code, kind, id) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?) "
    "ON CONFLICT (block_code, kind, id) DO UPDATE SET overall = excluded.overall, mobile = excluded.mobile,"
    " account = excluded.account, voter = excluded.voter, aadhaar = excluded.aadhaar, confirmed = excluded.confirmed,"
    " potential = excluded.potential"
)
_AND_FRESH = ", checked_at = excluded.checked_at, stale = excluded.stale"


def save_results(
    connection: Connection,
    block_code: str,
    store: MatchStore,
    forms: Mapping[Ref, Compared],
    checked: Collection[Ref],
    gone: Collection[Ref],
    in_part: Collection[Ref],
    now: int,
) -> None:
    """Write the results of the records that were checked, and of those on the other side of what was found.

    ``in_part`` were not compared with every holder of a key: nothing of them is called clean.
    """
    findings: dict[Ref, list[FindingRow]] = {ref: [] for ref in forms}
    for row in store.findings_of(forms.keys()).values():
        for ref in (row.one, row.other):
            if ref in findings:
                findings[ref].append(row)
    results = {ref: _result(form, findings[ref], in_part=ref in in_part) for ref, form in forms.items()}
    for fresh in (True, False):
        sets.run_many(
            connection,
            _CHECKED + (_AND_FRESH if fresh else ""),
            ((*result, now, False, block_code, *ref) for ref, result in results.items() if (ref in checked) is fresh),
        )
    _drop(connection, block_code, gone)
    _list(connection, block_code, {ref: result[0] for ref, result in results.items()})


def _result(form: Compared, rows: Collection[FindingRow], *, in_part: bool) -> tuple[_R, _R, _R, _R, _R, int, int]:
    """Return the whole result, one for each number, and how many findings are confirmed and open."""
    classes = [_class(row) for row in rows]
    overall = worst(classes)
    numbers = []
    for kind in _NUMBERS:
        if kind not in form.numbers:
            numbers.append(_R.SHARED if kind in form.form.fillers else _R.NOT_CHECKED)
            continue
        held = [_class(row) for row in rows if FIELD_OF[kind] in row.numbers.split(",")]
        numbers.append(worst([*held, _R.SHARED] if in_part else held))
    mobile, account, voter, token = numbers
    if overall == _R.NONE and (in_part or _R.SHARED in numbers):
        overall = _R.SHARED
    return overall, mobile, account, voter, token, classes.count(_R.CONFIRMED), classes.count(_R.POTENTIAL)


def _class(row: FindingRow) -> DuplicateResult:
    return _R.OVERRIDDEN if row.decision_id is not None else _R(row.found)


def _drop(connection: Connection, block_code: str, gone: Collection[Ref]) -> None:
    sets.run_many(
        connection,
        "DELETE FROM duplicate_result WHERE block_code = ? AND kind = ? AND id = ?",
        ((block_code, *ref) for ref in gone),
    )


def _list(connection: Connection, block_code: str, overall: Mapping[Ref, DuplicateResult]) -> None:
    """Repeat the result in the lists of members and CBOs."""
    for kind, table in ((MEMBER, "member"), (CBO, "cbo")):
        for result in WORST_FIRST:
            ids = [ref.id for ref, found in overall.items() if ref.kind == kind and found == result]
            sets.change(
                connection,
                f"UPDATE {table} SET duplicate = :result WHERE block_code = :block "  # noqa: S608 - names of ours
                "AND id IN (SELECT v.value FROM {values}) AND duplicate <> :result",
                ids,
                block=block_code,
                result=_LISTED.get(result, result),
            )
