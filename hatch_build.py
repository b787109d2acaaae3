"""Compiles the catalogues of languages when the program is built or installed: only their ``.po`` are kept in git."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    """Writes each language's ``.mo`` beside its ``.po``."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's
        """Compile before files are collected. Raises RuntimeError when a shipped message is wrong."""
        sys.path.insert(0, self.root)
        from lokos_tui.language.compile import compile_all  # noqa: PLC0415 - from the tree that is being built

        if problems := compile_all(Path(self.root) / "lokos_tui" / "locale"):
            raise RuntimeError("\n".join(str(problem) for problem in problems))
        build_data["artifacts"].append("lokos_tui/locale/*/LC_MESSAGES/*.mo")
