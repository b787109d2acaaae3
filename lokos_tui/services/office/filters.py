"""Saved filters: a user's own, by list and name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from lokos_tui.commands.office import SECTIONS
from lokos_tui.db import tables
from lokos_tui.domain.errors import Invalid, NotFound, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from lokos_tui.commands.office import DropFilter, SaveFilter
    from lokos_tui.services.unit_of_work import UnitOfWork

LONGEST_NAME, LONGEST_WORDS, MOST = 30, 200, 20
_SAVED = tables.saved_filter


def save_filter(work: UnitOfWork, command: SaveFilter) -> None:
    """Keep a filter, or replace the words of the one of that name. Raises Invalid."""
    name, words = clean(command.name), clean(command.words)
    _check(command.section, name, words)
    mine = _mine(work, command)
    named = work.connection.execute(update(_SAVED).where(*mine, _SAVED.c.name == name).values(words=words))
    if not named.rowcount:
        held = work.connection.execute(select(func.count()).select_from(_SAVED).where(*mine)).scalar_one()
        if held >= MOST:
            raise _wrong(
                "name",
                "filter.many",
                _("You keep {most} filters here already.", most=MOST),
                _("Drop one first (F, then d)."),
            )
        number = work.next_id("saved_filter", command.block_code)
        owner = {"block_code": command.block_code, "id": number, "user_id": work.actor.user_id}
        work.connection.execute(_SAVED.insert(), {**owner, "section": command.section, "name": name, "words": words})
    work.record(command.action, command.block_code, "filter", name, {"section": command.section, "words": words})


def drop_filter(work: UnitOfWork, command: DropFilter) -> None:
    """Forget a filter. Raises NotFound when there is none of that name."""
    name = clean(command.name)
    gone = work.connection.execute(delete(_SAVED).where(*_mine(work, command), _SAVED.c.name == name))
    if not gone.rowcount:
        raise NotFound(
            "filter.unknown", _("You have no filter called {name}.", name=name), _("F shows those you have.")
        )
    work.record(command.action, command.block_code, "filter", name, {"section": command.section})


def _mine(work: UnitOfWork, command: SaveFilter | DropFilter) -> tuple[ColumnElement[bool], ...]:
    return (
        _SAVED.c.block_code == command.block_code,
        _SAVED.c.user_id == work.actor.user_id,
        _SAVED.c.section == command.section,
    )


def _check(section: str, name: str, words: str) -> None:
    if section not in SECTIONS:
        raise _wrong(
            "section",
            "filter.section",
            _("Filters of {section} are not kept.", section=section),
            _("Use one of: {sections}.", sections=", ".join(SECTIONS)),
        )
    if not 1 <= len(name) <= LONGEST_NAME:
        raise _wrong(
            "name",
            "filter.name",
            _("A filter's name has 1 to {most} letters.", most=LONGEST_NAME),
            _("Type a shorter one."),
        )
    if not 1 <= len(words) <= LONGEST_WORDS:
        raise _wrong(
            "words",
            "filter.words",
            _("A filter to keep has 1 to {most} letters.", most=LONGEST_WORDS),
            _("Filter with / first."),
        )


def _wrong(field: str, code: str, sentence: str, hint: str) -> Invalid:
    return Invalid([Problem(field, code, sentence, hint)])
