"""Offices of older revisions, made again from what is kept of them, in a folder like any office's."""

from __future__ import annotations

from pathlib import Path

from lokos_tui.db.engine import open_store
from tests.db.keep import restore
from tests.db.story import SECRET


def make_home(home: Path, name: str, url: str = "") -> Path:
    """Make an office's folder, its owner's alone, with its key and a kept database; ``url``: an empty one elsewhere."""
    home.mkdir(mode=0o700)
    key = home / "office.key"
    key.write_text(f"{SECRET.hex()}\n")
    key.chmod(0o600)
    path = home / "office.db"
    if not url:
        path.touch(mode=0o600)
    store = open_store(url or f"sqlite:///{path}")
    with store.write.connect() as connection:
        restore(connection, name)
    store.close()
    return home
