"""Putting an opening load down to wait: planned again under the block's lock, written beside the office's records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from lokos_tui.commands.opening import OpeningLoaded
from lokos_tui.db import bulk, tables
from lokos_tui.domain.errors import Conflict, Invalid, Problem
from lokos_tui.domain.message import _, by_face, ngettext
from lokos_tui.domain.opening.plan import OpeningPlan, OpeningRow, plan_opening
from lokos_tui.domain.opening.states import OpeningOutcome, OpeningState
from lokos_tui.domain.profiles.model import Kind, Signed, canonical, digest, record_kind
from lokos_tui.domain.text import clean, safe
from lokos_tui.queries.opening.snapshot import opening_snapshot
from lokos_tui.services.opening.found import find_duplicates
from lokos_tui.services.profiles.records import mobile_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lokos_tui.commands.opening import LoadOpening
    from lokos_tui.services.unit_of_work import UnitOfWork

_LOAD = tables.opening_load
_COLUMNS = ("block_code", "id", "opening_id", "kind", "record_kind", "record_id", "outcome", "code", "name", "place",
            "gp_id", "village_id", "shg_id", "parent", "seen", "active", "account", "content", "digest")  # fmt: skip
_MOST_SOURCE = 80
_LEAST_SOURCE = 3


def load_opening(work: UnitOfWork, command: LoadOpening) -> OpeningLoaded:
    """Let the records of a file wait as one load, and find duplicates among them and against what is here.

    Nothing is written when nothing is new. Raises Invalid for faults, a wrong file or a missing source, Conflict
    while another load waits, and when the block is no longer what the plan that was shown was made on.
    """
    block, bundle = command.block_code, command.bundle
    source = _source(command)
    _require_file(command)
    plan = plan_opening(bundle, opening_snapshot(work.connection, work.actor, block, bundle))
    _require_as_shown(command, plan)
    rows = [row for row in plan.rows if row.brings]
    if not rows:
        return OpeningLoaded(0, plan)
    _require_none_waits(work, block)
    number = _open(work, command, source, plan)
    written = list(_records(work, block, number, rows))
    bulk.insert_rows(work.connection, tables.opening_record, _COLUMNS, written)
    found = find_duplicates(work, block, number, command.progress)
    work.connection.execute(
        update(_LOAD)
        .where(_LOAD.c.block_code == block, _LOAD.c.id == number)
        .values(confirmed=found.confirmed, potential=found.potential)
    )
    work.touch(block)
    details = {"file": command.file_name, "sha256": bundle.sha256, "made_by": bundle.header.made_by, "source": source}
    work.record(command.action, block, "opening", number, {**details, "counts": plan.counts()})
    return OpeningLoaded(number, plan, found.confirmed, found.potential)


def _source(command: LoadOpening) -> str:
    source = clean(command.source)[:_MOST_SOURCE]
    if len(source) < _LEAST_SOURCE:
        sentence = _("It is not said where these records are official.")
        hint = _("Say it in a few words: NRLM MIS, 31/03/2026.")
        raise Invalid([Problem("source", "opening.source", sentence, hint)])
    return source


def _require_file(command: LoadOpening) -> None:
    header, problem = command.bundle.header, None
    if header.block_code != command.block_code:
        problem = Problem(
            "block",
            "bundle.block",
            _("The bundle is for block {block_code}, not for this one.", block_code=header.block_code),
            _("Send it there."),
        )
    elif command.bundle.signed is Signed.BROKEN:
        problem = Problem(
            "signature",
            "bundle.signature",
            _("The bundle is not what {made_by} signed.", made_by=header.made_by),
            _("Have her send it again; was her bundle key changed, she needs the new one."),
        )
    elif not command.bundle.whole:
        problem = Problem("file", "opening.cut", _("The file was cut short."), _("An opening load is taken whole."))
    if problem is not None:
        raise Invalid([problem])


def _require_none_waits(work: UnitOfWork, block: str) -> None:
    query = select(_LOAD.c.id).where(_LOAD.c.block_code == block, _LOAD.c.state == OpeningState.WAITING)
    waits = work.connection.execute(query).scalar_one_or_none()
    if waits is not None:
        raise Conflict(
            "opening.waits",
            _("Opening load {number} waits for the block manager; one waits at a time.", number=waits),
            by_face(
                screen=_("Have it accepted or refused, or take it back."),
                command=_("Have it accepted or refused, or take it back: lokos opening undo {number}.", number=waits),
            ),
        )


def _require_as_shown(command: LoadOpening, plan: OpeningPlan) -> None:
    faults = plan.having(OpeningOutcome.FAULT)
    if command.planned and command.planned != plan.fingerprint:
        raise Conflict(
            "import.changed",
            _("Somebody changed this block since the preview; nothing was loaded."),
            _("Read the file again."),
        )
    if faults and not command.good_rows_only:
        sentence = ngettext(
            "{n} row has a fault; nothing was loaded.", "{n} rows have faults; nothing was loaded.", len(faults)
        )
        hint = _("Correct or leave them out, or load the good rows.")
        raise Invalid([Problem("file", "import.faults", sentence, hint)], code="import.faults")


def _open(work: UnitOfWork, command: LoadOpening, source: str, plan: OpeningPlan) -> int:
    block, header = command.block_code, command.bundle.header
    number = work.next_id("opening_load", block)
    values = {
        "block_code": block,
        "id": number,
        "state": OpeningState.WAITING,
        "source": source,
        "file_name": safe(command.file_name, 200),
        "sha256": command.bundle.sha256,
        "made_by": header.made_by,
        "made_mobile": mobile_of(work, header.made_by),
        "loaded_by": work.actor.user_id,
        "loaded_mobile": mobile_of(work, work.actor.user_id),
        "loaded_at": work.now,
        "counts": json.dumps(plan.counts()),
        "confirmed": 0,
        "potential": 0,
        "decided_why": "",
        "undo_reason": "",
    }
    work.connection.execute(_LOAD.insert(), values)
    return number


def _records(work: UnitOfWork, block: str, opening: int, rows: list[OpeningRow]) -> Iterator[tuple[Any, ...]]:
    """Give the rows of the records; each new one has the id already that its CBO or member will have."""
    women = [row for row in rows if row.entry.kind is Kind.MEMBER]
    cbos = [row for row in rows if row.entry.kind is not Kind.MEMBER]
    new_cbos, new_women = (sum(not row.known_id for row in some) for some in (cbos, women))
    next_cbo = work.next_id("cbo", block, new_cbos) if new_cbos else 0
    next_woman = work.next_id("member", block, new_women) if new_women else 0
    number = work.next_id("opening_record", block, len(rows))
    shgs: dict[str, int] = {}
    for row in (*cbos, *women):
        entry, own = row.entry, row.known_id
        if entry.kind is Kind.MEMBER:
            if not own:
                own, next_woman = next_woman, next_woman + 1
        else:
            if not own:
                own, next_cbo = next_cbo, next_cbo + 1
            if entry.kind is Kind.SHG:
                shgs[entry.code] = own
        shg = (row.shg_id or shgs[row.shg]) if entry.kind is Kind.MEMBER else None
        yield (
            block, number, opening, entry.kind.value, record_kind(entry.kind).value, own, row.outcome.value, entry.code,
            entry.name, row.place[:], row.gp_id or None, row.village_id or None, shg, row.parent, row.seen,
            row.active, row.account, canonical(entry.content), digest(entry.content),
        )  # fmt: skip
        number += 1
