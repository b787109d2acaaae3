"""The page of the messages: every refusal and fault with a code, found by reading the source, never by running it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from docs.tools.markdown import cell, code, table
from lokos_tui.domain.message import PLACE

ROOT: Final = Path(__file__).parents[2]
_PACKAGES = ("lokos_tui", "importers", "screens")
_AREAS = {
    "accounts": "Accounts and sign-in",
    "links": "Links",
    "cbos": "SHGs, VOs, CLFs and places",
    "loads": "Loads of files",
    "profiles": "Profiles that phones send",
    "duplicates": "Duplicates",
    "verification": "Verification",
    "opening": "The opening load",
    "outbox": "The outbox",
    "office": "The office",
}
_OTHER = "The program"
_SHAPES: Final[Mapping[str, tuple[str, ...]]] = {
    "Problem": ("field", "code", "sentence", "hint"),
    **dict.fromkeys(
        ("Refused", "NotFound", "Conflict", "Unreadable", "Unavailable", "LokosError"), ("code", "sentence", "hint")
    ),
}
_ASKED = ("code", "sentence", "hint")
_FILLED_IN = re.compile(r"\[[^]]*\]|\W")
_Function = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
_HEAD = """# Messages

What the program refuses, it refuses in one sentence, mostly with what to do next. This page is made from the source
and lists them by their code, which is stable and meant for programs. Words in `[ ]` stand for a name, a number or a
file. Find a message by searching for its words.

A message that begins *unexpected fault, reference ...* is a fault of the program itself. The details are in the file it
names; please report it with the reference.
"""


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One message; ``area`` is the heading it stands under."""

    area: str
    code: str
    sentence: str
    hint: str


def page() -> str:
    """Return the page as Markdown: one heading an area, one line a message."""
    found = messages(ROOT)
    parts = [_HEAD]
    for area in [*_AREAS.values(), _OTHER]:
        rows = [(code(one.code), cell(one.sentence), cell(one.hint)) for one in found if one.area == area]
        if rows:
            parts.append(f"## {area}\n\n{table(('code', 'what is said', 'what to do'), rows)}")
    return "\n".join(parts)


def messages(root: Path) -> list[Message]:
    """Return every message of the packages below ``root``, each once."""
    paths = [path for package in _PACKAGES for path in sorted((root / package).rglob("*.py"))]
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}
    numbers = _numbers(trees.values())
    found = set[Message]()
    for path, tree in trees.items():
        parts = path.relative_to(root).with_suffix("").parts
        area = next((words for name, words in _AREAS.items() if name in parts), _OTHER)
        found |= {Message(area, *told) for told in _Reader(tree, numbers).told()}
    return sorted(found)


def _numbers(trees: Iterable[ast.Module]) -> dict[str, str]:
    """Return the whole numbers that have one name in the whole program: limits that sentences speak of."""
    found: dict[str, set[str]] = {}
    for tree in trees:
        for name, value in _constants(tree).items():
            found.setdefault(name, set()).add(value)
    return {name: values.pop() for name, values in found.items() if len(values) == 1}


def _constants(tree: ast.Module) -> dict[str, str]:
    return {
        to.id: str(node.value.value)
        for node in tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant)
        for to in _targets(node)
        if isinstance(to, ast.Name) and isinstance(node.value.value, int)
    }


class _Reader:
    """Finds the messages of one module, also those that a function of the module hands on."""

    def __init__(self, tree: ast.Module, numbers: Mapping[str, str]) -> None:
        self.tree = tree
        self.numbers = {**numbers, **_constants(tree)}
        self.functions = [node for node in ast.walk(tree) if isinstance(node, _FUNCTIONS)]
        self.inside = {id(node): function for function in self.functions for node in ast.walk(function)}

    def told(self) -> Iterator[tuple[str, str, str]]:
        """Return code, sentence and hint of each message."""
        for call, shape in self._made():
            given, function = _arguments(call, shape), self.inside.get(id(call))
            if function is None or not _hands_on(given.get("code"), function):
                yield from self._texts(given, function)
                continue
            names = [arg.arg for arg in function.args.args if arg.arg not in {"self", "cls"}]
            for outer in self._calls(function.name):
                outside = _arguments(outer, names)
                both = {
                    part: outside[value.id] if isinstance(value, ast.Name) and value.id in outside else value
                    for part, value in given.items()
                }
                yield from self._texts(both, self.inside.get(id(outer)))

    def _made(self) -> Iterator[tuple[ast.Call, Sequence[str]]]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and (shape := _SHAPES.get(_name(node.func))):
                yield node, shape

    def _calls(self, name: str) -> Iterator[ast.Call]:
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Call) and _name(node.func) == name:
                yield node

    def _texts(self, given: Mapping[str, ast.expr], function: _Function | None) -> Iterator[tuple[str, str, str]]:
        code_, sentence, hint = (self._text(self._value(given.get(part), function)) for part in _ASKED)
        if _FILLED_IN.sub("", code_):
            yield code_, sentence, hint

    def _value(self, value: ast.expr | None, function: _Function | None) -> ast.expr | None:
        """Return what a name was last given before it is used, in its function or in the module."""
        if not isinstance(value, ast.Name):
            return value
        for scope in (function, self.tree):
            found = [
                node.value
                for node in ast.walk(scope or self.tree)
                if isinstance(node, ast.Assign | ast.AnnAssign)
                and node.value is not None
                and node.lineno <= value.lineno
                and any(isinstance(to, ast.Name) and to.id == value.id for to in _targets(node))
            ]
            if found:
                return found[-1]
        return value

    def _text(self, value: ast.expr | None) -> str:  # noqa: PLR0911 - one shape of an expression a line
        """Return a text as people read it: numbers as they are, [name] for what is filled in."""
        match value:
            case None:
                return ""
            case ast.Constant():
                return str(value.value)
            case ast.JoinedStr():
                return "".join(self._text(part) for part in value.values)
            case ast.FormattedValue():
                return self._text(value.value)
            case ast.BinOp(op=ast.Add()):
                return self._text(value.left) + self._text(value.right)
            case ast.Call(func=ast.Name(id="_" | "ngettext" | "pgettext")):
                return self._message(value)
            case ast.IfExp():
                return " / ".join(text for text in (self._text(value.body), self._text(value.orelse)) if text)
            case ast.Name() if value.id in self.numbers:
                return self.numbers[value.id]
        return f"[{_word(value).strip('_').replace('_', ' ') or '...'}]"

    def _message(self, call: ast.Call) -> str:
        """Return the English words of a message of the catalogue: the first of two forms, values filled in."""
        words = call.args[1 if _name(call.func) == "pgettext" else 0]
        given = {word.arg: word.value for word in call.keywords if word.arg}
        return PLACE.sub(lambda place: self._text(given.get(place[1], ast.Name(place[1]))), self._text(words))


def _word(value: ast.expr) -> str:
    """Return the name that says best what an expression is: of a call what it is called with."""
    match value:
        case ast.Name():
            return value.id
        case ast.Attribute():
            return value.attr if value.attr != "value" else _word(value.value)
        case ast.Call():
            inner = next((word for word in map(_word, value.args) if word), "")
            return inner or (_word(value.func.value) if isinstance(value.func, ast.Attribute) else "")
        case ast.GeneratorExp() | ast.ListComp():
            return _word(value.generators[0].iter)
        case ast.BinOp():
            return _word(value.left) or _word(value.right)
        case ast.Subscript():
            return _word(value.value)
    return ""


def _hands_on(value: ast.expr | None, function: _Function) -> bool:
    names = {node.id for node in ast.walk(value) if isinstance(node, ast.Name)} if value else set()
    return bool(names & {arg.arg for arg in function.args.args})


def _targets(node: ast.Assign | ast.AnnAssign) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else [node.target]


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _arguments(call: ast.Call, shape: Sequence[str]) -> dict[str, ast.expr]:
    given = dict(zip(shape, call.args, strict=False))
    return given | {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg and keyword.arg in shape}
