"""Links: the commands and what carries them out."""

from lokos_tui.commands.links import ChangeLinks, TakeBackLinks
from lokos_tui.services.links import change, take_back
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(ChangeLinks).by(change.change_links),
    handles(TakeBackLinks).by(take_back.take_back_links),
)
