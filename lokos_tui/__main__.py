"""``lokos`` and ``python -m lokos_tui``: ``--version`` is answered before anything is imported."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return the exit status."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from lokos_tui import __version__

        print(f"lokos {__version__}")
        return 0
    from lokos_tui.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
