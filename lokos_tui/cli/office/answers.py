"""What was answered to ``lokos init``: kept in a private file of the office's folder until the office is made."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from lokos_tui.cli.output import tell
from lokos_tui.domain.message import _
from lokos_tui.private_files import read_private, write_private

FILE_NAME = ".init-answers.json"
_LARGEST = 10_000
FIELDS = (
    "office", "state", "district_code", "district", "block_code", "block",
    "admin", "name", "mobile", "deputy", "deputy_name", "deputy_mobile",
)  # fmt: skip
"""What is asked, in its order: the names of the options too."""


class Answers(dict[str, str]):
    """The answers given so far, and those of an earlier start to offer again; every one is kept as it comes."""

    def __init__(self, home: Path, *, asking: bool = True) -> None:
        super().__init__()
        self._path = home / FILE_NAME
        self._kept = True
        self.earlier: dict[str, str] = self._read() if asking else {}

    def take(self, **given: str) -> None:
        """Take answers that are right, and keep them; where they cannot be kept, that is said once."""
        self.update(given)
        if not self._kept:
            return
        try:
            write_private(self._path, json.dumps({**self.earlier, **self}, ensure_ascii=False).encode())
        except OSError as error:
            self._kept = False
            tell(_("Your answers cannot be kept for another time: {reason}.", reason=error.strerror or ""))

    def drop(self) -> None:
        """Forget what was kept: the office is made."""
        with suppress(FileNotFoundError):
            self._path.unlink()

    def ask_again(self) -> None:
        """Offer every answer given so far again."""
        self.earlier.update(self)
        self.clear()

    @property
    def are_kept(self) -> bool:
        """True when there is an answer to offer again at another start."""
        return self._kept and bool({**self.earlier, **self})

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads(read_private(self._path, _LARGEST))
        except FileNotFoundError:
            return {}
        except (OSError, ValueError):
            tell(_("The answers that were kept cannot be read; every question is asked anew."))
            return {}
        known = found if isinstance(found, dict) else {}
        return {key: value for key, value in known.items() if key in FIELDS and isinstance(value, str)}
