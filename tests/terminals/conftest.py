"""One office for all terminals: nothing is written to it but sign-ins."""

from __future__ import annotations

from tests.tui.conftest import office_template as office_template  # noqa: PLC0414 - a fixture of this folder too
