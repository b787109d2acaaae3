"""Whether a group can be approved, in one line: the same judgement and words on the review and in ``verify show``.

Where a key helps on the screens, the command line names its option (``by_face``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lokos_tui.domain.message import Message, _, by_face, joined, ngettext, pgettext
from lokos_tui.domain.profiles.checks import LEAST_ACTIVE
from lokos_tui.domain.verification.gates import Reason
from lokos_tui.domain.verification.group import Group
from lokos_tui.domain.verification.ready import Ready, counts_after


def gate(group: Group, ready: Ready, odd: Sequence[str] = ()) -> Message:
    """Return what stands in the way of approval, each kind once with its key, or that nothing does; and what is odd."""
    if ready.group or (ready.anything and not ready.reasons):
        what = what_is_ready(group, ready)
        said = by_face(
            screen=_("Ready: A approves {what}.", what=what),
            command=_("Ready: lokos verify approve takes {what}.", what=what),
        )
    elif not ready.reasons:
        said = _("Nothing is to be decided here.")
    else:
        against = joined("; ", _against(group, ready))
        said = by_face(
            screen=_("Not yet (w says why): {against}.", against=against),
            command=_("Not yet: {against}.", against=against),
        )
    return joined("   ! ", (said, *odd))


def _against(group: Group, ready: Ready) -> list[Message]:
    """Return the reasons in few words, each kind once: how many of it, and the key that helps."""
    codes = {Reason(reason.code) for reason in ready.reasons}
    return [say(group, ready) for reason, say in REASON_WORDS.items() if reason in codes]


def _fixed(words: Message) -> Callable[[Group, Ready], Message]:
    return lambda _group, _ready: words


def _count(ready: Ready, reason: Reason) -> int:
    return sum(found.code == reason for found in ready.reasons)


def _stale(_group: Group, ready: Ready) -> Message:
    stale = _count(ready, Reason.STALE)
    return by_face(
        screen=ngettext("{n} not checked for duplicates (D)", "{n} not checked for duplicates (D)", stale),
        command=ngettext("{n} not checked for duplicates", "{n} not checked for duplicates", stale),
    )


def _confirmed(_group: Group, ready: Ready) -> Message:
    confirmed = _count(ready, Reason.CONFIRMED)
    return by_face(
        screen=ngettext("{n} confirmed duplicate (=, R)", "{n} confirmed duplicates (=, R)", confirmed),
        command=ngettext("{n} confirmed duplicate", "{n} confirmed duplicates", confirmed),
    )


def _potential(_group: Group, ready: Ready) -> Message:
    potential = _count(ready, Reason.POTENTIAL)
    return by_face(
        screen=ngettext("{n} possible duplicate to decide (=)", "{n} possible duplicates to decide (=)", potential),
        command=ngettext("{n} possible duplicate to decide", "{n} possible duplicates to decide", potential),
    )


def _crossed(_group: Group, ready: Ready) -> Message:
    crossed = _count(ready, Reason.CROSSED)
    return by_face(
        screen=ngettext("{n} crossed: reject (R)", "{n} crossed: reject (R)", crossed),
        command=ngettext("{n} crossed: reject", "{n} crossed: reject", crossed),
    )


def _after(group: Group, ready: Ready) -> tuple[int, int]:
    return counts_after(group.members, {member.subject.id for member in ready.members})


def _members(group: Group, ready: Ready) -> Message:
    """Return the door's own sentence without the group's name, which stands above it on the screen."""
    _active_then, undecided = _after(group, ready)
    return ngettext("{n} member undecided", "{n} members undecided", undecided)


def _active(group: Group, ready: Ready) -> Message:
    """Return the door's own sentence without the group's name."""
    active, _undecided_then = _after(group, ready)
    return _("{active} of {least} active members", active=active, least=LEAST_ACTIVE)


def _undecided(group: Group, _ready: Ready) -> Message:
    undecided = sum(len(record.subject.undecided) for record in group.records if record.subject.pending)
    clean = sum(len(record.subject.clean) for record in group.records)
    if clean:
        return by_face(
            screen=ngettext(
                "{n} identifier undecided (Y ticks {clean})",
                "{n} identifiers undecided (Y ticks {clean})",
                undecided,
                clean=clean,
            ),
            command=ngettext(
                "{n} identifier undecided (--tick-clean ticks {clean})",
                "{n} identifiers undecided (--tick-clean ticks {clean})",
                undecided,
                clean=clean,
            ),
        )
    return by_face(
        screen=ngettext("{n} identifier undecided (y, n)", "{n} identifiers undecided (y, n)", undecided),
        command=ngettext("{n} identifier undecided", "{n} identifiers undecided", undecided),
    )


REASON_WORDS: dict[Reason, Callable[[Group, Ready], Message]] = {
    Reason.MAKER: _fixed(_("you made or loaded this yourself")),
    Reason.MAKER_PERSON: _fixed(_("you made or loaded this with another account")),
    Reason.NO_VERSION: _fixed(_("no upload stands behind it")),
    Reason.STALE: _stale,
    Reason.CONFIRMED: _confirmed,
    Reason.POTENTIAL: _potential,
    Reason.UNDECIDED: _undecided,
    Reason.CROSSED: _crossed,
    Reason.MEMBERS: _members,
    Reason.ACTIVE: _active,
}
"""Every reason in the few words of the "Not yet" line, in the order they stand there."""


def what_is_ready(group: Group, ready: Ready) -> Message:
    """Return in words what would be approved."""
    count, name = len(ready.members), group.cbo.subject.name
    if count and ready.group:
        return ngettext("{n} member and {name}", "{n} members and {name}", count, name=name)
    if count:
        return ngettext("{n} member", "{n} members", count)
    return joined("", (name,)) if ready.group else pgettext("approved", "nothing")
