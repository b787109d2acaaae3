"""The office: the commands and what carries them out."""

from lokos_tui.commands.office import AddBlock, DropFilter, SaveFilter
from lokos_tui.services.office import blocks, filters
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(AddBlock).by(blocks.new_block),
    handles(SaveFilter).by(filters.save_filter),
    handles(DropFilter).by(filters.drop_filter),
)
