"""Which function carries out which command: the whole list in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lokos_tui.commands import accounts as user_commands
from lokos_tui.commands import duplicates as duplicate_commands
from lokos_tui.commands import links as link_commands
from lokos_tui.commands import loads as import_commands
from lokos_tui.commands import office as filter_commands
from lokos_tui.commands import outbox as outbox_commands
from lokos_tui.commands import profiles as profile_commands
from lokos_tui.commands import verification as verify_commands
from lokos_tui.services.accounts import user_state, users
from lokos_tui.services.duplicates import check, decide
from lokos_tui.services.links import change as links
from lokos_tui.services.loads import mapping as load_mapping
from lokos_tui.services.loads import masters as load_masters
from lokos_tui.services.loads import undo
from lokos_tui.services.office import filters
from lokos_tui.services.outbox import acknowledge, form
from lokos_tui.services.profiles import bundle_keys, upload
from lokos_tui.services.verification import approve, claims, cluster, marks, reject, take_back

if TYPE_CHECKING:
    from collections.abc import Callable

    from lokos_tui.commands.base import Command

_HANDLERS: dict[type[Command], Callable[..., Any]] = {
    user_commands.CreateUser: users.create_user,
    user_commands.EditUser: users.edit_user,
    user_commands.AddRole: users.add_role,
    user_commands.SetUserActive: user_state.set_active,
    user_commands.DeleteUser: user_state.delete_user,
    user_commands.ResetPassword: user_state.reset_password,
    user_commands.ChangeOwnPassword: user_state.change_own_password,
    link_commands.ChangeLinks: links.change_links,
    import_commands.ApplyMapping: load_mapping.apply_mapping,
    import_commands.ApplyPlaces: load_masters.apply_places,
    import_commands.ApplyCbos: load_masters.apply_cbos,
    import_commands.UndoBatch: undo.undo_batch,
    profile_commands.UploadProfiles: upload.upload_profiles,
    profile_commands.NewBundleKey: bundle_keys.new_bundle_key,
    duplicate_commands.RefreshDuplicates: check.refresh_duplicates,
    duplicate_commands.DecideNotDuplicate: decide.decide_not_duplicate,
    duplicate_commands.UndoDecision: decide.undo_decision,
    verify_commands.MarkIdentifiers: marks.mark_identifiers,
    verify_commands.TickClean: marks.tick_clean,
    verify_commands.Approve: approve.approve,
    verify_commands.Reject: reject.reject,
    verify_commands.TakeBack: take_back.take_back,
    verify_commands.ClaimCbo: claims.claim_cbo,
    verify_commands.ReleaseCbo: claims.release_cbo,
    verify_commands.SetCluster: cluster.set_cluster,
    outbox_commands.FormExport: form.form_export,
    outbox_commands.FinishExport: form.finish_export,
    outbox_commands.RepeatExport: form.repeat_export,
    outbox_commands.Acknowledge: acknowledge.acknowledge,
    outbox_commands.ShowExportKey: form.show_export_key,
    filter_commands.SaveFilter: filters.save_filter,
    filter_commands.DropFilter: filters.drop_filter,
}


def handler_of(command: Command) -> Callable[..., Any]:
    """Return the function for a command: it takes the unit of work and the command."""
    return _HANDLERS[type(command)]


def command_types() -> frozenset[type[Command]]:
    """Return every command that has a handler."""
    return frozenset(_HANDLERS)
