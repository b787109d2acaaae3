"""From a ``.po`` file, as translators write it, to the compiled catalogue that the program reads.

Every message is checked on the way: one that could steer a terminal, that names a value which is not there or leaves
one out, is named by its line and left out, so that it is said in English. The others are taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import polib

from lokos_tui.domain.errors import Problem, Unreadable
from lokos_tui.domain.message import PLACE, _, ngettext
from lokos_tui.domain.text import has_controls
from lokos_tui.language.catalogue import CODE, DOMAIN, LATIN_FROM, file_of
from lokos_tui.language.latin import latin

LARGEST_SOURCE: Final = 4_000_000
"""Bytes of a ``.po``; ours has some 500,000."""
LONGEST: Final = 4_000
"""Characters of one translation."""
_PERCENT: Final = re.compile(r"%(?:\(\w+\))?[srd]")
"""Places of the standard library's own sentences."""
COUNT: Final = "n"
"""The value that a plural form may leave out: 'one member' needs no number."""


def read(path: Path) -> polib.POFile:
    """Return a ``.po`` file. Raises Unreadable with a sentence that names file and, where it is known, line."""
    try:
        if path.stat().st_size > LARGEST_SOURCE:
            raise Unreadable(
                "language.large",
                _("{file} is larger than {most} bytes; no catalogue of ours is.", file=path.name, most=LARGEST_SOURCE),
                _("Take the messages out that the program does not have."),
            )
        return polib.pofile(path.read_text("utf-8-sig"), encoding="utf-8", check_for_duplicates=True)
    except UnicodeError as error:
        raise Unreadable(
            "language.encoding", _("{file} is not written in UTF-8.", file=path.name), _("Save it as UTF-8.")
        ) from error
    except (OSError, ValueError, IndexError, RecursionError) as error:
        raise Unreadable(
            "language.syntax",
            _("{file} is no catalogue: {why}.", file=path.name, why=str(error).splitlines()[0][:200] or "empty"),
            _("Mend that line; gettext's msgfmt and every editor of translations show it too."),
        ) from error


def code_of(po: polib.POFile, path: Path) -> str:
    """Return the code of the language a catalogue is for: its header's, else the file's name. Raises Unreadable."""
    code = po.metadata.get("Language", "") or path.stem
    if not CODE.fullmatch(code):
        raise Unreadable(
            "language.code",
            _("{file} does not say which language it is.", file=path.name),
            _("Write the line Language into its header, for example: Language: mr"),
        )
    return code


def forms_of(po: polib.POFile) -> int:
    """Return how many plural forms the header promises; 2 where it says nothing."""
    found = po.metadata.get("Plural-Forms", "")
    _before, _sign, number = found.partition("nplurals=")
    digits = number.split(";")[0].strip()
    return int(digits) if digits.isdecimal() and 1 <= int(digits) <= 6 else 2  # noqa: PLR2004 - gettext knows no more


def problems_of(entry: polib.POEntry, forms: int) -> Iterator[tuple[str, str]]:
    """Give (code, sentence) of each reason why a message cannot be taken."""
    translated = entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,)
    if entry.msgid_plural and set(entry.msgstr_plural) != set(range(forms)):
        yield (
            "language.plural",
            ngettext("the header promises {n} plural form", "the header promises {n} plural forms", forms),
        )
    places = set(PLACE.findall(entry.msgid)) | set(PLACE.findall(entry.msgid_plural))
    for text in translated:
        if sorted(_PERCENT.findall(text)) != sorted(_PERCENT.findall(entry.msgid)):
            yield "language.place", _("the values marked with % differ")
        own = set(PLACE.findall(text))
        if stranger := own - places:
            yield "language.place", _("{names} stands for no value here", names=_names(stranger))
        if missing := places - own - {COUNT}:
            yield "language.place", _("{names} is left out", names=_names(missing))
        if has_controls(text) or "\n" in text or "\t" in text:
            yield "language.signs", _("it holds characters that steer a terminal")
        if len(text) > LONGEST:
            yield "language.long", _("it is longer than {most} characters", most=LONGEST)


def _names(places: set[str]) -> str:
    return ", ".join(f"{{{place}}}" for place in sorted(places))


def checked(po: polib.POFile, name: str) -> tuple[polib.POFile, tuple[Problem, ...]]:
    """Return what can be taken of a catalogue, and why the rest cannot, each by its line."""
    good, problems = polib.POFile(), []
    good.metadata = {key: po.metadata[key] for key in ("Language", "Plural-Forms") if key in po.metadata}
    good.metadata["Content-Type"] = "text/plain; charset=UTF-8"
    for entry in po.translated_entries():
        wrong = list(problems_of(entry, forms_of(po)))
        if not wrong:
            good.append(entry)
        for code, sentence in wrong:
            place = _("{file}, line {line}", file=name, line=entry.linenum)
            told = _("{place}: {what}; this message stays English.", place=place, what=sentence)
            problems.append(Problem(str(entry.linenum), code, told))
    return good, tuple(problems)


def in_latin(po: polib.POFile, own: polib.POFile | None = None) -> polib.POFile:
    """Return a catalogue in Latin letters; what ``own`` holds stands as it is written there."""
    written = {(entry.msgctxt, entry.msgid): entry for entry in own or ()}
    for entry in po:
        mine = written.get((entry.msgctxt, entry.msgid))
        _rewrite(entry, mine)
    return po


def _rewrite(entry: polib.POEntry, mine: polib.POEntry | None) -> None:
    if mine is not None:
        entry.msgstr, entry.msgstr_plural = mine.msgstr, mine.msgstr_plural
        return
    entry.msgstr = latin(entry.msgstr, entry.msgid)
    entry.msgstr_plural = {at: latin(text, entry.msgid) for at, text in entry.msgstr_plural.items()}


def write(po: polib.POFile, code: str, folder: Path) -> Path:
    """Write the compiled catalogue of a language below a folder, whole or not at all; return where it is."""
    target = file_of(code, folder)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_suffix(".new")
    beside.write_bytes(po.to_binary())
    beside.replace(target)
    return target


def compile_all(folder: Path) -> tuple[Problem, ...]:
    """Compile every ``.po`` below a folder, and what is made from one by rule; return what was left out."""
    problems: list[Problem] = []
    for path in sorted(folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        code = path.parent.parent.name
        po, wrong = checked(read(path), f"{code}/{path.name}")
        problems += wrong
        if code not in LATIN_FROM:
            write(po, code, folder)
    for code, origin in LATIN_FROM.items():
        own = file_of(code, folder).with_suffix(".po")
        po, _wrong = checked(read(file_of(origin, folder).with_suffix(".po")), origin)
        write(in_latin(po, checked(read(own), code)[0] if own.exists() else None), code, folder)
    return tuple(problems)
