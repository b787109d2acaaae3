"""Languages on the command line: which there are, one more from a file, one's own, and words in the one asked for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from lokos_tui.cli.main import run
from lokos_tui.language import choice
from lokos_tui.language.catalogue import ADDED, file_of

PO = (
    'msgid ""\nmsgstr ""\n"Language: mr\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
    'msgid "Nobody is named to act as."\nmsgstr "कोणाचेही नाव दिलेले नाही."\n\n'
    'msgid "Add --as USER_ID."\nmsgstr "{who} जोडा."\n\n'
)


@pytest.fixture(autouse=True)
def _english_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Every test begins in English, in an office's folder of its own, and leaves it so."""
    monkeypatch.setenv("LOKOS_HOME", str(tmp_path))
    monkeypatch.delenv("LOKOS_LANG", raising=False)
    monkeypatch.delenv("LANGUAGE", raising=False)
    yield
    choice.take("en")


def said(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Run a command line; return exit status, output and errors."""
    status = run(list(words))
    done = capsys.readouterr()
    return status, done.out, done.err


@pytest.mark.parametrize(
    "words", [("--lang", "hi", "--help"), ("--lang=hi", "--help"), ("users", "--help", "--lang", "hi")]
)
def test_help_is_in_the_language_asked_for(capsys: pytest.CaptureFixture[str], words: tuple[str, ...]) -> None:
    """The option may stand anywhere; the standard library's own words are translated too."""
    status, out, _err = said(capsys, *words)
    assert status == 0
    assert "विकल्प" in out
    assert "show this help message" not in out


def test_the_variable_is_taken_and_the_option_goes_before(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """LOKOS_LANG speaks for a session; --lang for one run."""
    monkeypatch.setenv("LOKOS_LANG", "hi")
    assert "विकल्प" in said(capsys, "users", "--help")[1]
    assert "options" in said(capsys, "--lang", "en", "users", "--help")[1]


@pytest.mark.parametrize("code", ["xx", "../hi", "hindi", "HI"])
def test_an_unknown_language_is_a_sentence(capsys: pytest.CaptureFixture[str], code: str) -> None:
    """It says which there are, and changes nothing."""
    status, out, err = said(capsys, "--lang", code, "users")
    assert (status, out) == (2, "")
    assert err == f"lokos: There is no language {code}. There are: en, hi, hi_Latn.\n"


def test_a_refusal_is_said_in_hindi_and_its_code_stays(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit status and data are the same in every language; the sentence is hers."""
    english, hindi = said(capsys, "users"), said(capsys, "--lang", "hi", "users")
    assert english[0] == hindi[0] == 2
    assert english[2] != hindi[2]
    assert "--as USER_ID" in hindi[2]


def test_a_language_is_added_from_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """What is right is compiled and speaks; what is wrong is named by file and line and stays English."""
    path = tmp_path / "mr.po"
    path.write_text(PO, "utf-8")
    status, out, err = said(capsys, "language", "add", str(path))
    assert status == 1
    assert "1 message of mr is there now" in out
    assert "mr.po, line 9" in err
    assert file_of("mr", tmp_path / ADDED).exists()
    told = said(capsys, "--lang", "mr", "users")[2]
    assert told == "lokos: कोणाचेही नाव दिलेले नाही. Add --as USER_ID.\n"
    listed = json.loads(said(capsys, "language", "list", "--json")[1])
    assert {"code": "mr", "name": "मराठी", "from": "office"} in listed


def test_a_file_that_is_no_catalogue_changes_nothing(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The file is named; no language is added."""
    path = tmp_path / "mr.po"
    path.write_bytes(b"\x00\x01")
    status, out, err = said(capsys, "language", "add", str(path))
    assert status == 3
    assert out == ""
    assert "mr.po" in err
    assert not (tmp_path / ADDED).exists()
