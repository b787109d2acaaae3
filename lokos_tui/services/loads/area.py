"""Loads: the commands and what carries them out."""

from lokos_tui.commands.loads import ApplyCbos, ApplyMapping, ApplyPlaces, UndoBatch
from lokos_tui.services.loads import mapping, masters, undo
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(ApplyMapping).by(mapping.apply_mapping),
    handles(ApplyPlaces).by(masters.apply_places),
    handles(ApplyCbos).by(masters.apply_cbos),
    handles(UndoBatch).by(undo.undo_batch),
)
