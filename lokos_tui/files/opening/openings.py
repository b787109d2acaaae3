"""Opening loads from files: a workbook, csv files that are its sheets, or a bundle; and acceptance with its check.

The same steps for the command line and the screens. Accepting and the check for duplicates are two transactions, as
they are for a bundle: a check that is cut short leaves the records stale, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from importers.profiles import bundle_of, joined_csv
from importers.workbook import read_file
from lokos_tui.collector import paused
from lokos_tui.commands.duplicates import Checked, RefreshDuplicates
from lokos_tui.commands.opening import (
    AcceptOpening,
    LoadOpening,
    OpeningAccepted,
    OpeningLoaded,
    Progress,
    TakeBackOpening,
    WithdrawOpening,
)
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import iso_day
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _
from lokos_tui.domain.opening.plan import OpeningPlan, plan_opening
from lokos_tui.domain.profiles.model import Bundle
from lokos_tui.files.profiles import bundles
from lokos_tui.queries.opening.snapshot import opening_snapshot
from lokos_tui.services.accounts.keys import aadhaar_token

if TYPE_CHECKING:
    from lokos_tui.context import Context

SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".csv"})


def read(ctx: Context, block_code: str, files: Sequence[Path]) -> Bundle:
    """Read an opening load: one bundle, one workbook, or csv files that are its sheets. Raises Unreadable."""
    if len(files) == 1 and files[0].suffix.lower() not in SHEETS:
        return bundles.read(ctx, block_code, files[0])
    if any(path.suffix.lower() not in SHEETS for path in files):
        raise Unreadable(
            "opening.files",
            _("Several files are the sheets of one workbook, as csv."),
            _("Name one bundle, one workbook, or the csv files."),
        )
    keys = ctx.office.keys
    with paused():
        return bundle_of(
            joined_csv([read_file(path) for path in files]),
            block_code=block_code,
            made_by=ctx.actor.user_id,
            made_at=ctx.clock(),
            today=date.fromisoformat(iso_day(ctx.clock())),
            tokenise=lambda digits: aadhaar_token(keys, digits),
            opening=True,
        )


def plan(ctx: Context, block_code: str, bundle: Bundle) -> OpeningPlan:
    """Return what an opening load of a file would do now; nothing is written."""
    return plan_opening(bundle, ctx.read(opening_snapshot, block_code, bundle))


def load(
    ctx: Context,
    block_code: str,
    shown: OpeningPlan,
    source: str,
    file_name: str,
    *,
    good_rows_only: bool = False,
    progress: Progress | None = None,
) -> OpeningLoaded:
    """Let the plan that was shown wait as one opening load."""
    return ctx.send(
        LoadOpening(
            block_code=block_code, bundle=shown.bundle, source=source, file_name=file_name,
            planned=shown.fingerprint, good_rows_only=good_rows_only, progress=progress,
        )
    )  # fmt: skip


def accept(
    ctx: Context, block_code: str, opening_id: int, why: str, progress: Progress | None = None
) -> tuple[OpeningAccepted, Checked]:
    """Accept a waiting load, and check what it brought for duplicates."""
    done = ctx.send(AcceptOpening(block_code=block_code, opening_id=opening_id, why=why))
    return done, ctx.send(RefreshDuplicates(block_code=block_code, progress=progress))


def undo(ctx: Context, block_code: str, opening_id: int, reason: str) -> int:
    """Take a load back: one that waits as who may load, one that was accepted as who accepted it."""
    if ctx.actor.may(Permission.OPENING_LOAD):
        return ctx.send(WithdrawOpening(block_code=block_code, opening_id=opening_id, reason=reason))
    return ctx.send(TakeBackOpening(block_code=block_code, opening_id=opening_id, reason=reason))
