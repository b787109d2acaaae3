"""A translator's file: what can be taken is, and what cannot is named by its line; nothing else suffers."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.text import has_controls
from lokos_tui.language.catalogue import ADDED, LARGEST, file_of, languages, load
from lokos_tui.language.compile import LARGEST_SOURCE, checked, code_of, compile_all, forms_of, read, write

HEAD = 'msgid ""\nmsgstr ""\n"Language: mr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'


def made(folder: Path, body: str, head: str = HEAD) -> Path:
    """Write a catalogue."""
    path = folder / "mr.po"
    path.write_text(head + body, "utf-8")
    return path


def one(source: str, translation: str) -> str:
    """Return an entry."""
    return f'msgid "{source}"\nmsgstr "{translation}"\n\n'


WRONG = {
    "a stranger": (one("There is no {name}.", "{nam} nahi."), "language.place"),
    "a value left out": (one("There is no {name}.", "Nahi."), "language.place"),
    "an attribute": (one("There is no {name}.", "{name.__class__} nahi."), "language.place"),
    "an escape sequence": (one("Help", "\\u001b[2J".replace("\\u001b", "\x1b")), "language.signs"),
    "a line break": (one("Help", "madat\\nmadat"), "language.signs"),
    "a turned direction": (one("Help", "madat\u202e"), "language.signs"),
    "too long": (one("Help", "m" * 5_000), "language.long"),
    "per cent": (one("unrecognized arguments: %s", "nahi"), "language.place"),
    "a form missing": ('msgid "{n} row"\nmsgid_plural "{n} rows"\nmsgstr[0] "{n} ol"\n\n', "language.plural"),
}


@pytest.mark.parametrize("kind", WRONG)
def test_a_wrong_message_is_named_and_falls_back(tmp_path: Path, kind: str) -> None:
    """Line, file and fault are said; the messages round it are taken."""
    body, code = WRONG[kind]
    path = made(tmp_path, one("Back", "mage") + body + one("Open", "ughada"))
    good, problems = checked(read(path), path.name)
    assert {problem.code for problem in problems} == {code}
    assert "mr.po, line 9" in problems[0].sentence
    assert {entry.msgid for entry in good} >= {"Back", "Open"}
    assert len(good) == 2
    assert not any(has_controls(str(problem)) for problem in problems)


HOSTILE = {
    "no catalogue": b"<html>not found</html>",
    "binary": bytes(range(256)),
    "latin-1": 'msgid "a"\nmsgstr "\xe9"\n'.encode("latin-1"),
    "ten megabytes": b'msgid "a"\nmsgstr "' + b"x" * 10_000_000 + b'"\n',
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_catalogue_is_refused_with_a_sentence(tmp_path: Path, kind: str) -> None:
    """The file is named, and what would do."""
    path = tmp_path / "mr.po"
    path.write_bytes(HOSTILE[kind])
    with pytest.raises(Unreadable) as refused:
        read(path)
    assert "mr.po" in refused.value.sentence
    assert refused.value.hint
    assert not has_controls(str(refused.value))


def test_nothing_in_an_empty_file_is_a_catalogue_of_nothing(tmp_path: Path) -> None:
    """A file without messages is read; whose language it is, its name says."""
    path = tmp_path / "mr.po"
    path.write_bytes(b"")
    po = read(path)
    assert len(checked(po, "mr.po")[0]) == 0
    assert code_of(po, path) == "mr"


@given(st.text(st.characters(codec="utf-8"), max_size=60), st.text(st.characters(codec="utf-8"), max_size=60))
def test_whatever_is_taken_is_said_without_harm(source: str, translation: str) -> None:
    """A message that passes the check holds no character that steers a terminal and asks for no strange value."""
    po = polib.POFile()
    po.append(polib.POEntry(msgid=source or "x", msgstr=translation))
    good, problems = checked(po, "any.po")
    for entry in good:
        assert not has_controls(entry.msgstr)
    assert len(good) + len({problem.field for problem in problems}) <= 2


def test_it_is_compiled_and_read_again(tmp_path: Path) -> None:
    """What the program reads has the words, both forms of a plural, and nothing that was refused."""
    body = one("Back", "mage") + one("No {name}.", "{nam}.")
    body += 'msgid "{n} row"\nmsgid_plural "{n} rows"\nmsgstr[0] "{n} ol"\nmsgstr[1] "{n} oli"\n\n'
    body += 'msgid "{n} SHG"\nmsgid_plural "{n} SHGs"\nmsgstr[0] "{n} SHG"\nmsgstr[1] "{n} SHG"\n\n'
    path = made(tmp_path, body)
    good, problems = checked(read(path), path.name)
    write(good, "mr", tmp_path / ADDED)
    compiled = load("mr", tmp_path)
    assert compiled is not None
    assert _("Back").told(compiled) == "mage"
    assert _("No {name}.", name="A").told(compiled) == "No A."
    assert ngettext("{n} row", "{n} rows", 1).told(compiled) == "1 ol"
    assert ngettext("{n} row", "{n} rows", 5).told(compiled) == "5 oli"
    assert ngettext("{n} SHG", "{n} SHGs", 5).told(compiled) == "5 SHG"  # a word that has no plural there
    assert ("mr", "\u092e\u0930\u093e\u0920\u0940") in languages(tmp_path)
    assert {problem.field for problem in problems} == {"9"}


@pytest.mark.parametrize("spoil", ["cut", "noise", "too large", "a folder"])
def test_a_spoilt_compiled_catalogue_is_english(tmp_path: Path, spoil: str) -> None:
    """What cannot be read on disk keeps nobody from her work."""
    path = made(tmp_path, one("Back", "mage"))
    target = write(checked(read(path), path.name)[0], "mr", tmp_path / ADDED)
    whole = target.read_bytes()
    target.unlink()
    if spoil == "a folder":
        target.mkdir()
    else:
        target.write_bytes({"cut": whole[:40], "noise": b"\x00" * 400, "too large": whole + b" " * LARGEST}[spoil])
    assert load("mr", tmp_path) is None


@given(st.binary(max_size=300))
def test_no_bytes_break_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Any file under the name of a catalogue is read, or is not; nothing is raised, at reading or when it is asked."""
    home = tmp_path_factory.mktemp("any")
    target = file_of("mr", home / ADDED)
    target.parent.mkdir(parents=True)
    target.write_bytes(b"\xde\x12\x04\x95" + data)
    compiled = load("mr", home)
    assert isinstance(_("Back").told(compiled), str)
    assert isinstance(ngettext("{n} row", "{n} rows", 5).told(compiled), str)


@pytest.mark.parametrize("code", ["../hi", "HI", "hi/LC", "", "h", "hi_", "hi_Latin_X"])
def test_a_code_is_never_a_path(tmp_path: Path, code: str) -> None:
    """What is no language's code is no file either."""
    assert load(code, tmp_path) is None


def test_hindi_in_latin_letters_can_be_written_otherwise(tmp_path: Path) -> None:
    """The rule makes it from Hindi; a message of its own .po stands as it is written there."""
    for code, body in (("hi", one("Back", "पीछे") + one("Group", "समूह")), ("hi_Latn", one("Back", "piche"))):
        folder = tmp_path / code / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "lokos.po").write_text(HEAD.replace("mr", code) + body, "utf-8")
    assert compile_all(tmp_path) == ()
    po = polib.mofile(str(file_of("hi_Latn", tmp_path)))
    assert {entry.msgid: entry.msgstr for entry in po} == {"Back": "piche", "Group": "Samuh"}


def test_limits_are_about_ours() -> None:
    """The largest files that are taken are several times as large as ours."""
    shipped = Path(compile_all.__code__.co_filename).parents[1] / "locale" / "hi" / "LC_MESSAGES"
    assert (shipped / "lokos.po").stat().st_size * 3 < LARGEST_SOURCE
    assert (shipped / "lokos.mo").stat().st_size * 3 < LARGEST


def test_plural_forms_of_a_header() -> None:
    """The number of forms is read from the header; 2 where it says nothing that makes sense."""
    po = polib.POFile()
    assert forms_of(po) == 2
    for text, forms in (("nplurals=3; plural=0;", 3), ("nplurals=1; plural=0;", 1), ("nplurals=99;", 2), ("x", 2)):
        po.metadata = {"Plural-Forms": text}
        assert forms_of(po) == forms
