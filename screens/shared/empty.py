"""What an empty list says: the next key of who looks at it, or who does it. No key that her role may not use."""

from __future__ import annotations

from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.message import _
from screens.shared.sections import OFFICE, section_key


def _loads(actor: Actor) -> str:
    """Return the key of her first screen that loads workbooks, '' for who loads none."""
    mine = actor.area.block and actor.may(Permission.LINKS_IMPORT)
    return section_key(OFFICE, "home.load") if mine else ""


def no_users(actor: Actor, *, filtered: bool) -> str:
    """Return what the list of users says when it is empty."""
    makes = actor.may(Permission.USERS_CREATE)
    if filtered:
        return (
            _("No user matches. / changes the filter, n makes a user.")
            if makes
            else _("No user matches. / changes the filter.")
        )
    if key := _loads(actor):
        return _("No users yet. n makes one; Esc goes to the first screen, where {key} loads the mapping.", key=key)
    if makes:
        return _("No users here yet. n makes one.")
    return _("No users here yet; the Block Admin makes them. Esc goes back.")


def no_cbos(actor: Actor, *, filtered: bool) -> str:
    """Return what a list of SHGs, VOs or CLFs says when it is empty."""
    if filtered:
        return _("No CBO matches. / changes the filter, t shows another kind.")
    if key := _loads(actor):
        return _(
            "None yet. t shows another kind; Esc goes to the first screen, where {key} loads them.",
            key=key,
        )
    return _("None yet; the Block Admin loads them. t shows another kind.")


def no_batches(actor: Actor) -> str:
    """Return what the list of loads says when it is empty."""
    if key := _loads(actor):
        return _("Nothing was loaded yet. Esc goes to the first screen, where {key} loads a workbook.", key=key)
    return _("Nothing was loaded in this block yet; the Block Admin loads workbooks. Esc goes back.")


def no_uploads(actor: Actor, *, alone: bool) -> str:
    """Return what the list of uploads says when it is empty; ``alone``: what she loads nobody else could decide on."""
    if alone:
        return _("No profiles arrived yet; the Block Admin or the bookkeeper loads them. r reads again.")
    if actor.may(Permission.USERS_VIEW):
        return _("No profiles arrived yet. i loads the bundles that lie in the inbox.")
    return _("Nothing of yours arrived yet. i loads your bundles that lie in the inbox.")
