"""Copying a code, a user id or a first password to the operator's own clipboard, and saying what was copied."""

from __future__ import annotations

from typing import Final

from textual.message_pump import MessagePump

from lokos_tui.display import copy
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.session import Navigator

_CODES: Final = ("user_id", "code", "member_code")
"""What of a row is copied: the first of these that it has."""


def code_of(row: object) -> str:
    """Return the user id or code of a row, '' where it has none."""
    found = (getattr(row, name, "") for name in _CODES)
    return next((code for code in found if isinstance(code, str) and code.strip(" -")), "")


def copy_out(node: MessagePump, text: str, *, secret: bool = False) -> tuple[str, Kind]:
    """Copy a text and return what to say of it; a number that may be an Aadhaar number is never copied.

    A ``secret`` is not named in what is said.
    """
    wanted = clean(text)
    if not wanted:
        return _("There is no code or user id here to copy."), "warn"
    if aadhaar_in(wanted):
        return _("Not copied: it looks like an Aadhaar number."), "refused"
    if isinstance(node.app, Navigator) and node.app.look.copy == "off":
        return _("Copying is switched off. F4 switches it on."), "warn"
    if not copy(node.app, wanted):
        return _("This terminal cannot copy."), "warn"
    if secret:
        return _("The first password is copied, if your terminal allows it."), "ok"
    return _("{text} is copied, if your terminal allows it.", text=wanted), "ok"
