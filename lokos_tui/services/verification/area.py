"""Verification: the commands and what carries them out."""

from lokos_tui.commands.verification import (
    Approve,
    ClaimCbo,
    MarkIdentifiers,
    Reject,
    ReleaseCbo,
    SetCluster,
    TakeBack,
    TickClean,
)
from lokos_tui.services.registry import Handler, handles
from lokos_tui.services.verification import approve, claims, cluster, marks, reject, take_back

HANDLERS: tuple[Handler, ...] = (
    handles(MarkIdentifiers).by(marks.mark_identifiers),
    handles(TickClean).by(marks.tick_clean),
    handles(Approve).by(approve.approve),
    handles(Reject).by(reject.reject),
    handles(TakeBack).by(take_back.take_back),
    handles(ClaimCbo).by(claims.claim_cbo),
    handles(ReleaseCbo).by(claims.release_cbo),
    handles(SetCluster).by(cluster.set_cluster),
)
