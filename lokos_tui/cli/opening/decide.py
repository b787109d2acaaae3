"""``lokos opening accept``, ``refuse`` and ``undo``."""

from __future__ import annotations

from argparse import Namespace

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of, reason_of
from lokos_tui.cli.output import print_json, say
from lokos_tui.domain.message import _, ngettext


def accept(args: Namespace) -> int:
    """Make everything of a waiting load official, and check it for duplicates."""
    reason = reason_of(args, _("Why is it accepted? "), _("Say why it is accepted, in a few words."))
    with acting(args) as ctx:
        from lokos_tui.files.opening import openings

        done, checked = openings.accept(ctx, block_of(args, ctx), args.opening_id, reason)
    if args.json:
        print_json({"opening": args.opening_id, "act": done.act, "members": done.members, "groups": done.groups,
                    "found": checked.found})  # fmt: skip
        return exits.DONE
    facts = {
        "members": ngettext("{n} member", "{n} members", done.members),
        "groups": ngettext("{n} group", "{n} groups", done.groups),
        "findings": ngettext("{n} finding", "{n} findings", checked.found),
    }
    say(_("Act {act}: {members} and {groups} are official now; {findings} to look at.", act=done.act, **facts))
    say(_("It is taken back by: lokos opening undo {number} --reason TEXT", number=args.opening_id))
    return exits.DONE


def refuse(args: Namespace) -> int:
    """Refuse a waiting load as a whole."""
    reason = reason_of(args, _("Why is it refused? "), _("Say why it is refused, in a few words."))
    with acting(args) as ctx:
        from lokos_tui.commands.opening import RefuseOpening

        block = block_of(args, ctx)
        count = ctx.send(RefuseOpening(block_code=block, opening_id=args.opening_id, reason=reason))
    if args.json:
        print_json({"opening": args.opening_id, "refused": count})
    else:
        say(ngettext("Refused: {n} record; nothing of it is kept.", "Refused: {n} records; nothing of them is kept.",
                     count))  # fmt: skip
    return exits.DONE


def undo(args: Namespace) -> int:
    """Take a load back: one that waits, or one that was accepted and on which nothing stands."""
    reason = reason_of(args)
    with acting(args) as ctx:
        from lokos_tui.files.opening import openings

        count = openings.undo(ctx, block_of(args, ctx), args.opening_id, reason)
    if args.json:
        print_json({"opening": args.opening_id, "taken_back": count})
    else:
        say(ngettext("Taken back: {n} record.", "Taken back: {n} records.", count))
    return exits.DONE
