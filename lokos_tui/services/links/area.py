"""Links: the commands and what carries them out."""

from lokos_tui.commands.links import ChangeLinks
from lokos_tui.services.links import change
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (handles(ChangeLinks).by(change.change_links),)
