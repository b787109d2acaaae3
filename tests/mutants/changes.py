"""The small changes that can be made to one Python file: each replaces one stretch of its text."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

_SHOWN = 70  # characters of a change that are printed
_COMPARED: dict[type[ast.cmpop], ast.cmpop] = {
    ast.Lt: ast.LtE(), ast.LtE: ast.Lt(), ast.Gt: ast.GtE(), ast.GtE: ast.Gt(),
    ast.Eq: ast.NotEq(), ast.NotEq: ast.Eq(),
    ast.In: ast.NotIn(), ast.NotIn: ast.In(), ast.Is: ast.IsNot(), ast.IsNot: ast.Is(),
}  # fmt: skip
_COUNTED: dict[type[ast.operator], ast.operator] = {
    ast.Add: ast.Sub(), ast.Sub: ast.Add(), ast.Mult: ast.FloorDiv(), ast.FloorDiv: ast.Mult(), ast.BitAnd: ast.BitOr(),
}  # fmt: skip
_NAMES = {
    "is_": "is_not", "is_not": "is_", "and_": "or_", "or_": "and_", "any": "all", "all": "any", "min": "max",
    "max": "min", "asc": "desc", "desc": "asc", "startswith": "endswith", "endswith": "startswith", "upper": "lower",
}  # fmt: skip
_OF_A_QUERY = frozenset({"where", "and_", "or_", "order_by"})
_QUIET = (ast.Import, ast.ImportFrom, ast.JoinedStr, ast.arg)


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the bytes from ``start`` to ``end`` become ``after``; ``line`` counts from 1."""

    line: int
    start: int
    end: int
    before: str
    after: str

    def applied(self, source: bytes) -> bytes:
        """Return the file with this change made."""
        return source[: self.start] + self.after.encode() + source[self.end :]

    @property
    def words(self) -> str:
        """The change as it is printed and as ``equal.toml`` names it."""
        return f"{_short(self.before)} -> {_short(self.after)}"


def changes_of(source: bytes) -> list[Change]:
    """Return every change of a file that still compiles and is not the same program, in the order of the text."""
    tree = ast.parse(source)
    starts = [0]
    for line in source.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    same, members = ast.dump(tree), _members(tree)
    found: dict[tuple[int, int, str], Change] = {}
    for node in _walk(tree):
        for part, text in _texts(node, members):
            start = starts[part.lineno - 1] + part.col_offset
            end = starts[(part.end_lineno or 0) - 1] + (part.end_col_offset or 0)
            change = Change(part.lineno, start, end, source[start:end].decode(), text)
            if _differs(change.applied(source), same):
                found.setdefault((start, end, text), change)
    return [found[key] for key in sorted(found)]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN // 2]} ... {line[-_SHOWN // 2 :]}"


def _differs(source: bytes, same: str) -> bool:
    try:
        return ast.dump(ast.parse(source)) != same
    except SyntaxError:
        return False


def _members(tree: ast.Module) -> dict[str, list[str]]:
    """Return the capital attributes that the file takes of each name: members of one enum are changed for another."""
    found: dict[str, set[str]] = defaultdict(set)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.attr.isupper():
            found[node.value.id].add(node.attr)
    return {name: sorted(members) for name, members in found.items()}


def _walk(node: ast.AST) -> Iterator[ast.stmt | ast.expr]:
    """Yield what may be changed: no imports, annotations, decorators, docstrings, nor the inside of f-strings."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or isinstance(child, _QUIET) or _says(child):
                continue
            if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
                continue
            if isinstance(child, (ast.stmt, ast.expr)):
                yield child
            yield from _walk(child)


def _says(node: ast.AST) -> bool:
    """True for a docstring, and for a sentence: words are nobody's rule."""
    value = node.value if isinstance(node, ast.Expr) else node
    return isinstance(value, ast.Constant) and isinstance(value.value, str) and " " in value.value


def _texts(node: ast.stmt | ast.expr, members: dict[str, list[str]]) -> Iterator[tuple[ast.stmt | ast.expr, str]]:
    """Yield what of a node is replaced, and by which text."""
    if isinstance(node, (ast.If, ast.While)) and not isinstance(node.test, (ast.Compare, ast.UnaryOp)):
        yield node.test, f"(not ({ast.unparse(node.test)}))"
    if isinstance(node, ast.stmt):
        yield from ((node, text) for text in _of_statement(node))
        return
    for made in _of_expression(node, members):
        text = ast.unparse(made)
        yield node, text if isinstance(made, (ast.Constant, ast.Name, ast.Attribute)) else f"({text})"


def _of_statement(node: ast.stmt) -> Iterator[str]:
    match node:
        case ast.Raise() | ast.Expr(value=ast.Call()):
            yield "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):
            yield "pass"
        case ast.Return(value=value) if value is not None and ast.unparse(value) != "None":
            yield "return None"
        case ast.AugAssign(op=op) if type(op) in _COUNTED:
            yield ast.unparse(ast.AugAssign(node.target, _COUNTED[type(op)], node.value))
        case ast.Break():
            yield "continue"
        case ast.Continue():
            yield "break"


def _of_expression(node: ast.expr, members: dict[str, list[str]]) -> Iterator[ast.expr]:
    match node:
        case ast.Compare(left=left, ops=[op], comparators=right) if type(op) in _COMPARED:
            yield ast.Compare(left, [_COMPARED[type(op)]], right)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for rest in _without_one(values):
                yield ast.BoolOp(op, rest) if len(rest) > 1 else rest[0]
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            yield from (left, right)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _COUNTED:
            yield ast.BinOp(left, _COUNTED[type(op)], right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Constant(value=bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(value=int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(value=str() as value) if value:
            yield ast.Constant(f"XX{value}")
        case ast.Set(elts=elts) | ast.List(elts=elts) if elts:
            for rest in _without_one(elts):
                yield ast.Set(rest) if isinstance(node, ast.Set) and rest else ast.List(rest)
        case ast.Dict(keys=keys, values=values) if len(keys) > 1:
            for at in range(len(keys)):
                yield ast.Dict(keys[:at] + keys[at + 1 :], values[:at] + values[at + 1 :])
        case ast.Attribute(value=ast.Name(id=name) as base, attr=attr) if attr in members.get(name, ()):
            others = members[name]
            if len(others) > 1:
                yield ast.Attribute(base, others[(others.index(attr) + 1) % len(others)])
        case ast.Call():
            yield from _of_call(node)
        case ast.GeneratorExp() | ast.ListComp() | ast.SetComp() | ast.DictComp():
            yield from _without_condition(node)


def _of_call(node: ast.Call) -> Iterator[ast.expr]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _NAMES:
        new = _NAMES[name]
        func = ast.Attribute(node.func.value, new) if isinstance(node.func, ast.Attribute) else ast.Name(new)
        yield ast.Call(func, node.args, node.keywords)
    if name in _OF_A_QUERY:
        for rest in _without_one(node.args):
            if rest:
                yield ast.Call(node.func, rest, node.keywords)
    if name == "where" and isinstance(node.func, ast.Attribute) and len(node.args) == 1:
        yield node.func.value


def _without_condition(node: ast.GeneratorExp | ast.ListComp | ast.SetComp | ast.DictComp) -> Iterator[ast.expr]:
    for at, loop in enumerate(node.generators):
        if loop.ifs:
            plain = ast.comprehension(loop.target, loop.iter, [], loop.is_async)
            parts = {"generators": [*node.generators[:at], plain, *node.generators[at + 1 :]]}
            yield type(node)(**{name: parts.get(name, value) for name, value in ast.iter_fields(node)})


def _without_one(values: list[ast.expr]) -> Iterator[list[ast.expr]]:
    for at in range(len(values)):
        yield values[:at] + values[at + 1 :]
