"""Unsaved forms on disk: written while they are typed, offered to their owner alone at the next sign-in.

A draft is one small JSON file in the office's ``drafts`` folder (0700), mode
0600, put in place whole or not at all. What is read back is taken for a
stranger's word: wrong in any way, the file is thrown away; right, its texts
are cleaned. Secrets are never handed to this module.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeGuard

from lokos_tui.domain.text import clean
from lokos_tui.private_files import read_private, write_private, writer_lives

MAX_BYTES: Final = 262_144
"""A larger file is no draft of this program."""
MAX_DAYS: Final = 30
"""Older drafts are thrown away."""
MAX_KEPT: Final = 20
"""Drafts kept for one account; the oldest go first."""
_DAY: Final = 86_400_000
_ENDING: Final = ".draft"
_NAME: Final = re.compile(r"[A-Z0-9_]{1,40}-[0-9a-f]{12}-[0-9a-f]{16}\.draft")
_ROUTE: Final = re.compile(r"[a-z_]{1,40}")

Param = str | int | None


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose drafts: one LokOS account of this office."""

    user_id: str
    account: int
    block_code: str

    @property
    def prefix(self) -> str:
        """The beginning of the names of this account's files: readable, safe and its own."""
        plain = re.sub(r"[^A-Z0-9_]", "_", self.user_id.upper())[:40] or "_"
        own = sha256(f"{self.block_code}\0{self.account}\0{self.user_id}".encode()).hexdigest()[:12]
        return f"{plain}-{own}-"


@dataclass(frozen=True, slots=True)
class Draft:
    """A form as it was typed.

    ``route`` and ``params`` open its screen; ``values`` is what was typed and
    ``loaded`` what stood in the fields before; ``version`` is the record's at
    that time (0: there is none yet); ``saved_at`` in milliseconds since 1970
    UTC; ``kept`` tells that the operator left it for later by herself.
    """

    route: str
    doing: str
    values: Mapping[str, str]
    loaded: Mapping[str, str] = field(default_factory=dict)
    params: Mapping[str, Param] = field(default_factory=dict)
    version: int = 0
    saved_at: int = 0
    kept: bool = False
    name: str = ""
    """The file's name; given by ``Drafts.new_name``."""


class Drafts:
    """The drafts of one signed-in account in an office's folder."""

    def __init__(self, folder: Path, owner: Owner) -> None:
        self.folder = folder
        self.owner = owner

    def new_name(self) -> str:
        """Return a name for a form that has just been opened; two terminals never write the same file."""
        return f"{self.owner.prefix}{secrets.token_hex(8)}{_ENDING}"

    def save(self, draft: Draft) -> None:
        """Put a draft in place of the one of that name, on disk when this returns. Raises OSError."""
        text = json.dumps({"format": 1, **asdict(self.owner), **asdict(draft)}, ensure_ascii=False)
        write_private(self._path(draft.name), text.encode("utf-8", "replace"))

    def drop(self, name: str) -> None:
        """Throw a draft away; nothing where it is gone already."""
        with suppress(OSError):
            self._path(name).unlink()

    def all(self, now: int) -> tuple[Draft, ...]:
        """Return this account's drafts, the newest first; what is old or spoilt is thrown away. Never raises."""
        found = [draft for name in self._names() if (draft := self._read(name, now)) is not None]
        found.sort(key=lambda draft: draft.saved_at, reverse=True)
        for draft in found[MAX_KEPT:]:
            self.drop(draft.name)
        return tuple(found[:MAX_KEPT])

    def _path(self, name: str) -> Path:
        if not (_NAME.fullmatch(name) and name.startswith(self.owner.prefix)):
            raise OSError(f"{name!r} is no name of a draft of {self.owner.user_id}")
        return self.folder / name

    def _names(self) -> list[str]:
        """Return the names of this account's files; what a process that died left half written is thrown away."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return []
        for name in names:
            if name.startswith("." + self.owner.prefix) and not writer_lives(name):
                with suppress(OSError):
                    (self.folder / name).unlink()
        return [name for name in names if name.startswith(self.owner.prefix)]

    def _read(self, name: str, now: int) -> Draft | None:
        path = self.folder / name
        try:
            draft = parse(read_private(path, MAX_BYTES), self.owner, name) if _NAME.fullmatch(name) else None
        except (OSError, ValueError, RecursionError):
            draft = None
        if draft is None or not now - MAX_DAYS * _DAY <= draft.saved_at <= now + _DAY:
            with suppress(OSError):
                path.unlink()
            return None
        return draft


def parse(data: bytes, owner: Owner, name: str) -> Draft | None:
    """Return the draft in a file's bytes, its texts cleaned; None unless it is this owner's. May raise ValueError."""
    raw: Any = json.loads(data.decode("utf-8"))
    if not isinstance(raw, dict) or any(raw.get(key) != value for key, value in asdict(owner).items()):
        return None
    texts, params = (raw.get("values"), raw.get("loaded")), raw.get("params")
    if raw.get("format") != 1 or not all(map(_is_texts, texts)) or not _is_params(params):
        return None
    route, version, saved_at = raw.get("route"), raw.get("version"), raw.get("saved_at")
    if not (isinstance(route, str) and _ROUTE.fullmatch(route) and _is_whole(version) and _is_whole(saved_at)):
        return None
    return Draft(
        route,
        clean(str(raw.get("doing", "")))[:100],
        _cleaned(raw["values"]),
        _cleaned(raw["loaded"]),
        {key: clean(value) if isinstance(value, str) else value for key, value in raw["params"].items()},
        version,
        saved_at,
        kept=raw.get("kept") is True,
        name=name,
    )


def _cleaned(texts: dict[str, str]) -> dict[str, str]:
    return {key: clean(value) for key, value in texts.items()}


def _is_texts(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, str) for item in value.values())


def _is_params(value: object) -> bool:
    return isinstance(value, dict) and all(
        key.isidentifier() and (item is None or isinstance(item, str) or _is_whole(item)) for key, item in value.items()
    )


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 62
