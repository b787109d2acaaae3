"""The documentation builds without a warning, and its pages need nothing from elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_LOADED = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "object": "data",
    "embed": "src",
}


class _Loaded(HTMLParser):
    """Gathers the addresses a page loads by itself, and its policy of what may be loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one element."""
        given = dict(attrs)
        address = given.get(_LOADED.get(tag, ""))
        if address and given.get("rel") not in {"canonical", "next", "prev"}:
            self.found.append(address)
        if given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given.get("content") or ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built anew as `make docs` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(folder)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    )
    assert (done.returncode, done.stderr) == (0, "")
    return folder


def test_no_page_loads_anything_from_elsewhere(site: Path) -> None:
    """Scripts, styles, fonts and pictures of every page and style sheet lie in the site."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 25
    for page in pages:
        loaded = _Loaded()
        loaded.feed(page.read_text(encoding="utf-8"))
        assert loaded.found
        assert [address for address in loaded.found if re.match(r"(?:\w+:)?//", address)] == [], page
    for sheet in site.rglob("*.css"):
        assert not re.search(r"(?:@import|url\()\s*[\"']?(?:\w+:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_a_browser_is_told_to_load_nothing_from_elsewhere(site: Path) -> None:
    """Every page forbids what the theme's own script would fetch from another host."""
    for page in site.rglob("*.html"):
        loaded = _Loaded()
        loaded.feed(page.read_text(encoding="utf-8"))
        assert "default-src 'none'" in loaded.policy, page
        assert "http" not in loaded.policy, page


@pytest.mark.parametrize("page", ["commands", "keys", "messages", "settings"])
def test_the_made_pages_are_in_the_site(site: Path, page: str) -> None:
    """What is made from the code is built with the rest, and the search knows it."""
    assert (site / page / "index.html").is_file()
    assert f'"location":"{page}/' in (site / "search" / "search_index.json").read_text(encoding="utf-8")


def test_every_picture_of_the_tour_is_there(site: Path) -> None:
    """The tour shows pictures of screens, and each lies in the site."""
    shown = re.findall(r'<img[^>]*src="([^"]+)"', (site / "tour" / "index.html").read_text(encoding="utf-8"))
    assert len(shown) >= 10
    for name in shown:
        assert (site / "tour" / name).resolve().is_file(), name
