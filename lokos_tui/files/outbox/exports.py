"""Sending approved records: an export formed at the door, streamed to its file, marked written; acknowledgements.

Whatever ends the program in between, the next run gives the same export back
and writes the same bytes: every record leaves once.
"""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from importers.outbox.acknowledgements import read_acknowledgement
from importers.profiles import stream_bundle
from lokos_tui.commands.outbox import Acknowledge, Acknowledged, FinishExport, Formed, FormExport, RepeatExport
from lokos_tui.domain.errors import Conflict, Unreadable
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.model import Header, Line
from lokos_tui.private_files import write_new_whole
from lokos_tui.queries.outbox.exports import export_lines
from lokos_tui.services.accounts.keys import export_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lokos_tui.context import Context

STDOUT = "-"
SUFFIX = ".jsonl"


@dataclass(frozen=True, slots=True)
class Sent:
    """An export and the file it stands in: '-' is standard output, '' nothing was ready."""

    formed: Formed
    file: str


def send(ctx: Context, block_code: str, target: str, *, since: int | None = None, retry_refused: bool = False) -> Sent:
    """Form what is ready, write it to ``target`` ('' is the office's own folder), mark it written."""
    formed = ctx.send(FormExport(block_code=block_code, since=since, retry_refused=retry_refused))
    if not formed.export_id:
        return Sent(formed, "")
    file, sha256 = _write(ctx, block_code, formed, target)
    ctx.send(FinishExport(block_code=block_code, export_id=formed.export_id, sha256=sha256))
    return Sent(replace(formed, sha256=sha256), file)


def send_again(ctx: Context, block_code: str, export_id: int, target: str) -> Sent:
    """Write an export again, byte for byte. Raises Conflict when it cannot be what it was."""
    formed = ctx.send(RepeatExport(block_code=block_code, export_id=export_id))
    digest = hashlib.sha256()
    for chunk in _bytes(ctx, block_code, formed):
        digest.update(chunk)
    if digest.hexdigest() != formed.sha256:
        sentence = _("{export_uid} would not be what it was; it was not written.", export_uid=formed.export_uid)
        raise Conflict(
            "export.differs", sentence, _("The office's key or records were changed: run lokos audit --verify.")
        )
    return Sent(formed, _write(ctx, block_code, formed, target)[0])


def acknowledge(ctx: Context, block_code: str, source: Path | bytes | BinaryIO) -> Acknowledged:
    """Read an acknowledgement file and keep its answers, all or none."""
    command = Acknowledge(block_code=block_code, acknowledgement=read_acknowledgement(source))
    return ctx.send(command)


def _bytes(ctx: Context, block_code: str, formed: Formed) -> Iterator[bytes]:
    header = Header(formed.export_uid, block_code, formed.made_by, formed.made_at, formed.export_id)
    return stream_bundle(header, _lines(ctx, block_code, formed.export_id), export_key(ctx.office.keys, block_code))


def _lines(ctx: Context, block_code: str, export_id: int) -> Iterator[Line]:
    after = 0
    while True:
        lines, after = ctx.read(export_lines, block_code, export_id, after)
        if not lines:
            return
        yield from lines


def _write(ctx: Context, block_code: str, formed: Formed, target: str) -> tuple[str, str]:
    """Write an export and return (file, SHA-256). Raises Conflict where another file has the name, Unreadable."""
    digest = hashlib.sha256()

    def hashed() -> Iterator[bytes]:
        for chunk in _bytes(ctx, block_code, formed):
            digest.update(chunk)
            yield chunk

    if target == STDOUT:
        _print(hashed())
        return STDOUT, digest.hexdigest()
    path = Path(target) if target else ctx.settings.exports / f"{formed.export_uid}{SUFFIX}"
    if not target:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        write_new_whole(path, hashed())
    except FileExistsError as error:
        sentence = _("{path} is there already, with another content.", path=path)
        raise Conflict("file.exists", sentence, _("Choose another name; the export is kept for it.")) from error
    except OSError as error:
        sentence = _("{path} cannot be written: {why}.", path=path, why=error.strerror)
        raise Unreadable("file.save", sentence, _("Choose another place; the export is kept for it.")) from error
    return str(path), digest.hexdigest()


def _print(chunks: Iterable[bytes]) -> None:
    for chunk in chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
