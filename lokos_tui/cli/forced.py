"""The entry that servers name in ``ForceCommand`` and ``authorized_keys``: its path never changes."""

from __future__ import annotations

import sys

from lokos_tui.cli.ssh.forced import main

if __name__ == "__main__":
    sys.exit(main())
