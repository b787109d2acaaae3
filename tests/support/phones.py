"""A bookkeeper's phone beside a sample office: signed bundles of its block, put into its inbox."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import select

from lokos_tui.db import tables
from lokos_tui.db.engine import open_store
from lokos_tui.services.accounts.keys import Keys, bundle_key, load_keys
from tests.support.bundles import packed, shg

As = Callable[..., tuple[int, Any]]
"""Runs a command as a role; returns status and what was printed as JSON."""


class Phone:
    """A bookkeeper's phone: makes bundles of the sample office's block, signed with her key."""

    def __init__(self, made: dict[str, Any]) -> None:
        self.home = Path(made["home"])
        (self.home / "inbox" / "profiles.jsonl").unlink()  # the sample office's own bundle
        account = next(a for a in made["accounts"] if a["role"] == "SHG_BK")
        self.user_id, self.block = account["user_id"], account["block_code"]
        self.keys: Keys = load_keys(self.home)
        store = open_store(made["database_url"])
        gp, village = tables.gram_panchayat, tables.village
        query = select(gp.c.name, village.c.name).join(
            village, (village.c.block_code == gp.c.block_code) & (village.c.gp_id == gp.c.id)
        )
        with store.reading() as connection:
            names = connection.execute(query.where(gp.c.block_code == self.block).order_by(village.c.id)).first()
        store.close()
        assert names is not None
        self.place = {"gp": names[0], "village": names[1]}

    def send(self, lines: list[Any], name: str, **header: Any) -> Path:
        """Put a bundle into the inbox and return its path."""
        key = bundle_key(self.keys, self.user_id, header.pop("key", 1)) if header.pop("signed", True) else None
        data = packed(lines, upload_id=name, key=key, made_by=self.user_id, block=self.block, **header)
        path = self.home / "inbox" / f"{name}.jsonl"
        path.write_bytes(data)
        return path

    def shg(self, uid: str, **more: Any) -> dict[str, Any]:
        """Return an SHG of the block's first village."""
        return shg(uid, profile=self.place | more.pop("profile", {}), **more)
