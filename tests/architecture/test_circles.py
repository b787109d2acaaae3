"""No circle of imports: not at the top of a module, not inside a function, not for the types alone."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("lokos_tui", "screens", "importers")


def modules_below(root: Path, packages: tuple[str, ...]) -> dict[str, Path]:
    """Return every module of the packages by its full name."""
    found = {}
    for path in (path for package in packages for path in (root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def named(node: ast.AST, package: str) -> Iterator[str]:
    """Give what an import statement names, 'from a import b' as a.b and as a; a relative one from its package."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        above = package.split(".")[: -node.level + 1 or None] if node.level else []
        base = ".".join([*above, *filter(None, [node.module])])
        yield from (f"{base}.{alias.name}" for alias in node.names)
        yield base


def imports_of(modules: Mapping[str, Path]) -> dict[str, set[str]]:
    """Return for each module the modules among these that any statement in it imports, wherever it stands.

    The name of a package imported beside one of its modules is left out: that
    package is loaded anyway, by whoever names something inside it.
    """
    graph: dict[str, set[str]] = {}
    for name, path in modules.items():
        package = name if path.name == "__init__.py" else name.rpartition(".")[0]
        graph[name] = set()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                found = [one for one in named(node, package) if one in modules]
                whole = isinstance(node, ast.ImportFrom) and len(found) > len(node.names)
                graph[name] |= set(found[:-1] if whole else found) - {name}
    return graph


def circle(graph: Mapping[str, set[str]]) -> str:
    """Return a circle as 'a -> b -> a', '' where there is none."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return " -> ".join(reversed(error.args[1]))
    return ""


def test_no_module_comes_back_to_itself() -> None:
    """Every module of the three packages can be read without reading itself, types included."""
    modules = modules_below(ROOT, PACKAGES)
    graph = imports_of(modules)
    assert len(modules) > 400
    assert sum(map(len, graph.values())) > len(modules)
    assert circle(graph) == ""


@pytest.mark.parametrize(
    "statement",
    [
        "from made.b import thing",
        "from made import b",
        "import made.b",
        "from .b import thing",
        "from . import b",
        "def later():\n    from made.b import thing",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from made.b import thing",
    ],
)
def test_a_circle_is_found_wherever_the_import_stands(statement: str, tmp_path: Path) -> None:
    """Each form of an import that closes a circle is seen, and the circle is named; without it there is none."""
    folder = tmp_path / "made"
    folder.mkdir()
    sources = {"__init__": "", "a": statement, "b": "from made.c import thing", "c": "from made.a import thing"}
    for name, source in sources.items():
        (folder / f"{name}.py").write_text(source, encoding="utf-8")
    graph = imports_of(modules_below(tmp_path, ("made",)))
    found = circle(graph).split(" -> ")
    assert found[0] == found[-1]
    assert set(found) == {"made.a", "made.b", "made.c"}
    assert circle({**graph, "made.a": set()}) == ""
