"""Settings: typed, and a wrong one named with its file and line."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from lokos_tui.context import Office
from lokos_tui.domain.duplicates.rules import Class, Rules
from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.policy import SHIPPED_POLICY, Policy
from lokos_tui.settings import SettingFact, describe, load_settings


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
    with pytest.raises(Unavailable, match=r"LOKOS_VERIFICATION_MANDATORY: verification\.mandatory lists some of"):
        load_settings(tmp_path / "none", {"LOKOS_VERIFICATION_MANDATORY": "passport"})


BOUNDS = {
    "ui.page_size": (5, 1000),
    "norm.shgs": (1, 200),
    "norm.vos": (1, 50),
    "norm.clfs": (1, 20),
    "imports.max_file_mb": (1, 200),
    "imports.seconds": (1, 3600),
    "duplicates.threshold": (5, 30),
    "duplicates.generic_mobile": (2, 50),
    "duplicates.generic_account": (2, 50),
    "duplicates.generic_voter": (2, 50),
}
WORDS = {
    "ui.ascii": (("true", "false"), ("1", '"true"')),
    "ui.colour": (("true", "false"), ("0", '"no"')),
    "duplicates.equal_mobile": (('"shared"', '"potential"', '"confirmed"'), ('"SHARED"', '""', "1")),
    "duplicates.equal_account": (('"shared"', '"potential"', '"confirmed"'), ('"none"', "true")),
    "verification.mandatory": (('""', '"voter"', '"mobile account voter"'), ('"passport"', '"mobile, voter"', "3")),
    "ui.language": (('"en"', '"hi_Latn"', '"mr"'), ('"Hindi"', '"../hi"', '""', "1")),
    "database.url": (('""', '"postgresql://user@host/name"'), ("1", "true")),
    "ui.keys": (("{}", '{ "users.new" = "f5" }'), ('"f5"', '{ "users.new" = 5 }')),
}


def value_of(home: Path, setting: str, environ: dict[str, str] | None = None) -> object:
    """Return one setting of an office as it is read."""
    section, name = setting.split(".")
    return getattr(getattr(load_settings(home, environ or {}), section), name)


def fault_of(home: Path, environ: dict[str, str] | None = None) -> Unavailable:
    """Return the refusal of an office's settings."""
    with pytest.raises(Unavailable) as caught:
        load_settings(home, environ or {})
    return caught.value


@pytest.mark.parametrize("setting", BOUNDS)
def test_a_number_is_held_to_its_range_in_the_file(tmp_path: Path, setting: str) -> None:
    """Both bounds are taken; one beyond either is refused with file, line, setting and range."""
    (section, name), (least, most) = setting.split("."), BOUNDS[setting]
    file = tmp_path / "settings.toml"
    for value in (least, most):
        file.write_text(f"# {name} = 0\n\n[{section}]\n{name} = {value}\n", encoding="utf-8")
        assert value_of(tmp_path, setting) == value
    for wrong in (least - 1, most + 1, -1, 0, 10**9, f"{least}.5", f'"{least}"', "true"):
        file.write_text(f"# {name} = 0\n\n[{section}]\n{name} = {wrong}\n", encoding="utf-8")
        fault = fault_of(tmp_path)
        assert fault.code == "settings.value"
        assert f"{file}, line 4: {setting} is a whole number from {least} to {most}." in str(fault), wrong


@pytest.mark.parametrize("setting", BOUNDS)
def test_a_number_is_held_to_its_range_in_the_environment(tmp_path: Path, setting: str) -> None:
    """A variable has the same bounds, whatever the file says; the sentence names it, the setting and the range."""
    (section, name), (least, most) = setting.split("."), BOUNDS[setting]
    variable = f"LOKOS_{section}_{name}".upper()
    for value in (least, most):
        assert value_of(tmp_path, setting, {variable: str(value)}) == value
    for wrong in (str(least - 1), str(most + 1), "-1", "many", "", f"{least}.5"):
        fault = fault_of(tmp_path, {variable: wrong})
        assert fault.code == "settings.value"
        assert f"{variable}: {setting} is a whole number from {least} to {most}." in str(fault), wrong


@pytest.mark.parametrize("setting", WORDS)
def test_what_is_no_number_is_held_to_its_choices(tmp_path: Path, setting: str) -> None:
    """Each choice is taken from the file; anything else is refused with the line and the setting."""
    (section, name), (right, wrong) = setting.split("."), WORDS[setting]
    file = tmp_path / "settings.toml"
    for value in right:
        file.write_text(f"[{section}]\n{name} = {value}\n", encoding="utf-8")
        assert value_of(tmp_path, setting) == tomllib.loads(f"value = {value}")["value"]
    for value in wrong:
        file.write_text(f"[{section}]\n{name} = {value}\n", encoding="utf-8")
        assert f"{file}, line 2: {setting} " in str(fault_of(tmp_path)), value


@pytest.mark.parametrize(
    ("setting", "right", "wrong"),
    [
        ("ui.ascii", {"1": True, "Yes": True, "off": False, "": False, "0": False}, ("tru", "2", "enabled")),
        ("ui.colour", {"on": True, "false": False, "no": False}, ("none", "-1")),
        ("duplicates.equal_mobile", {"confirmed": "confirmed"}, ("always", "")),
        ("duplicates.equal_account", {"potential": "potential"}, ("CONFIRMED",)),
        ("verification.mandatory", {"": "", "voter mobile": "voter mobile"}, ("passport", "mobile,voter")),
    ],
)
def test_the_environment_is_held_to_the_choices(
    tmp_path: Path, setting: str, right: dict[str, object], wrong: tuple[str, ...]
) -> None:
    """Each word that is taken from a variable gives its value; another one is refused, not read as 'no'."""
    variable = "LOKOS_" + setting.replace(".", "_").upper()
    for text, value in right.items():
        assert value_of(tmp_path, setting, {variable: text}) == value
    for text in wrong:
        assert f"{variable}: {setting} " in str(fault_of(tmp_path, {variable: text})), text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[norm]\nvos = 2\n\n[ ui ]\npage_size = 1\n", 5),
        ("ui.page_size = 1\n[norm]\nshgs = 3\n", 1),
        ("[norm]\nshgs = 3\n[ui]\n'page_size' = 1\n", 4),
        ("[norm]\nshgs = 3\n[ui]\nascii = true\n[ui.keys]\npage_size = 'f5'\n", 0),
        ("[norm]\nshgs = 3\n\nui = 3\n", 0),
        ("ui = { page_size = 1 }\n", 1),
    ],
)
def test_the_line_is_the_setting_s_own(tmp_path: Path, text: str, line: int) -> None:
    """The line is found by section and name, however TOML writes them; 0: these files are not wrong in ``ui``."""
    (tmp_path / "settings.toml").write_text(text, encoding="utf-8")
    if line:
        assert f"line {line}: ui.page_size" in str(fault_of(tmp_path))
    elif "keys" in text:
        assert value_of(tmp_path, "ui.keys") == {"page_size": "f5"}
    else:
        assert "line 4: norm.ui" in str(fault_of(tmp_path))


def test_every_setting_is_described() -> None:
    """The description has each setting once, with default, range, words and variable; the defaults are in range."""
    facts = {f"{fact.section}.{fact.name}": fact for fact in describe()}
    assert set(facts) == BOUNDS.keys() | WORDS.keys()
    assert len(facts) == len(describe())
    for setting, fact in facts.items():
        assert fact.help.endswith("."), setting
        assert fact.range, setting
        assert fact.variable == ("" if setting == "ui.keys" else "LOKOS_" + setting.replace(".", "_").upper())
    for setting, (least, most) in BOUNDS.items():
        assert facts[setting].range == f"{least} to {most}"
        assert least <= int(facts[setting].default) <= most
    assert facts["ui.page_size"] == SettingFact(
        "ui", "page_size", "whole number", "25", "5 to 1000",
        "Rows of a list that are printed at once on the command line.", "LOKOS_UI_PAGE_SIZE",
    )  # fmt: skip


def test_the_policy_of_no_settings_is_the_shipped_one(tmp_path: Path) -> None:
    """An office that settled nothing has the shipped policy, one that settled something has that and is asked once."""
    assert Office(load_settings(tmp_path, {})).policy == SHIPPED_POLICY
    (tmp_path / "settings.toml").write_text(
        '[norm]\nshgs = 25\nvos = 2\nclfs = 3\n[duplicates]\nthreshold = 18\ngeneric_mobile = 6\ngeneric_account = 7\n'
        'generic_voter = 8\nequal_mobile = "confirmed"\nequal_account = "potential"\n'
        '[verification]\nmandatory = "voter"\n',
        encoding="utf-8",
    )  # fmt: skip
    office = Office(load_settings(tmp_path, {}))
    assert office.policy == Policy(
        norm=LoadNorm(25, 2, 3),
        duplicates=Rules(
            threshold=18.0,
            generic_mobile=6,
            generic_account=7,
            generic_voter=8,
            equal_mobile=Class.CONFIRMED,
            equal_account=Class.POTENTIAL,
        ),
        mandatory=("voter",),
    )
    assert office.policy is office.policy
