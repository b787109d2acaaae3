"""The language of the screens: chosen at the sign-in or with F4, at once, without losing what is typed."""

from __future__ import annotations

from collections.abc import Iterator

import polib
import pytest

from lokos_tui import language
from lokos_tui.app import LokosApp
from lokos_tui.commands.accounts import ChooseLanguage
from lokos_tui.context import Office
from lokos_tui.db import tables
from lokos_tui.language import choice
from lokos_tui.language.catalogue import ADDED
from lokos_tui.language.compile import write
from lokos_tui.preferences import Start, load, save, start_file
from lokos_tui.ui.form.form import Form
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.theme import ASCII, UNICODE
from screens.registry import ROUTES
from tests.tui.accounts.test_sign_in import sign_in
from tests.tui.conftest import ADMIN, BLOCK, PASSWORD, AppMaker
from tests.tui.ui_kit import press, screen_text, settle

HELP_IN_HINDI = "मदद"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """What one test speaks, the next does not."""
    yield
    choice.take("en")


def made(office: Office) -> LokosApp:
    """Return the program on a terminal that shows Devanagari."""
    app = LokosApp(office, ROUTES)
    app.glyphs = app._of_terminal = UNICODE
    return app


def keys_of(app: LokosApp) -> str:
    """Return the last line: the keys."""
    return screen_text(app)[-1]


async def test_f4_speaks_the_next_language_at_once_and_keeps_it(office: Office) -> None:
    """F4, Enter: Hindi on every screen that is open, kept with the account, there after the next sign-in."""
    app = made(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert "help" in keys_of(app)
        await press(pilot, "f4")
        await press(pilot, "enter")
        assert HELP_IN_HINDI in keys_of(app)
        await press(pilot, "escape")
        assert HELP_IN_HINDI in keys_of(app)
        assert "help" not in keys_of(app)
        await press(pilot, "ctrl+q")
        await settle(pilot)
        choice.take("en")
        await sign_in(pilot)
        assert HELP_IN_HINDI in keys_of(app)
    with office.store.reading() as connection:
        kept = connection.execute(tables.user_account.select().where(tables.user_account.c.user_id == ADMIN)).one()
    assert kept.language == "hi"


async def test_what_is_typed_stays(open_screen: AppMaker) -> None:
    """L3: a form keeps its text, its field in focus and the place of the cursor when the language changes."""
    app = open_screen("user_new", block_code=BLOCK)
    app.glyphs = app._of_terminal = UNICODE
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        form = app.screen.query_one(Form)
        form.focus_field("name")
        await press(pilot, *"SUNITA", "left", "left")
        before, name = form.values(), form.query_one("#field-name", LineInput)
        place = name.cursor_position
        await press(pilot, "f4", "0", "escape")
        assert language.spoken() == "hi"
        assert form.values() == before
        assert app.focused is name
        assert name.cursor_position == place
        assert HELP_IN_HINDI in keys_of(app)


async def test_the_sign_in_asks_and_its_choice_goes_to_the_account(office: Office) -> None:
    """The language stands on the sign-in; what is chosen there speaks at once and belongs to who signs in."""
    app = made(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.screen.query_one(Form).focus_field("language")
        await press(pilot, "right")
        assert language.spoken() == "hi"
        assert HELP_IN_HINDI in keys_of(app)
        app.screen.query_one(Form).focus_field("role")
        await sign_in(pilot)
        assert HELP_IN_HINDI in keys_of(app)
    assert office.sign_in(ADMIN, PASSWORD).actor.language == "hi"


async def test_an_account_goes_before_the_terminal(office: Office) -> None:
    """The sign-in speaks what was chosen last on this terminal; then the account's own language holds."""
    ctx = office.sign_in(ADMIN, PASSWORD)
    ctx.send(ChooseLanguage(block_code=BLOCK, language="en"))
    path = start_file(office.settings.home, "xterm-256color")
    path.parent.mkdir(exist_ok=True)
    save(path, Start(language="hi"))
    app = made(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert HELP_IN_HINDI in keys_of(app)
        await sign_in(pilot)
        assert "help" in keys_of(app)
        await press(pilot, "ctrl+q")
        assert HELP_IN_HINDI in keys_of(app)
    assert load(path, Start()).language == "hi"


async def test_a_terminal_without_devanagari_speaks_hindi_in_latin_letters(office: Office) -> None:
    """Where signs are ASCII, Hindi is said in Latin letters, not in question marks."""
    office.sign_in(ADMIN, PASSWORD).send(ChooseLanguage(block_code=BLOCK, language="hi"))
    app = LokosApp(office, ROUTES)
    app.glyphs = app._of_terminal = ASCII
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert language.spoken() == "hi_Latn"
        assert "madad" in keys_of(app)
        assert "".join(screen_text(app)).isascii()


async def test_a_third_language_is_one_file(office: Office) -> None:
    """A language that was added says what it has; the rest is English; one that went is English altogether."""
    po = polib.POFile()
    po.metadata = {"Language": "mr", "Content-Type": "text/plain; charset=UTF-8"}
    po.append(polib.POEntry(msgctxt="key", msgid="help", msgstr="मदत"))
    target = write(po, "mr", office.settings.home / ADDED)
    office.sign_in(ADMIN, PASSWORD).send(ChooseLanguage(block_code=BLOCK, language="mr"))
    app = made(office)
    async with app.run_test(size=(80, 24)) as pilot:
        await sign_in(pilot)
        assert "मदत" in keys_of(app)
        assert "actions" in keys_of(app)
        await press(pilot, "ctrl+q")
        target.unlink()
        choice.take("en")
        await sign_in(pilot)
        assert "help" in keys_of(app)
