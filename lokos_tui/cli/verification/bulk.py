"""``lokos verify approve --all-ready`` and ``reject --all-waiting``: what will happen to each, then what happened."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.cbos.places import gp_id, village_id
from lokos_tui.cli.output import print_json, print_table, say
from lokos_tui.domain.duplicates.results import TYPED
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _, ngettext, pgettext
from lokos_tui.domain.verification.bulk import (
    OUTCOME_WORDS,
    BulkAct,
    Fate,
    Outcome,
    carried_out,
    decided_words,
    worst_first,
)

if TYPE_CHECKING:
    from lokos_tui.context import Context
    from lokos_tui.queries.verification.queue import QueueFilters

_KINDS = {"shg": "SHG", "vo": "VO", "clf": "CLF", "federation": ""}
_AGES = {"": "", "new": "under3", "days": "3to10", "old": "over10"}
_FILTERS = ("gp", "village", "code", "search", "status", "duplicate", "age")
_PLANNED = {BulkAct.APPROVE: _("will be approved"), BulkAct.REJECT: _("will be rejected")}
_DONE = {BulkAct.APPROVE: pgettext("state", "approved"), BulkAct.REJECT: pgettext("state", "rejected")}


def filters_of(args: Namespace, ctx: Context, block: str) -> QueueFilters:
    """Return what the options of a work list ask for. Raises NotFound for a place that is not in the block."""
    from lokos_tui.queries.verification.queue import QueueFilters

    gp = gp_id(ctx, block, args.gp)
    return QueueFilters(
        kind=_KINDS[args.kind],
        gp_id=gp,
        village_id=village_id(ctx, block, gp, args.village),
        code=args.code,
        search=args.search,
        status=args.status.upper(),
        duplicate=TYPED[args.duplicate] if args.duplicate else "",
        age=_AGES[args.age],
    )


def one_or_all(args: Namespace, every: str, of_one: Sequence[str]) -> None:
    """Raise Invalid unless one CBO is named, or all of a list are asked for, with the options that fit.

    ``every`` is the option that asks for all, ``of_one`` names the options that only fit one CBO.
    """
    if bool(args.cbo) is args.every:
        raise _usage(_("Name one SHG, VO or CLF, or write {every}; not both.", every=every))
    if args.every:
        wrong = [name for name in of_one if getattr(args, name)]
    else:
        wrong = [name for name in (*_FILTERS, "dry_run") if getattr(args, name)]
        wrong += ["kind"] if args.kind != "shg" else []
    if wrong:
        option = f"--{wrong[0].replace('_', '-')}"
        if args.every:
            raise _usage(_("{option} is for one SHG, VO or CLF.", option=option))
        raise _usage(_("{option} is for {every}.", option=option, every=every))


def _usage(sentence: str) -> Invalid:
    return Invalid([Problem("cbo", "verify.bulk", sentence, _("See: lokos verify --help."))], code="usage.bulk")


def approve_all(args: Namespace) -> int:
    """Approve every group of the list that is ready, each by itself; exit status 1 when some stay."""

    def plan(ctx: Context, block: str, ids: Sequence[int]) -> tuple[Fate, ...]:
        from lokos_tui.queries.verification.bulk import approvals

        return ctx.read(approvals, block, ids, ctx.policy, tick_clean=args.tick_clean)

    return _all(args, BulkAct.APPROVE, plan)


def reject_all(args: Namespace, code: str) -> int:
    """Send every group of the list back with one remark, each by itself; exit status 1 when some stay."""

    def plan(ctx: Context, block: str, ids: Sequence[int]) -> tuple[Fate, ...]:
        from lokos_tui.queries.verification.bulk import rejections

        return ctx.read(rejections, block, ids, [(code, args.words)])

    return _all(args, BulkAct.REJECT, plan, [(code, args.words)])


def _all(
    args: Namespace,
    act: BulkAct,
    plan: Callable[[Context, str, Sequence[int]], tuple[Fate, ...]],
    remarks: Sequence[tuple[str, str]] = (),
) -> int:
    with acting(args) as ctx:
        from lokos_tui.queries.verification.bulk import decision
        from lokos_tui.queries.verification.queue import queue_ids

        block = block_of(args, ctx)
        filters = filters_of(args, ctx, block)
        planned = worst_first(plan(ctx, block, ctx.read(queue_ids, block, filters, ctx.clock())))
        if not args.json:
            _print(planned, act)
        if args.dry_run:
            return _end(args, act, planned, ())
        ticks = act is BulkAct.APPROVE and args.tick_clean
        found = {one.number: one for one in planned}
        done = carried_out(planned, lambda one: ctx.send(decision(block, one, act, remarks, tick_clean=ticks)).act)
        found |= {one.number: one for one in done}
    outcome = worst_first(found.values())
    if not args.json and outcome:
        say()
        _print(outcome, act)
    return _end(args, act, planned, outcome)


def _end(args: Namespace, act: BulkAct, planned: tuple[Fate, ...], outcome: tuple[Fate, ...]) -> int:
    """Say what is left to say and return the exit status."""
    last = planned if args.dry_run else outcome
    stay = sum(one.outcome is Outcome.STAYS for one in last)
    if args.json:
        from lokos_tui.queries.verification.fields import FATE

        plan, done = ([{one.key: one.value(fate) for one in FATE} for fate in fates] for fates in (planned, outcome))
        print_json({"act": act.value, "dry_run": args.dry_run, "plan": plan, "outcome": done})
    elif not last:
        say(_("Nothing that waits fits these filters."))
    else:
        goes = _would(act, len(last) - stay) if args.dry_run else decided_words(act, len(last) - stay, done=True)
        say(ngettext("{goes}, {n} stays.", "{goes}, {n} stay.", stay, goes=goes))
    return exits.SOME_REFUSED if stay else exits.DONE


def _would(act: BulkAct, count: int) -> str:
    if act is BulkAct.APPROVE:
        return ngettext("{n} would be approved", "{n} would be approved", count)
    return ngettext("{n} would be rejected", "{n} would be rejected", count)


def _print(fates: tuple[Fate, ...], act: BulkAct) -> None:
    """Print a line per group: what will happen or happened, which it is, what goes along or why it stays."""
    from lokos_tui.queries.verification.fields import FATE_PRINTED

    words = {**OUTCOME_WORDS, Outcome.PLANNED: _PLANNED[act], Outcome.DONE: _DONE[act]}
    rest = FATE_PRINTED[1:]
    rows = ((words[fate.outcome], *(one.cell(fate) for one in rest)) for fate in fates)
    if fates:
        print_table([one.printed_heading for one in FATE_PRINTED], rows)
