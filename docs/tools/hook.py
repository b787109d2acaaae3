"""What MkDocs calls while it builds the site: pages made from the code, and the files that stand elsewhere."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import Final

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from docs.tools import commands, keys, messages, settings

ROOT: Final = Path(__file__).parents[2]
MADE: Final = {
    "commands.md": commands.page,
    "keys.md": keys.page,
    "messages.md": messages.page,
    "settings.md": settings.page,
}
"""Pages that are written nowhere: they are made from the code at each build."""
ELSEWHERE: Final = {
    "ARCHITECTURE.md": "architecture.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security-reports.md",
    "lokos_tui/display/README.md": "display.md",
    "sample_data/README.md": "sample-files.md",
}
"""Pages that stand where people look for them in the repository, and their names in the site."""
_LINK = re.compile(r"(\]\()([^)#:\s]+)((?:#[^)\s]*)?\))")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the made pages, those that stand elsewhere, and the pictures."""
    for name, page in MADE.items():
        files.append(File.generated(config, name, content=page()))
    for source, name in ELSEWHERE.items():
        files.append(File.generated(config, name, content=moved(source, name)))
    for picture in sorted((ROOT / ".pictures").glob("*.svg")):
        files.append(File.generated(config, f"pictures/{picture.name}", abs_src_path=str(picture)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG001 - as called
    """Turn links that leave ``docs/`` into links inside the site."""
    source = page.file.src_uri
    if source in MADE or source in ELSEWHERE.values():
        return markdown
    return relinked(markdown, f"docs/{source}", source)


def moved(source: str, name: str) -> str:
    """Return a page that stands elsewhere in the repository with the links it needs as ``name`` in the site."""
    return relinked((ROOT / source).read_text(encoding="utf-8"), source, name)


def relinked(markdown: str, source: str, name: str) -> str:
    """Return a page of the repository, ``source``, with links as they must be in the site's page ``name``."""

    def link(match: re.Match[str]) -> str:
        before, target, after = match.groups()
        path = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
        return f"{before}{posixpath.relpath(_in_site(path), posixpath.dirname(name) or '.')}{after}"

    return _LINK.sub(link, markdown)


def _in_site(path: str) -> str:
    """Return where a file of the repository stands in the site; MkDocs itself says when it stands nowhere."""
    folders = {"docs": "docs/index.md", "sample_data": "sample_data/README.md", "README.md": "docs/index.md"}
    path = folders.get(path, path)
    if path in ELSEWHERE:
        return ELSEWHERE[path]
    if path.startswith(".pictures/"):
        return path.removeprefix(".")
    return path.removeprefix("docs/")
