"""Settings: typed, and a wrong one named with its file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from lokos_tui.domain.errors import Unavailable
from lokos_tui.settings import load_settings


def test_no_file_means_the_defaults(tmp_path: Path) -> None:
    """An office without settings runs on SQLite in its own folder."""
    assert load_settings(tmp_path, {}).database_url == f"sqlite:///{tmp_path / 'office.db'}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[ui]\ncolor = true\n", "settings.toml, line 2: ui.color"),
        ('[ui]\n\npage_size = "many"\n', "settings.toml, line 3: ui.page_size"),
        ("[ui]\npage_size = 0\n", "line 2"),
        ("[databse]\n", "settings.toml, line 1: databse"),
        ("[ui]\nascii = \n", "line 2"),
    ],
)
def test_a_wrong_setting_is_named_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """Unknown names, wrong types and broken TOML."""
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    with pytest.raises(Unavailable, match=said):
        load_settings(tmp_path, {})


def test_the_environment_wins(tmp_path: Path) -> None:
    """A variable stands above the file; a wrong one is named."""
    (tmp_path / "settings.toml").write_text("[norm]\nshgs = 25\n", encoding="utf-8")
    assert load_settings(tmp_path, {}).norm.shgs == 25
    assert load_settings(tmp_path, {"LOKOS_NORM_SHGS": "30"}).norm.shgs == 30
    with pytest.raises(Unavailable, match="LOKOS_NORM_SHGS"):
        load_settings(tmp_path, {"LOKOS_NORM_SHGS": "many"})


def test_rules_of_duplicates_are_settings(tmp_path: Path) -> None:
    """A state's own rules are read; a class that is none is named with its line."""
    file = tmp_path / "settings.toml"
    file.write_text('[duplicates]\nthreshold = 18\nequal_mobile = "confirmed"\n', encoding="utf-8")
    own = load_settings(tmp_path, {}).duplicates
    assert (own.threshold, own.equal_mobile, own.equal_account) == (18, "confirmed", "shared")
    file.write_text('[duplicates]\nequal_mobile = "always"\n', encoding="utf-8")
    with pytest.raises(Unavailable, match=r"line 2: duplicates\.equal_mobile is one of"):
        load_settings(tmp_path, {})


def test_mandatory_identifiers_are_some_of_three(tmp_path: Path) -> None:
    """What a member cannot be approved without is a list of known identifiers, in the file and the environment."""
    file = tmp_path / "settings.toml"
    file.write_text('[verification]\nmandatory = "mobile voter"\n', encoding="utf-8")
    assert load_settings(tmp_path, {}).verification.mandatory == "mobile voter"
    file.write_text('[verification]\nmandatory = "mobile passport"\n', encoding="utf-8")
    with pytest.raises(Unavailable, match=r"line 2: verification\.mandatory lists some of: mobile, account, voter"):
        load_settings(tmp_path, {})
    with pytest.raises(Unavailable, match="LOKOS_VERIFICATION_MANDATORY lists some of"):
        load_settings(tmp_path / "none", {"LOKOS_VERIFICATION_MANDATORY": "passport"})
