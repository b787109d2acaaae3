"""An office's settings: typed, documented, and named by file and line when one is wrong.

Read from ``settings.toml`` in the office's folder; an environment variable
``LOKOS_<SECTION>_<NAME>`` (``LOKOS_DATABASE_URL``) wins over the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from lokos_tui.domain.errors import Unavailable
from lokos_tui.domain.message import _
from lokos_tui.domain.verification.identifiers import BY_NAME
from lokos_tui.setting_facts import (
    Kind,
    described,
    number,
    one_of,
    shown_default,
    some_of,
    switch,
    table,
    text,
    variable_of,
)

FILE_NAME = "settings.toml"
DEFAULT_HOME = "~/lokos-office"
_CLASSES = ("shared", "potential", "confirmed")


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """Where the data is."""

    url: str = text(
        "",
        "a URL of sqlite or postgresql, or empty",
        "Empty is the SQLite file office.db in the office's folder; else postgresql://user@host/name.",
    )


@dataclass(frozen=True, slots=True)
class UiSettings:
    """How the screens look and which keys they take."""

    language: str = text(
        "en",
        "a language's code: en, hi, hi_Latn ...",
        "The language before anybody has signed in, and for whoever has not chosen her own.",
        matches=r"[a-z]{2,3}(_[A-Z][A-Za-z]{1,3})?",
    )
    ascii: bool = switch(False, "Plain ASCII signs only; switched on by itself where the terminal cannot show more.")
    colour: bool = switch(True, "Colours beside the words; the words are there without.")
    page_size: int = number(25, 5, 1000, "Rows of a list that are printed at once on the command line.")
    keys: Mapping[str, str] = table("actions and their keys", 'Own keys, by action: "users.new" = "f5".')


@dataclass(frozen=True, slots=True)
class NormSettings:
    """What one bookkeeper is expected to keep; above it the program warns and asks for a reason."""

    shgs: int = number(20, 1, 200, "SHGs that one bookkeeper is expected to keep.")
    vos: int = number(1, 1, 50, "VOs that one bookkeeper is expected to keep.")
    clfs: int = number(1, 1, 20, "CLFs that one bookkeeper is expected to keep.")


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """Limits of files that are loaded."""

    max_file_mb: int = number(20, 1, 200, "A larger file, in megabytes, is refused before it is read.")
    seconds: int = number(120, 1, 3600, "A file that takes longer to read, in seconds, is given up.")


@dataclass(frozen=True, slots=True)
class DuplicateSettings:
    """A state's rules of duplicates; the shipped ones were measured (``make bench``)."""

    threshold: int = number(
        15, 5, 30, "Bits from which two records of like names are a potential duplicate; higher finds less."
    )
    generic_mobile: int = number(5, 2, 50, "A mobile that more women hold is listed for correction.")
    generic_account: int = number(10, 2, 50, "The same for a bank account.")
    generic_voter: int = number(10, 2, 50, "The same for a voter id.")
    equal_mobile: str = one_of("shared", _CLASSES, "What an equal mobile alone makes of two women.")
    equal_account: str = one_of("shared", _CLASSES, "What an equal bank account alone makes of two women.")


@dataclass(frozen=True, slots=True)
class VerificationSettings:
    """How profiles are verified. That a maker never checks, and the five active members, are no settings."""

    mandatory: str = some_of(
        "mobile account", tuple(BY_NAME), "Identifiers of a member that may not be crossed in an approval."
    )


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of an office, and its folder."""

    home: Path = field(default_factory=lambda: Path(DEFAULT_HOME).expanduser())
    database: DatabaseSettings = field(default_factory=DatabaseSettings)
    ui: UiSettings = field(default_factory=UiSettings)
    norm: NormSettings = field(default_factory=NormSettings)
    imports: ImportSettings = field(default_factory=ImportSettings)
    duplicates: DuplicateSettings = field(default_factory=DuplicateSettings)
    verification: VerificationSettings = field(default_factory=VerificationSettings)

    @property
    def database_url(self) -> str:
        """The database's URL; the embedded default lies in the office's folder."""
        return self.database.url or f"sqlite:///{self.home / 'office.db'}"

    @property
    def inbox(self) -> Path:
        """Where workbooks to load are put."""
        return self.home / "inbox"

    @property
    def exports(self) -> Path:
        """Where templates, returned workbooks, slips and exports are written."""
        return self.home / "exports"

    @property
    def drafts(self) -> Path:
        """Where unsaved forms are kept: a folder for each user of the operating system, hers alone."""
        return self.home / f"drafts-{os.getuid()}"


def office_home(given: str | None = None) -> Path:
    """Return the office's folder: the option, else LOKOS_HOME, else ``~/lokos-office``."""
    return Path(given or os.environ.get("LOKOS_HOME") or DEFAULT_HOME).expanduser().absolute()


def load_settings(home: Path, environ: Mapping[str, str] | None = None) -> Settings:
    """Read an office's settings. Raises Unavailable naming file, line, setting and what would do."""
    environ = os.environ if environ is None else environ
    path = home / FILE_NAME
    text = _read(path)
    try:
        values: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Unavailable(
            "settings.syntax",
            _("{path}: {why}.", path=path, why=error),
            _("Mend that line, or take the file away to use the defaults."),
        ) from error
    return _merge(Settings(home=home), values, _Where(path, text), environ)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(
            "settings.unreadable",
            _("{path} cannot be read: {why}.", path=path, why=error),
            _("Check the file and its permissions."),
        ) from error


@dataclass(frozen=True, slots=True)
class SettingFact:
    """A setting in words: for the page of the documentation.

    ``range`` says what it may be, ``default`` is written as in the file, and
    ``variable`` is the environment variable that wins over the file ('': the
    file alone has this setting).
    """

    section: str
    name: str
    type: str
    default: str
    range: str
    help: str
    variable: str


def describe() -> tuple[SettingFact, ...]:
    """Return every setting, section by section, from the descriptions that values are checked by."""
    return tuple(
        _fact(section, of, getattr(default, of.name))
        for section, default in _sections(Settings()).items()
        for of in fields(default)
    )


def _fact(section: str, of: Field[Any], default: object) -> SettingFact:
    known = described(of)
    return SettingFact(
        section,
        of.name,
        known.kind.type,
        shown_default(default),
        known.kind.range,
        known.help,
        variable_of(section, of.name, known.kind),
    )


def _sections(settings: Settings) -> dict[str, Any]:
    return {of.name: getattr(settings, of.name) for of in fields(settings) if is_dataclass(getattr(settings, of.name))}


@dataclass(frozen=True, slots=True)
class _Where:
    path: Path
    text: str

    def fault(self, section: str, name: str, sentence: str) -> Unavailable:
        number = _line_of(self.text, section, name)
        if number:
            told = _("{path}, line {line}: {sentence}", path=self.path, line=number, sentence=sentence)
        else:
            told = _("{path}: {sentence}", path=self.path, sentence=sentence)
        return Unavailable("settings.value", told, _("Mend that line, or take it out to use the default."))


def _line_of(text: str, section: str, name: str) -> int:
    """Return the number of the line where a setting, or its section when there is none, is written; 0: nowhere."""
    inside, fallback = "", 0
    for count, line in enumerate(text.splitlines(), 1):
        if header := re.match(r"\s*\[\s*([^\]]+?)\s*\]", line):
            inside = header[1].strip("\"' ")
        key = re.match(r"\s*([\w\"'. -]+?)\s*=", line)
        parts = [part.strip("\"' ") for part in key[1].split(".")] if key else []
        path = [*inside.split("."), *parts] if inside else parts
        if name and path[:2] == [section, name]:
            return count
        if path[:1] == [section]:
            fallback = fallback or count
    return fallback


def _merge(settings: Settings, values: dict[str, Any], where: _Where, environ: Mapping[str, str]) -> Settings:
    known = _sections(settings)
    unknown = next((name for name in values if name not in known), None)
    if unknown is not None:
        there_are = ", ".join(known)
        raise where.fault(
            unknown, "", _("{section} is no section; there are: {known}.", section=unknown, known=there_are)
        )
    changed: dict[str, Any] = {}
    for section, default in known.items():
        given = values.get(section, {})
        if not isinstance(given, dict):
            raise where.fault(section, "", _("{section} is a section: write it as [{section}].", section=section))
        changed[section] = _section(section, default, given, where, environ)
    return replace(settings, **changed)


def _section(section: str, default: Any, given: dict[str, Any], where: _Where, environ: Mapping[str, str]) -> Any:
    kinds = {of.name: described(of).kind for of in fields(default)}
    unknown = next((name for name in given if name not in kinds), None)
    if unknown is not None:
        there_are, setting = ", ".join(sorted(kinds)), f"{section}.{unknown}"
        raise where.fault(
            section,
            unknown,
            _("{setting} is not known; there are: {known}.", setting=setting, known=there_are),
        )
    values: dict[str, Any] = {}
    for name, kind in kinds.items():
        variable = variable_of(section, name, kind)
        if variable in environ:
            values[name] = _from_text(variable, f"{section}.{name}", environ[variable], kind)
        elif name in given:
            if not kind.accepts(given[name]):
                raise where.fault(section, name, kind.says(f"{section}.{name}"))
            values[name] = given[name]
    return replace(default, **values)


def _from_text(variable: str, setting: str, text: str, kind: Kind) -> object:
    value = kind.read(text)
    if not kind.accepts(value):
        raise Unavailable(
            "settings.value",
            _("The environment variable {variable}: {sentence}", variable=variable, sentence=kind.says(setting)),
            _("Set it to such a value, or unset it."),
        )
    return value
