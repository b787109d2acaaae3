"""Opening loads: the commands and what carries them out."""

from lokos_tui.commands.opening import AcceptOpening, LoadOpening, RefuseOpening, TakeBackOpening, WithdrawOpening
from lokos_tui.services.opening import accept, end, load, take_back
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(LoadOpening).by(load.load_opening),
    handles(AcceptOpening).by(accept.accept_opening),
    handles(RefuseOpening).by(end.refuse_opening),
    handles(WithdrawOpening).by(end.withdraw_opening),
    handles(TakeBackOpening).by(take_back.take_back_opening),
)
