"""Profiles on the command line: the inbox, and the keys that bundles are signed with."""

from __future__ import annotations

from typing import Final

from lokos_tui.cli.grammar import Subcommand
from lokos_tui.domain.message import _

SUBCOMMANDS: Final = (
    Subcommand(
        20, "user bundle-key", "profiles.bundles:bundle_key", _("give an account a new bundle key"),
        ("user_id", "--reason", "--block"),
    ),
    Subcommand(
        180, "inbox", "profiles.bundles:inbox", _("load every bundle of profiles that lies in the inbox"), ("--block",)
    ),
)  # fmt: skip
OVER_SSH: Final = ()
