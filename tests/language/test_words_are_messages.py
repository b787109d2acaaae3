"""Every string that reaches a person is a message of the catalogue: the syntax trees are walked for those that are not."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
WALKED: Final = ("lokos_tui", "screens", "importers")
MARKS: Final = frozenset({"_", "ngettext", "pgettext"})
SENTENCE: Final = re.compile(r"[A-Za-z]{2,}[,.:;]? +(?:[A-Za-z]{2,}|\{)|^[A-Z][a-z]+[.!?]?$")
"""Two words with a blank between, or one that begins with a capital."""
SQL: Final = re.compile(
    r"\b(SELECT|INSERT|UPDATE|DELETE FROM|CREATE|PRAGMA|ALTER|VACUUM|ANALYZE|BEGIN|SET|COPY|REINDEX)\b"
)
FOR_PROGRAMMERS: Final = frozenset(
    {"ValueError", "TypeError", "KeyError", "RuntimeError", "AssertionError", "cast", "TypeVar"}
)
LOGS: Final = frozenset({"error", "warning", "info", "debug", "exception"})
CSS: Final = frozenset({"CSS", "DEFAULT_CSS", "BINDINGS", "AUTO_FOCUS", "COMPONENT_CLASSES", "HORIZONTAL_BREAKPOINTS"})

LEFT_OUT: Final = {
    "lokos_tui/db": "names of tables, statements and triggers; what people read of it is raised in one place",
    "lokos_tui/display": "the stream of a terminal",
    "lokos_tui/demo": "the sample data itself",
    "lokos_tui/matching": "names and tables of names; what explains a match to people is walked",
    "lokos_tui/language/latin.py": "the words of a rule of spelling",
}
"""Folders that hold no words for people, and why."""
WALKED_ALL_THE_SAME: Final = frozenset(
    {"lokos_tui/matching/explain.py", "lokos_tui/db/engine.py", "lokos_tui/db/schema.py"}
)
"""Files of those folders that do."""

ALLOWED: Final[dict[str, dict[str, str]]] = {}
"""By file: strings that stay as they are, and why."""


def files() -> Iterator[Path]:
    """Give every file that is walked."""
    for package in WALKED:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = path.relative_to(ROOT).as_posix()
            if name in WALKED_ALL_THE_SAME or not any(name.startswith(folder) for folder in LEFT_OUT):
                yield path


def name_of(node: ast.expr) -> str:
    """Return the last name of what is called."""
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


class Walker(ast.NodeVisitor):
    """Collects the sentences that are not marked."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Call(self, node: ast.Call) -> None:
        """Leave out what is marked, what only programmers read, and what goes to the log."""
        name = name_of(node.func)
        if name in MARKS or name in FOR_PROGRAMMERS or (name in LOGS and isinstance(node.func, ast.Attribute)):
            return
        self.generic_visit(node)

    def visit_Expr(self, node: ast.Expr) -> None:
        """Leave out docstrings."""
        if _text(node.value) is None:
            self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        """Leave out style sheets and their like."""
        if not any(name_of(target) in CSS for target in node.targets):
            self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        """Leave out annotations, and style sheets and their like."""
        if node.value is not None and name_of(node.target) not in CSS:
            self.visit(node.value)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        """Leave out annotations."""
        for part in (*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body):
            self.visit(part)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        """Leave out annotations."""
        self.visit_FunctionDef(node)  # type: ignore[arg-type]

    def visit_Assert(self, node: ast.Assert) -> None:
        """Leave out what only programmers read."""

    def visit_Constant(self, node: ast.Constant) -> None:
        """Look at a text."""
        self._look(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        """Look at a text with values, and at the values."""
        self._look(node)
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def _look(self, node: ast.Constant | ast.JoinedStr) -> None:
        text = _text(node)
        if text is not None and SENTENCE.search(text) and not SQL.search(text):
            self.found.append((node.lineno, text))


def unmarked(path: Path) -> list[tuple[int, str]]:
    """Return the line and text of every sentence of a file that is no message."""
    walker = Walker()
    walker.visit(ast.parse(path.read_text("utf-8")))
    allowed = ALLOWED.get(path.relative_to(ROOT).as_posix(), {})
    return [(line, text) for line, text in walker.found if text not in allowed]


def test_every_sentence_is_a_message() -> None:
    """A string that reaches a person and is not in the catalogue would stay English on every screen."""
    found = [f"{path.relative_to(ROOT)}:{line}: {text}" for path in files() for line, text in unmarked(path)]
    assert not found, "\n".join(found)


def test_the_walk_finds_what_is_not_marked(tmp_path: Path) -> None:
    """A sentence, one with values and a single word are found; marked ones, docstrings and faults of ours are not."""
    path = ROOT / "lokos_tui" / "app.py"
    walker = Walker()
    walker.visit(
        ast.parse(
            'def f(x: "a type of mine") -> str:\n    """A docstring of two."""\n    say("This is one.")\n'
            '    say(f"There are {x} of them")\n    raise ValueError("only for programmers")\n'
            '    return _("This is marked.") if x else "Users"\n'
        )
    )
    assert [text for _line, text in walker.found] == ["This is one.", "There are {} of them", "Users"]
    assert path in set(files())


def test_what_is_allowed_is_there() -> None:
    """An exception that the code has no more is taken off the list."""
    for name, texts in ALLOWED.items():
        walker = Walker()
        walker.visit(ast.parse((ROOT / name).read_text("utf-8")))
        assert set(texts) <= {text for _line, text in walker.found}, name
