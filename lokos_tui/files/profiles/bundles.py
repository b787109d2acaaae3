"""Loading bundles of profiles: one file, or everything that lies in the office's inbox of bundles.

Reading, the plan, the writing and the check for duplicates are the same for
the command line and the screens; a bundle and its check are two transactions,
so that a check that is cut short leaves the records stale, and says so.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from importers.loads.returned import save_private
from importers.profiles import bundle_of, read_bundle, template_bytes
from importers.workbook import read_file
from lokos_tui.commands.duplicates import Checked, RefreshDuplicates
from lokos_tui.commands.profiles import Uploaded, UploadProfiles
from lokos_tui.domain.dates import iso_day
from lokos_tui.domain.errors import Cancelled, Invalid, LokosError
from lokos_tui.domain.message import _, pgettext
from lokos_tui.domain.profiles.model import Bundle
from lokos_tui.domain.profiles.plan import UploadPlan, plan_upload
from lokos_tui.domain.verification.deciders import CODE, Others, why_not
from lokos_tui.queries.profiles.bundle_keys import bundle_key_number
from lokos_tui.queries.profiles.snapshot import upload_snapshot
from lokos_tui.queries.verification.managers import other_managers
from lokos_tui.services.accounts.keys import aadhaar_token, bundle_key

if TYPE_CHECKING:
    from lokos_tui.context import Context

SUFFIX = ".jsonl"
NOT_LOADED = _("Not loaded: the work was stopped before it. It is taken at the next pick-up.")
UNSIGNED = "unsigned"
"""The folder of the inbox for bundles that nobody signed: they wait for somebody's choice, each by itself."""
READ, LOAD = pgettext("step", "read"), pgettext("step", "load")
"""The steps of a pick-up, as its progress tells them."""
WORKBOOKS = frozenset({".xlsx", ".xlsm"})
Source = Path | bytes | BinaryIO
Progress = Callable[[str, int, int], None]


def read(ctx: Context, block_code: str, source: Source, made_by: str = "") -> Bundle:
    """Read a bundle, or a workbook, with the office's keys. Raises Unreadable.

    A workbook does not say who made it: ``made_by`` does, else whoever loads it.
    """
    keys = ctx.office.keys

    def key_of(user_id: str) -> bytes | None:
        number = ctx.read(bundle_key_number, block_code, user_id)
        return None if number is None else bundle_key(keys, user_id, number)

    today = date.fromisoformat(iso_day(ctx.clock()))

    def tokenise(digits: str) -> str:
        return aadhaar_token(keys, digits)

    if isinstance(source, Path) and source.suffix.lower() in WORKBOOKS:
        book = read_file(source)
        return bundle_of(
            book,
            block_code=block_code,
            made_by=made_by or ctx.actor.user_id,
            made_at=ctx.clock(),
            today=today,
            tokenise=tokenise,
        )
    return read_bundle(source, today=today, tokenise=tokenise, key_of=key_of)


def save_template(block_code: str, target: Path) -> None:
    """Write the empty workbook of profiles; mode 0600, never over another file."""
    save_private(target, template_bytes(block_code))


def plan(ctx: Context, block_code: str, bundle: Bundle) -> UploadPlan:
    """Return what loading a bundle would do now; nothing is written."""
    return plan_upload(bundle, ctx.read(upload_snapshot, block_code, bundle), ctx.office.policy.norm)


def load(
    ctx: Context, block_code: str, bundle: Bundle, file_name: str, *, accept_unsigned: bool = False
) -> tuple[Uploaded, Checked]:
    """Load a bundle and check what it brought for duplicates."""
    command = UploadProfiles(block_code=block_code, bundle=bundle, file_name=file_name, accept_unsigned=accept_unsigned)
    done = ctx.send(command)
    checked = ctx.send(RefreshDuplicates(block_code=block_code)) if done.records else Checked(0, 0, 0)
    return done, checked


@dataclass(frozen=True, slots=True)
class PickedUp:
    """What became of one file of the inbox: ``where`` it lies now, and why it was not taken, if it was not.

    ``stopped`` says that the work was cancelled before it: nothing of it was loaded.
    """

    name: str
    where: str
    uploaded: Uploaded | None = None
    refusal: str = ""
    stopped: bool = False


def waiting(inbox: Path) -> tuple[Path, ...]:
    """Return the bundles that lie in the inbox and in its folder of held ones; links are passed over."""
    folders = (inbox, inbox / "held")
    return tuple(
        path
        for folder in folders
        if folder.is_dir()
        for path in sorted(folder.iterdir())
        if path.suffix.lower() == SUFFIX and path.is_file() and not path.is_symlink()
    )


def others_who_decide(ctx: Context, block_code: str) -> Others | None:
    """Return how many others may decide on what the actor loads; None when she decides on nothing herself."""
    return ctx.read(other_managers, block_code)


def refuse_alone(ctx: Context, block_code: str) -> None:
    """Raise Refused when the actor is a block manager and nobody else could decide; no file is touched before."""
    others = others_who_decide(ctx, block_code)
    if others is not None and (refusal := why_not(others)) is not None:
        raise refusal


def pick_up(ctx: Context, block_code: str, inbox: Path, progress: Progress | None = None) -> tuple[PickedUp, ...]:
    """Load every bundle of the inbox, each maker's newest first, then check for duplicates once.

    A bundle that was taken goes to ``done``, one with lines that wait for the
    block manager to ``held`` (it is tried again at the next pick-up), one
    that nobody signed to ``unsigned`` (``take_unsigned`` takes it), one that
    may not be taken to ``refused``. Cancelled (Ctrl-C, or ``progress``
    raises Cancelled), the rest stays where it is and is named, and what was
    loaded is checked all the same. Raises Refused for a block manager beside
    whom nobody could decide; a bundle of which that is so stays where it is.
    """
    refuse_alone(ctx, block_code)
    files = waiting(inbox)
    read_ones: list[tuple[Path, Bundle]] = []
    picked: list[PickedUp] = []
    stopped = False
    try:
        for number, path in enumerate(files, 1):
            if progress is not None:
                progress(READ, number, len(files))
            try:
                read_ones.append((path, read(ctx, block_code, path)))
            except LokosError as error:
                picked.append(PickedUp(path.name, _move(path, inbox, "refused"), None, str(error)))
        read_ones.sort(key=lambda one: (one[1].header.made_by, -one[1].header.sequence, -one[1].header.made_at))
        for number, (path, bundle) in enumerate(read_ones, 1):
            if progress is not None:
                progress(LOAD, number, len(read_ones))
            picked.append(_take(ctx, block_code, inbox, path, bundle))
    except (KeyboardInterrupt, Cancelled):
        stopped = True
        left = [path for path in files if path.exists() and not _said(path, picked)]
        picked += [PickedUp(path.name, path.parent.name, None, NOT_LOADED, stopped=True) for path in left]
    if stopped or any(one.uploaded is not None and one.uploaded.records for one in picked):
        ctx.send(RefreshDuplicates(block_code=block_code, progress=None if stopped else progress))
    return tuple(picked)


def _said(path: Path, picked: list[PickedUp]) -> bool:
    """True for a bundle that was tried and lies where it lay: held, or left for somebody else to load."""
    return any((one.name, one.where) == (path.name, path.parent.name) for one in picked)


def unsigned_ones(inbox: Path) -> tuple[Path, ...]:
    """Return the bundles that wait because nobody signed them."""
    folder = inbox / UNSIGNED
    return tuple(path for path in waiting(folder) if path.parent == folder)


def take_unsigned(ctx: Context, block_code: str, inbox: Path, path: Path, bundle: Bundle) -> PickedUp:
    """Take a bundle that nobody signed, because somebody knows where it comes from, and check what it brought."""
    taken = _take(ctx, block_code, inbox, path, bundle, accept_unsigned=True)
    if taken.uploaded is not None and taken.uploaded.records:
        ctx.send(RefreshDuplicates(block_code=block_code))
    return taken


def _take(
    ctx: Context, block_code: str, inbox: Path, path: Path, bundle: Bundle, *, accept_unsigned: bool = False
) -> PickedUp:
    command = UploadProfiles(block_code=block_code, bundle=bundle, file_name=path.name, accept_unsigned=accept_unsigned)
    try:
        done = ctx.send(command)
    except Cancelled:
        raise
    except LokosError as error:
        where = path.parent.name if error.code == CODE else _move(path, inbox, _folder_of(error))
        return PickedUp(path.name, where, None, str(error))
    return PickedUp(path.name, _move(path, inbox, "held" if done.plan.locked else "done"), done)


def _folder_of(error: LokosError) -> str:
    unsigned = isinstance(error, Invalid) and error.problems[0].code == "bundle.unsigned"
    return UNSIGNED if unsigned else "refused"


def _move(path: Path, inbox: Path, folder: str) -> str:
    """Move a file into a folder of the inbox without covering another; returns the folder's name."""
    target = inbox / folder
    target.mkdir(mode=0o700, exist_ok=True)
    if path.parent == target:
        return folder
    place, number = target / path.name, 1
    while place.exists():
        number += 1
        place = target / f"{path.stem}-{number}{path.suffix}"
    path.replace(place)
    return folder
