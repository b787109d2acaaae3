"""Profiles on the command line: the inbox, and the keys that bundles are signed with."""

from __future__ import annotations

from typing import Final

from lokos_tui.cli.grammar import Subcommand

SUBCOMMANDS: Final = (
    Subcommand(
        20, "user bundle-key", "profiles.bundles:bundle_key", "give an account a new bundle key",
        ("user_id", "--reason", "--block"),
    ),
    Subcommand(
        180, "inbox", "profiles.bundles:inbox", "load every bundle of profiles that lies in the inbox", ("--block",)
    ),
)  # fmt: skip
OVER_SSH: Final = ()
