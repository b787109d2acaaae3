"""The revision is known without Alembic, which only an upgrade loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory

from lokos_tui.db import schema

_OPEN = """
import sys
from lokos_tui.services.office.make import open_existing
open_existing("sqlite:///" + sys.argv[1]).close()
print([name for name in ("alembic", "mako", "openpyxl", "psycopg") if name in sys.modules])
"""


def test_the_numbers_of_the_files_are_the_revisions() -> None:
    """What the file names say is what Alembic finds: the same revisions, the same newest one."""
    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    assert schema.newest() == scripts.get_current_head()
    assert schema.revisions() == sorted(script.revision for script in scripts.walk_revisions())


def test_opening_an_office_loads_no_tools(sqlite_template: Path) -> None:
    """A database of the program's own revision is opened without Alembic or workbook libraries."""
    command = [sys.executable, "-c", _OPEN, str(sqlite_template)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "[]", done.stderr
