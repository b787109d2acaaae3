"""Decisions in words, the same on the screens, in the command line and for the phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lokos_tui.domain.message import joined
from lokos_tui.domain.profiles.fields import label_of
from lokos_tui.domain.profiles.remarks import words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lokos_tui.domain.profiles.model import Kind


def remark_said(kind: Kind, remark: Mapping[str, str]) -> str:
    """Return one kept remark with the field it is about: 'Mobile: wrong number'."""
    words = words_of(remark["code"], remark.get("text", ""))
    name = remark.get("field", "")
    return joined(": ", (label_of(kind, name) if name else "", words))


def remarks_said(kind: Kind, remarks: Iterable[Mapping[str, str]]) -> str:
    """Return all remarks of a record in one line."""
    return joined("; ", (remark_said(kind, one) for one in remarks))
