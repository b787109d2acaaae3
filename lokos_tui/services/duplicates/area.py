"""Duplicates: the commands and what carries them out."""

from lokos_tui.commands.duplicates import DecideNotDuplicate, RefreshDuplicates, UndoDecision
from lokos_tui.services.duplicates import check, decide
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(RefreshDuplicates).by(check.refresh_duplicates),
    handles(DecideNotDuplicate).by(decide.decide_not_duplicate),
    handles(UndoDecision).by(decide.undo_decision),
)
