"""The catalogues of languages: find every message in the code, bring the ``.po`` files up to it, compile them.

``python -m docs.tools.catalogue`` writes the template and each shipped ``.po`` anew and compiles them; what was
translated stays, a message that no code has any more goes. With ``--check`` nothing is written and the exit status is
1 where something would change. ``--sheet FILE.xlsx`` writes English and Hindi side by side for a reader.
"""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from openpyxl import Workbook

from lokos_tui.language.catalogue import DOMAIN, LATIN_FROM, SHIPPED
from lokos_tui.language.compile import compile_all

ROOT: Final = Path(__file__).parents[2]
SOURCES: Final = ("lokos_tui", "screens", "importers")
KEYWORDS: Final[Mapping[str, Any]] = {"_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TEMPLATE: Final = SHIPPED / f"{DOMAIN}.pot"
WIDTH: Final = 110
HEADER: Final = """\
# lokos-tui: words that people read.
# Apache-2.0, as the whole of lokos-tui. Made by `make messages`; translations are written into the .po files.
#"""


def found() -> Iterator[tuple[str, Any, str | None]]:
    """Give (file below the root, message, context) of every message in the code, files in order of name."""
    for folder in SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            if "migrations" in path.parts:
                continue
            for _line, message, _comments, context in extract_from_file("python", path, KEYWORDS):
                yield path.relative_to(ROOT).as_posix(), message, context


def template() -> Catalog:
    """Return the catalogue of every message in the code, without translations."""
    made = Catalog(project="lokos-tui", charset="utf-8", header_comment=HEADER)
    for place, message, context in found():
        made.add(message, locations=[(place, 0)], context=context)
    return made


def merged(path: Path, new: Catalog) -> Catalog:
    """Return a catalogue with the messages of the code and the translations it has for them; nothing is guessed."""
    with path.open("rb") as file:
        old = read_po(file, locale=None if path.parent.parent.name in LATIN_FROM else path.parent.parent.name)
    old.update(new, no_fuzzy_matching=True, update_creation_date=False)
    old.obsolete.clear()
    old.header_comment = HEADER
    return old


def written(catalogue: Catalog) -> bytes:
    """Return a catalogue as the text of its file: stable, so that a change shows what was translated and no more."""
    file = io.BytesIO()
    write_po(file, catalogue, width=WIDTH, sort_by_file=True, include_lineno=False, omit_header=False)
    lines = file.getvalue().decode().split("\n")
    moving = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Report-Msgid', '"Project-Id-Version')
    return "\n".join(line for line in lines if not line.startswith(moving)).encode()


def sources() -> list[Path]:
    """Return the ``.po`` of every shipped language that is written by people from the whole template."""
    paths = SHIPPED.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return sorted(path for path in paths if path.parent.parent.name not in LATIN_FROM)


def wanted() -> dict[Path, bytes]:
    """Return what each file should hold."""
    new = template()
    return {TEMPLATE: written(new)} | {path: written(merged(path, new)) for path in sources()}


def sheet(target: Path) -> None:
    """Write a workbook with English, Hindi, context and place of every message, for somebody who reads Hindi well."""
    book = Workbook(write_only=True)
    page = book.create_sheet("messages")
    page.append(["English", "Hindi", "meaning", "where", "better"])
    with (SHIPPED / "hi" / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        for message in read_po(file, locale="hi"):
            if message.id:
                both = [
                    text if isinstance(text, str) else " | ".join(text or ()) for text in (message.id, message.string)
                ]
                page.append([*both, message.context or "", ", ".join(place for place, _line in message.locations), ""])
    book.save(target)


def main(argv: list[str]) -> int:
    """Write or check; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--sheet", type=Path)
    args = parser.parse_args(argv)
    if args.sheet:
        sheet(args.sheet)
        return 0
    differing = [path for path, text in wanted().items() if not path.exists() or path.read_bytes() != text]
    if args.check:
        for path in differing:
            sys.stderr.write(f"{path.relative_to(ROOT)} is behind the code: make messages\n")
        return 1 if differing else 0
    for path, text in wanted().items():
        path.write_bytes(text)
    for problem in compile_all(SHIPPED):
        sys.stderr.write(f"{problem}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
