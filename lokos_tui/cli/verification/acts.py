"""``lokos verify``: what a block manager decides, from the command line; the door holds the rules."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of, reason_of
from lokos_tui.cli.listing import print_list
from lokos_tui.cli.output import cell, print_json, print_table, say
from lokos_tui.cli.verification.bulk import approve_all, filters_of, one_or_all, reject_all
from lokos_tui.commands.verification import (
    Approve,
    Decided,
    MarkIdentifiers,
    MarkWish,
    Reject,
    RemarkWish,
    Seen,
    SetCluster,
    TakeBack,
    TickClean,
)
from lokos_tui.domain.errors import Conflict, Invalid, NotFound, Problem
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.domain.profiles.remarks import BY_CODE, REMARKS, field_of
from lokos_tui.domain.verification.bulk import BulkAct
from lokos_tui.domain.verification.identifiers import BY_NAME, Mark

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.domain.paging import Page, PageRequest
    from lokos_tui.domain.verification.group import Group, Record
    from lokos_tui.queries.verification.queue import QueueRow


def listed(args: Namespace) -> int:
    """List what waits, the oldest request first or by --sort."""
    with acting(args) as ctx:
        from lokos_tui.queries.verification.fields import QUEUE_PRINTED
        from lokos_tui.queries.verification.queue import queue_page

        block = block_of(args, ctx)
        filters = filters_of(args, ctx, block)

        def fetch(request: PageRequest) -> Page[QueueRow]:
            sorted_by = replace(request, sort=args.sort, descending=args.descending)
            return ctx.read(queue_page, block, filters, ctx.clock(), sorted_by)

        return print_list(args, QUEUE_PRINTED, ctx.settings.ui.page_size, fetch)


def show(args: Namespace) -> int:
    """Show one group with members, identifiers, findings, and every reason why it cannot be approved."""
    with acting(args) as ctx:
        from lokos_tui.cli.verification.show import group_json, print_group
        from lokos_tui.domain.verification.ready import ready

        group = _group(args, ctx)
        found = ready(group, ctx.policy)
    if args.json:
        print_json(group_json(group, found) | {"seen": seen_token(group)})
    else:
        print_group(group, found)
        say(_("Seen: {seen_token} (--seen with it refuses a decision on anything else)", seen_token=seen_token(group)))
    return exits.DONE


def tick(args: Namespace) -> int:
    """Tick one identifier, or without one every clean identifier of the records."""
    with acting(args) as ctx:
        group = _group(args, ctx)
        records = _chosen(args, ctx, group) if args.member else [*group.members, group.cbo]
        if args.identifier:
            target = records if args.member else [group.cbo]
            marks = tuple(MarkWish(Seen.of(one), args.identifier, Mark.TICK) for one in target)
            count = ctx.send(MarkIdentifiers(block_code=block_of(args, ctx), marks=marks))
        else:
            waiting = tuple(Seen.of(one) for one in _require(records, [one for one in records if one.subject.pending]))
            count = ctx.send(TickClean(block_code=block_of(args, ctx), records=waiting))
    said = (
        ngettext("{n} identifier ticked, one by one.", "{n} identifiers ticked, one by one.", count)
        if count
        else _("Nothing was ticked: what is undecided is not clean.")
    )
    return _tell_count(args, "ticked", count, said)


def cross(args: Namespace) -> int:
    """Cross one identifier with a coded remark."""
    code = _remark(args.remark)
    with acting(args) as ctx:
        group = _group(args, ctx)
        records = _chosen(args, ctx, group) or [group.cbo]
        marks = tuple(MarkWish(Seen.of(one), args.identifier, Mark.CROSS, code, args.words) for one in records)
        count = ctx.send(MarkIdentifiers(block_code=block_of(args, ctx), marks=marks))
    return _tell_count(args, "crossed", count, _("{label} crossed.", label=BY_NAME[args.identifier].label))


def approve(args: Namespace) -> int:
    """Approve a group with its undecided members, its members alone, some of them, or every ready group."""
    one_or_all(args, "--all-ready", ("member", "seen", "members_only"))
    if args.every:
        return approve_all(args)
    with acting(args) as ctx:
        group = _group(args, ctx)
        records = _chosen(args, ctx, group)
        if not records:
            opened = [one for one in group.members if one.subject.pending or one.subject.to_activate]
            own = [] if args.members_only or not group.cbo.subject.pending else [group.cbo]
            records = _require([group.cbo], [*opened, *own])
        seen = tuple(Seen.of(one) for one in records)
        done = ctx.send(Approve(block_code=block_of(args, ctx), records=seen, tick_clean=args.tick_clean))
    return _tell(args, done, BulkAct.APPROVE)


def reject(args: Namespace) -> int:
    """Send a group, or some of its members, back with a remark; what was crossed says its own. Or every group."""
    one_or_all(args, "--all-waiting", ("member", "seen", "field"))
    code = _remark(args.remark) if args.remark or args.every else ""
    if args.every:
        return reject_all(args, code)
    with acting(args) as ctx:
        group = _group(args, ctx)
        records = _chosen(args, ctx, group) or [group.cbo]
        wishes = tuple(
            RemarkWish(one.kind, one.subject.id, args.field or field_of(BY_CODE[code]), code, args.words)
            for one in records
            if code
        )
        seen = tuple(Seen.of(one) for one in records)
        done = ctx.send(Reject(block_code=block_of(args, ctx), records=seen, remarks=wishes))
    return _tell(args, done, BulkAct.REJECT)


def undo(args: Namespace) -> int:
    """Take one act of one's own back."""
    reason = reason_of(args)
    with acting(args) as ctx:
        count = ctx.send(TakeBack(block_code=block_of(args, ctx), act=args.act, reason=reason))
    return _tell_count(
        args,
        "taken_back",
        count,
        ngettext(
            "Act {act} is taken back; {n} record waits again.",
            "Act {act} is taken back; {n} records wait again.",
            count,
            act=args.act,
        ),
    )


def remarks(args: Namespace) -> int:
    """List the coded remarks; nobody has to sign in for that."""
    if args.json:
        print_json([asdict(one) for one in REMARKS])
    else:
        rows = ((one.code, one.about or "profile", one.words) for one in REMARKS)
        print_table((_("Code"), _("About"), _("Words")), rows)
    return exits.DONE


def cluster(args: Namespace) -> int:
    """Narrow a block manager to the cluster of a CLF, or give her the whole block again."""
    with acting(args) as ctx:
        ctx.send(SetCluster(block_code=block_of(args, ctx), user_id=args.user_id, clf_code=args.clf_code))
    user_id = cell(args.user_id)
    if args.json:
        print_json({"user_id": args.user_id, "clf": args.clf_code})
    elif args.clf_code:
        sentence = _(
            "{user_id} verifies the cluster of {clf} from her next act.", user_id=user_id, clf=cell(args.clf_code)
        )
        say(sentence)
    else:
        say(_("{user_id} verifies the whole block from her next act.", user_id=user_id))
    return exits.DONE


# Which records are meant


def _group(args: Namespace, ctx: Context) -> Group:
    """Return the group that is named. Raises Conflict when it is not as --seen says."""
    from lokos_tui.queries.verification.find import named_cbo
    from lokos_tui.queries.verification.group import load_group

    block = block_of(args, ctx)
    group = ctx.read(load_group, block, ctx.read(named_cbo, block, args.cbo).id)
    token = getattr(args, "seen", "")
    if token and token != seen_token(group):
        name = group.cbo.subject.name
        raise Conflict(
            "seen.changed", _("{name} was changed since you looked.", name=name), _("Look again: lokos verify show.")
        )
    return group


def seen_token(group: Group) -> str:
    """Return a word that changes with any record of the group: what was seen is what is decided on."""
    from hashlib import sha256

    said = ",".join(f"{one.kind}{one.subject.id}:{one.subject.version}" for one in group.records)
    return sha256(said.encode()).hexdigest()[:12]


def _chosen(args: Namespace, ctx: Context, group: Group) -> list[Record]:
    """Return the members that --member names. Raises NotFound for one that is not of the group."""
    from lokos_tui.queries.verification.find import named_member

    found = []
    for text in args.member:
        named = ctx.read(named_member, block_of(args, ctx), text, group.cbo.subject.id)
        record = group.record(RecordKind.MEMBER, named.id)
        if record is None:
            raise NotFound(
                "member.unknown", _("{name} is no member of this group any more.", name=named.name), _("Look again.")
            )
        found.append(record)
    return found


def _require(records: list[Record], waiting: list[Record]) -> list[Record]:
    if not waiting:
        sentence = _("{name}: nothing of it waits for a decision.", name=records[-1].subject.name)
        raise Invalid([Problem("records", "records.none", sentence, _("Look again: lokos verify show."))])
    return waiting


def _remark(text: str) -> str:
    code = text.upper()
    if code not in BY_CODE:
        problem = Problem(
            "remark",
            "remark.code",
            _("{text} is no remark.", text=text),
            _("They are listed by: lokos verify remarks."),
        )
        raise Invalid([problem], code="usage.remark")
    return code


# What was done


def _tell_count(args: Namespace, key: str, count: int, sentence: str) -> int:
    if args.json:
        print_json({key: count})
    else:
        say(sentence)
    return exits.DONE


def _tell(args: Namespace, done: Decided, what: BulkAct) -> int:
    if args.json:
        codes = [{"kind": kind, "id": number, "code": code} for kind, number, code in done.codes]
        print_json({"act": done.act, "members": done.members, "groups": done.groups, "codes": codes})
        return exits.DONE
    facts = {
        "act": done.act,
        "members": ngettext("{n} member", "{n} members", done.members),
        "groups": ngettext("{n} group", "{n} groups", done.groups),
    }
    if what is BulkAct.APPROVE:
        say(_("Act {act}: {members} and {groups} approved.", **facts))
    else:
        say(_("Act {act}: {members} and {groups} rejected.", **facts))
    for kind, number, code in done.codes:
        given = {"number": number, "code": code}
        member = kind is RecordKind.MEMBER
        sentence = _("member {number} has the code {code}.", **given)
        say(joined("", ("  ", sentence if member else _("group {number} has the code {code}.", **given))))
    say(_("It is taken back by: lokos verify undo {act} --reason TEXT", act=done.act))
    return exits.DONE
