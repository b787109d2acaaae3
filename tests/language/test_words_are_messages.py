"""Every string that reaches a person is a message of the catalogue: syntax trees are walked for those that are not."""

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
REGISTERED: Final = {"Subcommand": 3, "CommandGroup": 2}
"""Records of the command line: what stands before this place is what is typed, not read."""
CSS: Final = frozenset({"CSS", "DEFAULT_CSS", "BINDINGS", "AUTO_FOCUS", "COMPONENT_CLASSES", "HORIZONTAL_BREAKPOINTS"})

LEFT_OUT: Final = {
    "lokos_tui/db": "tables, statements and triggers; what people read of it is walked",
    "lokos_tui/display": "the stream of a terminal",
    "lokos_tui/demo": "the sample data itself",
    "lokos_tui/matching": "names and tables of names; what explains a match to people is walked",
    "lokos_tui/language/latin.py": "the words of a rule of spelling",
    "lokos_tui/cli/examples.py": "command lines, as they are typed",
    "lokos_tui/cli/office/demo_accounts.py": "names of the sample office's people",
    "lokos_tui/cli/office/demo_day.py": "what the sample office's people write",
    "lokos_tui/domain/cbos/states.py": "names of states, as the directory has them",
    "lokos_tui/domain/cbos/lgd_table.py": "names of districts and blocks, as the directory has them",
    "lokos_tui/settings.py": "descriptions, for the page of the documentation; what is refused is a message",
    "importers/loads/headings.py": "headings that offices write, in both languages",
    "importers/loads/columns.py": "headings and notes of sheets: both languages stand side by side in the file",
    "importers/loads/category.py": "other words that a cell may have, as they are read",
}
"""Folders and files that hold no words to translate, and why."""
WALKED_ALL_THE_SAME: Final = frozenset(
    {"lokos_tui/matching/explain.py", "lokos_tui/db/engine.py", "lokos_tui/db/schema.py", "lokos_tui/db/compare.py"}
)
"""Files of those folders that do."""

ANYWHERE: Final = {
    **dict.fromkeys(("Esc", "Enter", "Space", "Down PgDn"), "keys are the same in every language"),
    **dict.fromkeys(("Mn", "Me", "Cf"), "classes of characters"),
    "gram panchayat": "the name of a kind, as code compares it",
    "PagedTable, LineInput": "names of widgets",
    "lokos: {}": "the program's name before each sentence",
    "lokos {}": "the program's name and version",
    "XXXX XXXX {}": "a masked number",
    "XXXX XXXX XXXX": "a masked number",
}
_KEPT = "kept in the audit trail or the database as it is, and said in the language where it is shown"
_NAME = "the name of a kind, as code compares it"
ALLOWED: Final[dict[str, dict[str, str]]] = {
    "lokos_tui/cli/loads/load.py": {"standard input": _KEPT},
    "lokos_tui/cli/profiles/bundles.py": {"standard input": _KEPT},
    "lokos_tui/db/compare.py": {"UNIQUE INDEX": "a word of SQL"},
    "lokos_tui/ui/form/drafting.py": {"Draft": "a type", "Drafts": "a type"},
    "screens/cbos/history.py": {"account deleted": _KEPT},
    "lokos_tui/cli/office/made.py": dict.fromkeys(
        (
            "lokos --home {}",
            "{} --as {}",
            "{} --as {} office add-block BLOCK",
            "{} office deputy USER_ID",
            "{} template {} {}.xlsx",
            "{} import {} {}.xlsx",
        ),
        "a command to type",
    ),
    "lokos_tui/cli/loads/report.py": {"--answer {}={}": "an option to type"},
    "importers/others.py": {
        "WHATS APP": "words of headings as offices write them",
        "AC NO": "the same",
        "LOAN NO": "the same",
    },
    "lokos_tui/cli/faults.py": {"unexpected fault {} {} at {}": "a line of the log"},
    "lokos_tui/domain/duplicates/results.py": {"voter id": _NAME},
    "lokos_tui/domain/outbox/leaving.py": {"not written": _NAME, "acknowledged in part": _NAME},
    "lokos_tui/domain/verification/bulk.py": {"will be": _NAME},
    "lokos_tui/drafts.py": {"{} is no name of a draft of {}": "a fault of ours"},
    "lokos_tui/language/catalogue.py": {"English": "a language calls itself so"},
    "lokos_tui/language/compile.py": {"Language": "a line of a catalogue's header"},
    "lokos_tui/matching/explain.py": dict.fromkeys(
        ("family name", "word after the name", "voter id", "name in its place"), _NAME
    ),
    "lokos_tui/private_files.py": dict.fromkeys(
        ("{} is no plain file of this user, or too large", "{} is not a folder of this user"),
        "an OSError that nobody sees: what cannot be read is not there",
    ),
    "lokos_tui/queries/outbox/fields.py": {"Uid": "a name of the exchange format"},
    "lokos_tui/queries/verification/find.py": {"SHG, VO or CLF": _NAME},
    "lokos_tui/services/accounts/deputies.py": {"{} covers the block": _KEPT},
    "lokos_tui/services/office/owner.py": {"{} covers the block": _KEPT},
    "lokos_tui/services/accounts/sign_in.py": {"ssh key": _KEPT},
    "lokos_tui/domain/accounts/taking.py": {"role taken away": _KEPT, "role given back": _KEPT},
    "lokos_tui/services/accounts/user_state.py": {"account deleted": _KEPT},
    "lokos_tui/services/links/change.py": {"taken over by {}": _KEPT},
    "lokos_tui/services/links/take_back.py": {"save taken back": _KEPT},
    "lokos_tui/services/loads/mapping.py": {"moved to {} by batch {}, row {}": _KEPT},
    "lokos_tui/services/loads/masters.py": {"batch {}": _KEPT},
    "lokos_tui/services/loads/undo_links.py": {"load {} taken back": _KEPT},
    "lokos_tui/services/loads/undo_masters.py": {"load taken back": _KEPT},
    "lokos_tui/services/opening/rows.py": {"named in the opening load": _KEPT},
    "lokos_tui/services/profiles/records.py": {"named in the profile": _KEPT, "came with her upload": _KEPT},
    "lokos_tui/services/profiles/upload.py": {"over the norm": _KEPT},
    "lokos_tui/services/verification/cluster.py": {"whole block": _KEPT},
    "lokos_tui/services/verification/official.py": {"approved in the profile": _KEPT},
    "lokos_tui/setting_facts.py": dict.fromkeys(
        (
            "true or false",
            "whole number",
            "{} to {}",
            "one word",
            "words with spaces between",
            "any of {}",
            "table of texts",
        ),
        "for the page of the documentation",
    ),
    "importers/broken.py": {
        "Id": "a name of the workbook's own format",
        "Target": "a name of the workbook's own format",
    },
    "importers/workbook.py": dict.fromkeys(("Cell", "Limits", "Workbook"), "a name in another module"),
    "importers/loads/template.py": {"Help": "the name of a sheet", "Lists": "the name of a sheet"},
    "importers/profiles/workbook.py": dict.fromkeys(("Members", "Federation", "Help"), "the name of a sheet"),
    "importers/profiles/schema.py": {"{} {}: one line of a bundle": "a title in the published schema"},
}
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
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


class Walker(ast.NodeVisitor):
    """Collects the sentences that are not marked."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Call(self, node: ast.Call) -> None:
        """Leave out what is marked, what only programmers read, and what goes to the log."""
        name = name_of(node.func)
        if name in REGISTERED:
            for part in node.args[REGISTERED[name] :]:
                self.visit(part)
            return
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
        if text is not None and SENTENCE.search(text) and not SQL.search(text) and not _is_technical(text):
            self.found.append((node.lineno, text))


def _is_technical(text: str) -> bool:
    """Return whether a text is a type, a query's piece or a media type, which no person reads."""
    return bool(re.search(r"^\w+ \| None$|excluded\.|UNION ALL|^unnest|^json_each|READ$|text/plain|^SHOW |\(\?<", text))


def unmarked(path: Path) -> list[tuple[int, str]]:
    """Return the line and text of every sentence of a file that is no message."""
    walker = Walker()
    walker.visit(ast.parse(path.read_text("utf-8")))
    allowed = ALLOWED.get(path.relative_to(ROOT).as_posix(), {})
    return [(line, text) for line, text in walker.found if text not in allowed and text not in ANYWHERE]


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
