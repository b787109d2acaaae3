"""The outbox: the commands and what carries them out."""

from lokos_tui.commands.outbox import Acknowledge, FinishExport, FormExport, RepeatExport, ShowExportKey
from lokos_tui.services.outbox import acknowledge, form
from lokos_tui.services.registry import Handler, handles

HANDLERS: tuple[Handler, ...] = (
    handles(FormExport).by(form.form_export),
    handles(FinishExport).by(form.finish_export),
    handles(RepeatExport).by(form.repeat_export),
    handles(ShowExportKey).by(form.show_export_key),
    handles(Acknowledge).by(acknowledge.acknowledge),
)
