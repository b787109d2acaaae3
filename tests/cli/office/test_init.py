"""``lokos init``: every question on a real terminal, and all of it by options for a script."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from lokos_tui.cli.main import run
from lokos_tui.cli.office.answers import FILE_NAME
from lokos_tui.context import Office
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.settings import load_settings
from tests.display.terminal import Terminal

BLOCK = (
    "--state",
    "UP",
    "--district-code",
    "132",
    "--district",
    "BIJNOR",
    "--block-code",
    "996",
    "--block",
    "NAJIBABAD",
)
ADMIN = ("--admin", "IUP_NBDADM", "--name", "REKHA DEVI", "--mobile", "9999912345")
DEPUTY = ("--deputy", "IUP_NBDDEP", "--deputy-name", "MEENA RAWAT", "--deputy-mobile", "9999954321")
CTRL_C, CTRL_D = "\x03", "\x04"
Answer = tuple[str, str]
"""A prompt that is waited for, and what is typed then."""


def asked(home: Path, talk: Sequence[Answer], *options: str) -> Terminal:
    """Run the real program on a terminal and answer what it asks; the terminal is the caller's to close."""
    command = [sys.executable, "-m", "lokos_tui", "--home", str(home), "init", *options]
    line = Terminal(command, {"LANG": "C.UTF-8"}, 100, 60)
    for prompt, answer in talk:
        line.wait_for(prompt)
        line.send(answer if answer in (CTRL_C, CTRL_D) else f"{answer}\r")
    return line


def roles(home: Path, user_id: str, password: str) -> tuple[Role, int]:
    """Return the role somebody signs in with, and the number of her grant."""
    office = Office(load_settings(home))
    try:
        actor = office.sign_in(user_id, password).actor
    finally:
        office.close()
    return actor.role, actor.deputy


def password_after(text: str, user_id: str) -> str:
    """Return the first password that is printed for a user id."""
    return text.partition(user_id)[2].partition("First password")[2].split()[0]


def made(capsys: pytest.CaptureFixture[str], home: Path, *options: str) -> dict[str, str]:
    """Run init as a script and return what it prints as JSON."""
    assert run(["--home", str(home), "init", "--json", *options]) == 0
    found: dict[str, str] = json.loads(capsys.readouterr().out)
    return found


WALK: tuple[Answer, ...] = (
    ("Number [1]", "9"), ("from 1 to 3", "1"),
    ("two letters", "narnia"), ("narnia is no state", "utter pradesh"), ("1  UTTAR PRADESH, LGD code 9", "1"),
    ("District, name or LGD code", "kanpur"), ("2  KANPUR NAGAR, LGD code 157", "0"), ("Is it right all the same", "n"),
    ("District, name or LGD code", "132"), ("BIJNOR, LGD code 132", "nazibabad"),
    ("NAJIBABAD, LGD code 996", "UP_OLDADM"),
    ("of the older form", ""), ("Her name", "R"), ("at least 2 letters", "REKHA DEVI"),
    ("Her mobile", "12345"), ("This has 5", "9999912345"),
)  # fmt: skip
"""From the kind of office to the first admin, with a wrong answer at each question."""


def test_every_answer_is_checked_when_it_is_given(tmp_path: Path) -> None:
    """Wrong answers are asked again with the reason, one question at a time; the end says what is next."""
    talk = (*WALK, ("another person", "n"), ("Make this office", "y"), ("Next:", ""))
    with asked(tmp_path / "new", talk) as line:
        assert line.wait_for_end() == 0
        text = line.text
    assert "office deputy USER_ID" in text
    password = password_after(text.partition("is made in")[2], "IUP_NAJIBABADADM")
    assert roles(tmp_path / "new", "IUP_NAJIBABADADM", password) == (Role.BLOCK_ADMIN, 1)
    assert not (tmp_path / "new" / FILE_NAME).exists()


def test_an_interrupted_init_offers_its_answers_again(tmp_path: Path) -> None:
    """Ctrl+C: one sentence, nothing made but the private file of answers; the next start needs Enter alone."""
    home = tmp_path / "new"
    with asked(home, (*WALK, ("another person", CTRL_C), ("Stopped; no office was made", ""))) as line:
        assert line.wait_for_end() == 130
        assert "Traceback" not in line.text
    assert [(path.name, oct(path.stat().st_mode & 0o777)) for path in home.iterdir()] == [(FILE_NAME, "0o600")]
    again = ("Number [1]", "two letters) [UTTAR", "LGD code [BIJNOR]", "LGD code [NAJIBABAD]", "[IUP_NAJIBABADADM]",
             "[REKHA DEVI]", "[9999912345]")  # fmt: skip
    end = (("another person", "y"), ("[IUP_NAJIBABADBTU]", ""), ("Her name:", "MEENA RAWAT"),
           ("10 digits:", "9999912345"),
           ("or the mobile of the first", "9999954321"), ("Make this office", ""), ("Next:", ""))  # fmt: skip
    with asked(home, (*((prompt, "") for prompt in again), *end)) as line:
        assert line.wait_for_end() == 0
        text = line.text.partition("is made in")[2]
    assert roles(home, "IUP_NAJIBABADBTU", password_after(text, "IUP_NAJIBABADBTU")) == (Role.BLOCK_THEMATIC, 1)
    assert roles(home, "IUP_NAJIBABADADM", password_after(text, "IUP_NAJIBABADADM")) == (Role.BLOCK_ADMIN, 0)


def test_the_end_of_input_makes_nothing(tmp_path: Path) -> None:
    """Ctrl+D at the first question."""
    with asked(tmp_path / "new", (("Number [1]", CTRL_D), ("Stopped; no office was made", ""))) as line:
        assert line.wait_for_end() == 130
    assert not (tmp_path / "new").exists()


def test_a_place_that_is_not_listed_can_be_typed(tmp_path: Path) -> None:
    """In a state without a list code and name are asked for, a wrong code again; init says that it is unlisted."""
    talk = (("Number [1]", "2"), ("two letters", "OR"), ("District, LGD code", "abc"), ("An LGD code has", "363"),
            ("District, name", "PURI"), ("[IOR_PURIDADM]", ""), ("Her name", "ASHA LAL"), ("Her mobile", "9999911111"),
            ("Make this office", "y"), ("Next:", ""))  # fmt: skip
    with asked(tmp_path / "new", talk) as line:
        assert line.wait_for_end() == 0
        assert "PURI (363) is not in the program's list" in line.text
        assert "office add-block" in line.text


def test_what_options_say_is_not_asked(tmp_path: Path) -> None:
    """On a terminal only what is missing is asked, and what is wrong is said and asked."""
    options = ("--office", "block", *BLOCK, "--admin", "UP_OLDADM", "--name", "REKHA DEVI")
    talk = (("[IUP_NAJIBABADADM]", "IUP_NBDADM"), ("Her mobile", "9999912345"), ("another person", ""),
            ("Make this office", ""), ("Next:", ""))  # fmt: skip
    with asked(tmp_path / "new", talk, *options) as line:
        assert line.wait_for_end() == 0
        assert "UP_OLDADM is of the older form" in line.text
        assert "What is this office" not in line.text


def test_there_is_an_office_already(tmp_path: Path) -> None:
    """Said before the first question."""
    assert run(["--home", str(tmp_path), "init", *BLOCK, *ADMIN]) == 0
    with asked(tmp_path, (("already holds an office", ""),)) as line:
        assert line.wait_for_end() == 3


def test_a_script_of_before_makes_an_office_that_can_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The options of earlier versions are enough: the Block Admin is deputed too."""
    found = made(capsys, tmp_path, *BLOCK, *ADMIN)
    assert (found["office"], found["role"], found["deputy"]) == ("block", "BLOCK_ADMIN", "IUP_NBDADM")
    assert roles(tmp_path, "IUP_NBDADM", found["first_password"]) == (Role.BLOCK_ADMIN, 1)


def test_a_script_names_another_person(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --deputy her account is made too; places of the list need a name or a code alone."""
    found = made(capsys, tmp_path, "--state", "9", "--district", "bijnor", "--block-code", "0996", *ADMIN, *DEPUTY)
    assert found["deputy"] == "IUP_NBDDEP"
    assert roles(tmp_path, "IUP_NBDDEP", found["deputy_first_password"]) == (Role.BLOCK_THEMATIC, 1)


@pytest.mark.parametrize(
    ("office", "role"), [("district", Role.DISTRICT_ADMIN), ("state", Role.STATE_ADMIN), ("block", Role.BLOCK_ADMIN)]
)
def test_each_kind_of_office_has_its_admin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], office: str, role: Role
) -> None:
    """A district's needs no block, a state's no district; only a block has somebody deputed."""
    places = {"district": BLOCK[:6], "state": BLOCK[:2], "block": BLOCK}[office]
    found = made(capsys, tmp_path, "--office", office, *places, *ADMIN)
    assert (found["office"], found.get("deputy")) == (office, "IUP_NBDADM" if office == "block" else None)
    assert roles(tmp_path, "IUP_NBDADM", found["first_password"]) == (role, int(office == "block"))


WRONG: tuple[tuple[tuple[str, ...], int, str], ...] = (
    ((*BLOCK[2:], *ADMIN), 2, "Missing: --state"),
    (("--office", "district", "--state", "UP", *ADMIN), 2, "Missing: --district-code, --district"),
    (("--state", "UP", "--district", "bijnour", *ADMIN), 2, "Did you mean: BIJNOR, LGD code 132?"),
    (("--state", "narnia", *ADMIN), 2, "narnia is no state"),
    ((*BLOCK[:6], "--block-code", "x1", "--block", "NAJIBABAD", *ADMIN), 2, "--block-code: a code is digits"),
    ((*BLOCK[:6], "--block-code", "1234567", "--block", "NAJIBABAD", *ADMIN), 2, "An LGD code has 1 to 6 digits"),
    ((*BLOCK, "--admin", "UP_OLDADM", *ADMIN[2:]), 1, "New ids begin with IUP_"),
    ((*BLOCK, *ADMIN[:4], "--mobile", "123"), 1, "10 digits"),
    ((*BLOCK, *ADMIN, *DEPUTY[:4]), 2, "Missing: --deputy-mobile"),
    ((*BLOCK, *ADMIN, *DEPUTY[:4], "--deputy-mobile", "9999912345"), 1, "or the mobile of the first account"),
    (("--office", "block", "--role", "State Admin", *BLOCK, *ADMIN), 2, "are of two levels"),
    ((*BLOCK, *ADMIN, "--role", "SHG_BK"), 1, "The first account is an admin's"),
)


@pytest.mark.parametrize(("options", "status", "said"), WRONG)
def test_a_script_is_told_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], status: int, said: str
) -> None:
    """Without a terminal nothing is asked: a sentence, the status, and no office."""
    assert run(["--home", str(tmp_path / "new"), "init", *options]) == status
    assert said in capsys.readouterr().err
    assert not (tmp_path / "new" / "office.db").exists()
