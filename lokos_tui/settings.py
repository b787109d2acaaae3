"""An office's settings: typed, documented, and named by file and line when one is wrong.

Read from ``settings.toml`` in the office's folder; an environment variable
``LOKOS_<SECTION>_<NAME>`` (``LOKOS_DATABASE_URL``) wins over the file.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

from lokos_tui.domain.errors import Unavailable

FILE_NAME = "settings.toml"
DEFAULT_HOME = "~/lokos-office"
_CLASSES = ("shared", "potential", "confirmed")
_SOME_OF = {"mandatory": ("mobile", "account", "voter")}
_ONE_OF = {"equal_mobile": _CLASSES, "equal_account": _CLASSES}


@dataclass(frozen=True, slots=True)
class DatabaseSettings:
    """Where the data is."""

    url: str = ""
    """'' is the SQLite file office.db in the office's folder; or postgresql://user@host/name."""


@dataclass(frozen=True, slots=True)
class UiSettings:
    """How the screens look and which keys they take."""

    ascii: bool = False
    """Plain ASCII signs only; switched on by itself where the terminal cannot show more."""
    colour: bool = True
    """Colours beside the words; the words are there without."""
    page_size: int = 25
    """Rows of a list that are printed at once on the command line (5 to 1000)."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Own keys, by action: ``"users.new" = "f5"``."""


@dataclass(frozen=True, slots=True)
class NormSettings:
    """What one bookkeeper is expected to keep; above it the program warns and asks for a reason."""

    shgs: int = 20
    vos: int = 1
    clfs: int = 1


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """Limits of files that are loaded."""

    max_file_mb: int = 20
    """A larger file is refused before it is read."""
    seconds: int = 120
    """A file that takes longer to read is given up."""


@dataclass(frozen=True, slots=True)
class DuplicateSettings:
    """A state's rules of duplicates; the shipped ones were measured (``make bench``)."""

    threshold: int = 15
    """Bits from which two records of like names are a potential duplicate; higher finds less."""
    generic_mobile: int = 5
    """A mobile that more women hold is no evidence and is listed for correction."""
    generic_account: int = 10
    generic_voter: int = 10
    equal_mobile: str = "shared"
    """What an equal mobile alone makes of two women: shared, potential or confirmed."""
    equal_account: str = "shared"
    """The same for an equal bank account."""


@dataclass(frozen=True, slots=True)
class VerificationSettings:
    """How profiles are verified. That a maker never checks, and the five active members, are no settings."""

    mandatory: str = "mobile account"
    """Identifiers of a member that may not be crossed in an approval: any of mobile, account, voter."""


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
            "settings.syntax", f"{path}: {error}.", "Mend that line, or take the file away to use the defaults."
        ) from error
    return _merge(Settings(home=home), values, _Where(path, text), environ)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(
            "settings.unreadable", f"{path} cannot be read: {error}.", "Check the file and its permissions."
        ) from error


@dataclass(frozen=True, slots=True)
class _Where:
    path: Path
    text: str

    def fault(self, section: str, name: str, sentence: str) -> Unavailable:
        key = re.escape(name or section)
        lines = self.text.splitlines()
        number = next(
            (n for n, line in enumerate(lines, 1) if re.match(rf"\s*(\[\s*)?[\"']?{key}[\"']?\s*[\]=.]", line)), 0
        )
        where = f"{self.path}, line {number}" if number else str(self.path)
        label = f"{section}.{name}" if name else section
        return Unavailable(
            "settings.value", f"{where}: {label} {sentence}", "Mend that line, or take it out to use the default."
        )


def _merge(settings: Settings, values: dict[str, Any], where: _Where, environ: Mapping[str, str]) -> Settings:
    known = {f.name: getattr(settings, f.name) for f in fields(settings) if is_dataclass(getattr(settings, f.name))}
    unknown = next((name for name in values if name not in known), None)
    if unknown is not None:
        raise where.fault(unknown, "", f"is no section; there are: {', '.join(known)}.")
    changed: dict[str, Any] = {}
    for section, default in known.items():
        given = values.get(section, {})
        if not isinstance(given, dict):
            raise where.fault(section, "", "is a section: write it as [" + section + "].")
        changed[section] = _section(section, default, given, where, environ)
    return replace(settings, **changed)


def _section(section: str, default: Any, given: dict[str, Any], where: _Where, environ: Mapping[str, str]) -> Any:
    names = {f.name for f in fields(default)}
    unknown = next((name for name in given if name not in names), None)
    if unknown is not None:
        raise where.fault(section, unknown, f"is not known; there are: {', '.join(sorted(names))}.")
    values: dict[str, Any] = {}
    for name in names:
        variable = f"LOKOS_{section}_{name}".upper()
        present = getattr(default, name)
        if variable in environ and not isinstance(present, Mapping):
            values[name] = _from_text(variable, environ[variable], present)
        elif name in given:
            values[name] = _checked(section, name, given[name], present, where)
    return replace(default, **values)


def _from_text(variable: str, text: str, present: object) -> object:
    if isinstance(present, bool):
        return text.strip().lower() in {"1", "true", "yes", "on"}
    if isinstance(present, int):
        try:
            return _positive(int(text))
        except ValueError as error:
            raise Unavailable(
                "settings.value", f"The environment variable {variable} must be a whole number above 0.", ""
            ) from error
    name = variable.split("_", 2)[-1].lower()
    if name in _ONE_OF and text not in _ONE_OF[name]:
        raise Unavailable("settings.value", f"{variable} must be one of: {', '.join(_ONE_OF[name])}.", "")
    if name in _SOME_OF and set(text.split()) - set(_SOME_OF[name]):
        raise Unavailable("settings.value", f"{variable} lists some of: {', '.join(_SOME_OF[name])}.", "")
    return text


def _positive(number: int) -> int:
    if number <= 0:
        raise ValueError(number)
    return number


def _checked(section: str, name: str, value: object, present: object, where: _Where) -> object:
    if isinstance(present, bool):
        if not isinstance(value, bool):
            raise where.fault(section, name, "is true or false.")
    elif isinstance(present, int):
        if not isinstance(value, int) or isinstance(value, bool) or value <= 0:
            raise where.fault(section, name, "is a whole number above 0.")
    elif isinstance(present, Mapping):
        if not isinstance(value, dict) or not all(isinstance(item, str) for item in value.values()):
            raise where.fault(section, name, 'is a table of texts: "action" = "key".')
    elif not isinstance(value, str):
        raise where.fault(section, name, "is text in quotes.")
    elif name in _SOME_OF and set(value.split()) - set(_SOME_OF[name]):
        raise where.fault(section, name, f"lists some of: {', '.join(_SOME_OF[name])}.")
    elif name in _ONE_OF and value not in _ONE_OF[name]:
        raise where.fault(section, name, f"is one of: {', '.join(_ONE_OF[name])}.")
    return value
