"""A day of work in the sample office, done by its own people through the door: every area then has something in it."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from lokos_tui.domain.accounts.roles import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lokos_tui.cli.office.demo_accounts import Account
    from lokos_tui.context import Context, Office
    from lokos_tui.domain.verification.group import Group, Record

_APPROVED_FIRST, _APPROVED_LATER = 4, 2
_CENTRE_SAYS = "The village is closed"


def work(office: Office, accounts: Sequence[Account], admin: Context, samples: Path) -> None:
    """Do a day's work; ``samples`` is the folder of the sample files, ``admin`` the first Block Admin."""
    manager = _sign_in(office, accounts, Role.BLOCK_PM)
    _load_bundles(admin)
    _check_duplicates(manager)
    groups = _clean_groups(manager)
    for group in _some(groups, _APPROVED_FIRST):
        _approve(manager, group)
    _send_and_answer(admin)
    for group in _some(groups, _APPROVED_LATER):
        _approve(manager, group)
    _send_back(manager)
    _keep_a_filter(manager)
    _fill_inbox(admin, samples)


def _sign_in(office: Office, accounts: Sequence[Account], role: Role) -> Context:
    account = next(one for one in accounts if one.role == role.value)
    return office.sign_in(account.user_id, account.password, role)


def _load_bundles(ctx: Context) -> None:
    """Load what a bookkeeper's phone sent: three groups, and one whose women gave one telephone."""
    from lokos_tui.demo import bundle
    from lokos_tui.files.profiles.bundles import pick_up

    _put(ctx, bundle.NAME, bundle.bundle(_bundle_key(ctx), block_code=ctx.actor.area.block))
    _put(ctx, "telephone.jsonl", bundle.one_more(_bundle_key(ctx), bundle.ONE_TELEPHONE, ctx.actor.area.block))
    pick_up(ctx, ctx.actor.area.block, ctx.settings.inbox)


def _check_duplicates(ctx: Context) -> None:
    """Check what arrived, and decide one finding where one is to be decided."""
    from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef, RefreshDuplicates
    from lokos_tui.domain.duplicates.results import Found
    from lokos_tui.domain.paging import PageRequest
    from lokos_tui.queries.duplicates.finding import finding_detail
    from lokos_tui.queries.duplicates.findings import finding_page

    block = ctx.actor.area.block
    ctx.send(RefreshDuplicates(block_code=block))
    page = ctx.read(finding_page, block, Found.POTENTIAL, PageRequest(50))
    for line in page.rows[1:2]:
        detail = ctx.read(finding_detail, block, line.number)
        one, other = (RecordRef(side.kind, side.id) for side in (detail.one, detail.other))
        ctx.send(DecideNotDuplicate(block_code=block, one=one, other=other, reason_code="RELATIVE"))


def _waiting(ctx: Context) -> Iterator[Group]:
    """Return the groups that wait, the oldest request first, one page of them."""
    from lokos_tui.domain.paging import PageRequest
    from lokos_tui.queries.verification.group import load_group
    from lokos_tui.queries.verification.queue import QueueFilters, queue_page

    block = ctx.actor.area.block
    page = ctx.read(queue_page, block, QueueFilters(), ctx.clock(), PageRequest(100))
    for row in page.rows:
        yield ctx.read(load_group, block, row.id)


def _clean_groups(ctx: Context) -> Iterator[Group]:
    """Return the groups that wait and can be approved as they are, once what is clean is ticked."""
    from lokos_tui.domain.verification.ready import ready, ticked

    return (group for group in _waiting(ctx) if ready(ticked(group), ctx.policy).group)


def _some(groups: Iterator[Group], count: int) -> Iterator[Group]:
    for _, group in zip(range(count), groups, strict=False):
        yield group


def _approve(ctx: Context, group: Group) -> None:
    from lokos_tui.commands.verification import Approve, Seen

    records = [one for one in group.records if one.subject.pending]
    seen = tuple(Seen.of(one) for one in records)
    ctx.send(Approve(block_code=ctx.actor.area.block, records=seen, tick_clean=True))


def _send_and_answer(ctx: Context) -> None:
    """Send what was approved, and take the central server's answer: one record refused."""
    from lokos_tui.files.outbox.exports import acknowledge, send

    block = ctx.actor.area.block
    sent = send(ctx, block, "")
    if sent.file:
        acknowledge(ctx, block, _answer(Path(sent.file)))


def _answer(path: Path) -> bytes:
    """Return what the central server would write of an export: its last record refused, the others taken."""
    header, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:-1]]
    told = [
        {"uid": one["uid"], "revision": one["revision"], "outcome": "TAKEN"}
        for line in lines
        for one in ([line] if "profile" in line else []) + line.get("members", [])
    ]
    told[-1] |= {"outcome": "REFUSED", "reason": _CENTRE_SAYS}
    head = {"format": "lokos-acknowledgement", "version": 1, "upload_id": header["upload_id"], "block": header["block"]}
    head |= {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    return "".join(f"{json.dumps(row)}\n" for row in (head, *told, {"end": True, "lines": len(told)})).encode()


def _send_back(ctx: Context) -> None:
    """Send one group back for its date, and cross the mobile of a member of another."""
    from lokos_tui.commands.verification import MarkIdentifiers, MarkWish, Reject, RemarkWish, Seen
    from lokos_tui.domain.verification.identifiers import Mark

    block, groups = ctx.actor.area.block, _waiting(ctx)
    for group in _some(groups, 1):
        cbo = Seen.of(group.cbo)
        remark = RemarkWish(cbo.kind, cbo.id, "formation_date", "FORMATION_DATE")
        ctx.send(Reject(block_code=block, records=(cbo,), remarks=(remark,)))
    for group in _some(groups, 1):
        member = next((one for one in group.members if _has_mobile(one)), None)
        if member is not None:
            wish = MarkWish(Seen.of(member), "mobile", Mark.CROSS, "MOBILE_SILENT", "rang three times")
            ctx.send(MarkIdentifiers(block_code=block, marks=(wish,)))


def _has_mobile(member: Record) -> bool:
    return member.subject.pending and any(one.name == "mobile" for one in member.subject.identifiers)


def _keep_a_filter(ctx: Context) -> None:
    from lokos_tui.commands.office import SaveFilter

    ctx.send(SaveFilter(block_code=ctx.actor.area.block, section="shg", name="Old and new", words="new old"))


def _fill_inbox(ctx: Context, samples: Path) -> None:
    """Leave something to load: a workbook with faults, and a bundle of one group."""
    from lokos_tui.demo import bundle

    shutil.copyfile(samples / "mapping_with_faults.xlsx", ctx.settings.inbox / "mapping_with_faults.xlsx")
    _put(ctx, "new-group.jsonl", bundle.one_more(_bundle_key(ctx), bundle.LATER, ctx.actor.area.block))


def _bundle_key(ctx: Context) -> bytes:
    from lokos_tui.demo import bundle
    from lokos_tui.services.accounts.keys import bundle_key

    return bundle_key(ctx.office.keys, bundle.MADE_BY, 1)


def _put(ctx: Context, name: str, data: bytes) -> None:
    """Put a bundle into the inbox, as a bookkeeper's phone would."""
    ctx.settings.inbox.mkdir(mode=0o700, exist_ok=True)
    (ctx.settings.inbox / name).write_bytes(data)
