"""The office: the commands and what carries them out."""

from lokos_tui.commands.office import DropFilter, SaveFilter
from lokos_tui.services.office import filters
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(SaveFilter).by(filters.save_filter),
    handles(DropFilter).by(filters.drop_filter),
)
