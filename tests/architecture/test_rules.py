"""The project's own rules, held by looking at its files."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.services.handlers import HANDLERS

ROOT = Path(__file__).parents[2]
_HOSTS = re.compile(r"py" + r"pi\.org|python" + r"hosted\.org|registry\.npm" + r"js", re.IGNORECASE)


def tracked(*patterns: str) -> list[Path]:
    """Return the project's files of these patterns, generated and hidden ones left out."""
    found = [path for pattern in patterns for path in ROOT.rglob(pattern)]
    hidden = {".venv", ".venv-peers", ".git", "node_modules", "dist", "build", "site"}
    return [path for path in found if not hidden & set(path.relative_to(ROOT).parts)]


def subclasses(kind: type[Command[object]]) -> set[type[Command[object]]]:
    """Return all commands there are."""
    return {kind_ for sub in kind.__subclasses__() for kind_ in ({sub} | subclasses(sub))}


def test_every_command_has_a_handler_a_permission_and_a_tag() -> None:
    """No command can be sent that the door does not know, and none without a permission or an audit tag."""
    assert subclasses(Command) == HANDLERS.commands
    for kind in HANDLERS.commands:
        assert isinstance(kind.permission, Permission)
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", kind.action)


def test_no_registry_host_stands_anywhere() -> None:
    """Lock files, settings and texts name no host of a package registry."""
    for path in tracked("*.lock", "*.toml", "*.md", "*.py", "*.sh", "Makefile"):
        assert not _HOSTS.search(path.read_text(encoding="utf-8")), path


def test_rules_are_cited_by_a_page_of_the_project() -> None:
    """Rules come from no book outside the repository: what is cited is a page of docs/ that has that heading."""
    for path in tracked("*.py", "*.md", "*.toml", "*.yml", "*.sh", "Makefile"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"hand" + r"book", text, re.IGNORECASE), path
        for page, anchor in re.findall(r"\b(docs/[a-z/-]+\.md)(?:#([a-z-]+))?", text):
            assert anchor in {"", *headings(ROOT / page)}, f"{path}: {page}#{anchor}"


def headings(page: Path) -> set[str]:
    """Return the anchors of a page's headings. Raises FileNotFoundError when there is no such page."""
    titles = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^a-z0-9 -]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_every_dependency_is_locked_with_its_hash() -> None:
    """Each line of the lock files names one version and is followed by hashes."""
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-peers.lock"):
        blocks = re.split(r"\n(?=[a-z])", (ROOT / name).read_text(encoding="utf-8").strip())
        for block in blocks:
            assert re.match(r"[a-z0-9._-]+==\S+ ", block), block
            assert "--hash=sha256:" in block, block


@pytest.mark.parametrize("path", tracked("tests/**/test_*.py"), ids=lambda path: path.name)
def test_every_test_says_what_it_pins(path: Path) -> None:
    """Each test function has a docstring."""
    source = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            assert ast.get_docstring(node), f"{path.name}: {node.name}"


def test_nothing_is_skipped_but_what_needs_sshd() -> None:
    """No test is skipped or expected to fail; the one exception is sshd, which a person's machine may lack, CI not."""
    skips = re.compile(r"pytest\.(?:mark\.)?(?:skip|skipif|xfail|importor" r"skip)\b.*|importor" r"skip\(.*")
    found = [
        str(path.relative_to(ROOT))
        for path in tracked("tests/**/*.py")
        for _ in skips.findall(path.read_text(encoding="utf-8"))
    ]
    assert found == ["tests/ssh/conftest.py"]


@pytest.mark.parametrize(
    "module",
    ["lokos_tui", "lokos_tui.__main__", "lokos_tui.cli.main", "lokos_tui.cli.forced", "lokos_tui.bootstrap"],
)
def test_the_front_door_loads_nothing_heavy(module: str) -> None:
    """Importing the entry points loads no database, workbook or screen library."""
    heavy = ("sqlalchemy", "sqlmodel", "textual", "openpyxl", "python_calamine", "argon2", "rapidfuzz", "pydantic")
    program = f"import sys, {module}; print(' '.join(n for n in {heavy!r} if n in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == ""


def test_the_documents_name_files_that_exist() -> None:
    """A path in ARCHITECTURE, CONTRIBUTING or a page of docs leads somewhere; names with a gap are left out."""
    named = re.compile(r"`([\w./-]+/[\w.-]+\.(?:py|md|toml|json))`")
    pages = [ROOT / "ARCHITECTURE.md", ROOT / "CONTRIBUTING.md", ROOT / "README.md", *ROOT.glob("docs/*.md")]
    gone = [
        f"{page.name}: {path}"
        for page in pages
        for path in named.findall(page.read_text(encoding="utf-8"))
        if "NNNN" not in path and not any((root / path).exists() for root in (ROOT, ROOT / "lokos_tui", page.parent))
    ]
    assert gone == []
