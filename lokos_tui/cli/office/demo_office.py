"""Making the sample office: first account, generated blocks, staff, and the sample files by the real importers."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lokos_tui.cli.office.demo_accounts import make_accounts
from lokos_tui.cli.office.demo_day import work
from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.message import _

if TYPE_CHECKING:
    from lokos_tui.context import Context, Office

ACCOUNTS_FILE = "demo-accounts.json"
_DATABASE = "office.db"
_FILES = (("places", "places.xlsx"), ("cbos", "cbos.xlsx"), ("mapping", "mapping.xlsx"))


def read_kept(home: Path) -> dict[str, Any] | None:
    """Return what an earlier run made in this folder; None when there is no sample office in it."""
    try:
        kept: dict[str, Any] = json.loads((home / ACCOUNTS_FILE).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Unavailable(
            "demo.accounts", _("{path} cannot be read.", path=home / ACCOUNTS_FILE), _("Run: lokos demo --fresh.")
        ) from error
    return kept if kept.get("database_url") == _url_of(home) else None


def _url_of(home: Path) -> str:
    """Return the URL, without a password, of the database that answers now; '' when it holds no office."""
    from lokos_tui.bootstrap import open_office

    office = open_office(str(home))
    try:
        return office.store.url
    except Unavailable as error:
        if error.code != "office.missing":
            raise
        return ""
    finally:
        office.close()


def make(home: Path, *, blocks: int, shgs: int, fresh: bool, untouched: bool = False) -> dict[str, Any]:
    """Make the sample office and return its home, database URL, accounts and the load's outcome.

    ``shgs`` 0 is a block of realistic size. Unless it shall be ``untouched``
    its people have worked in it for a day. Raises Conflict when the folder
    holds another office.
    """
    from lokos_tui.bootstrap import open_office

    if fresh:
        _throw_away(home)
    was_there = (home / _DATABASE).exists()
    office = open_office(str(home))
    try:
        accounts, ctx = make_accounts(office, blocks, lambda: _fill(office, blocks, shgs))
        load = _load_files(ctx)
        if untouched:
            _put_bundle(ctx)
        else:
            work(office, accounts, ctx, sample_folder())
        made = {
            "home": str(home),
            "database_url": office.store.url,
            "accounts": [account._asdict() for account in accounts],
            "load": load,
        }
    except BaseException:
        office.close()
        if not was_there:
            _remove(home)
        raise
    office.close()
    _keep(home, made)
    return made


def _fill(office: Office, blocks: int, shgs: int) -> None:
    from lokos_tui.demo import block as generator
    from lokos_tui.demo.geography import blocks as first_blocks
    from lokos_tui.demo.load import fill_block

    for place in first_blocks(blocks):
        data = generator.make_block(place, shgs=shgs or generator.DEFAULT_SHGS)
        with office.store.writing() as connection:
            fill_block(connection, data, now=office.clock(), by="DEMO", sent=True)


def _load_files(ctx: Context) -> dict[str, Any]:
    from lokos_tui.files.loads.load import Load

    folder = sample_folder()
    result: dict[str, Any] = {}
    for kind, name in _FILES:
        job = Load(ctx, kind, folder / name, name)
        job.read()
        job.check()
        done = job.apply(good_rows_only=job.plan.has_faults)
        result = {"file": name, "batch_id": done.batch_id, "counts": done.counts}
    return result


def _put_bundle(ctx: Context) -> None:
    """Put a signed bundle of profiles into the inbox of bundles, as a bookkeeper's phone would."""
    from lokos_tui.demo import bundle
    from lokos_tui.services.accounts.keys import bundle_key

    ctx.settings.inbox.mkdir(mode=0o700, exist_ok=True)
    signed = bundle.bundle(bundle_key(ctx.office.keys, bundle.MADE_BY, 1), block_code=ctx.actor.area.block)
    (ctx.settings.inbox / bundle.NAME).write_bytes(signed)


def sample_folder() -> Path:
    """Return the folder of the sample files: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[2]
    for folder in (package / "sample_data", package.parent / "sample_data"):
        if (folder / "mapping.xlsx").is_file():
            return folder
    raise Unavailable("demo.files", _("The sample files are missing."), _("Install the program again."))


def _throw_away(home: Path) -> None:
    """Remove an earlier sample office; nothing but one that this command made."""
    if os.environ.get("LOKOS_DATABASE_URL") and home.exists():
        raise Unavailable(
            "demo.fresh", _("--fresh empties no database server."), _("Give LOKOS_DATABASE_URL an empty one.")
        )
    if not (home / ACCOUNTS_FILE).exists():
        return
    _remove(home)


def _remove(home: Path) -> None:
    for name in (_DATABASE, f"{_DATABASE}-wal", f"{_DATABASE}-shm", ACCOUNTS_FILE):
        (home / name).unlink(missing_ok=True)
    for export in (home / "exports").glob("export-*.jsonl"):  # a new office numbers its exports from 1 again
        export.unlink()


def _keep(home: Path, made: dict[str, Any]) -> None:
    target = home / ACCOUNTS_FILE
    target.unlink(missing_ok=True)
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(made, file, ensure_ascii=False, indent=2)
