"""The frame, the registry, forms, filters and questions, driven by keys."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from textual.app import ComposeResult
from textual.screen import ModalScreen

from lokos_tui.domain.accounts.roles import FACTS, Role
from lokos_tui.domain.errors import Conflict, Refused, Unavailable
from lokos_tui.language import words
from lokos_tui.ui.filter import bar
from lokos_tui.ui.filter.bar import FILTER_ACTION, FilterBar
from lokos_tui.ui.filter.words import FilterWords
from lokos_tui.ui.form.draft_questions import LeaveScreen, OfferScreen
from lokos_tui.ui.form.form import SAVE_ACTION, Form, FormField
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.confirm import ConfirmScreen, PickScreen, ReasonScreen, TextScreen
from lokos_tui.ui.frame.lines import MessageLine
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.table.table import PagedTable
from tests.support.languages import speaking
from tests.support.until import PATIENCE, STEP, until_seen
from tests.tui.ui_kit import Numbers, UiApp, number_table, press, screen_text, settle

pytestmark = pytest.mark.asyncio


def ten_digits(value: str) -> str | None:
    """Refuse what is not a mobile number."""
    return None if value.isdigit() and len(value) == 10 else "mobile needs 10 digits"


class UsersScreen(BaseScreen[None]):
    """A list with a filter and two actions."""

    ACTIONS = (
        Action("users.new", "n", "new", "Make a user.", "users:create", priority=20),
        Action("users.links", "l", "links", "Her links.", priority=21),
        FILTER_ACTION,
    )

    def __init__(self) -> None:
        super().__init__()
        self.done: list[Any] = []

    def compose_body(self) -> ComposeResult:
        """Compose filter and list."""
        yield FilterBar(("gp", "status"))
        yield number_table(Numbers(214))

    def on_mount(self) -> None:
        """Name the place."""
        self.set_title("NAJIBABAD", "Users")
        self.set_status("214 users   category: SHG")

    def action_new(self) -> None:
        """Note that a user is to be made."""
        self.done.append("new")

    def action_links(self) -> None:
        """Say what was done."""
        self.say("Linked 12 SHGs to IUP_GUDUSHGBK. u undoes it.")

    def action_filter(self) -> None:
        """Open the filter."""
        self.query_one(FilterBar).open()

    def on_filter_bar_changed(self, event: FilterBar.Changed) -> None:
        """Note the filter in force."""
        self.done.append(event.words)

    def on_filter_bar_closed(self) -> None:
        """Give the focus back to the list."""
        self.query_one(PagedTable).focus()


class NewUserScreen(BaseScreen[None]):
    """A form."""

    ACTIONS = (SAVE_ACTION,)

    def __init__(self) -> None:
        super().__init__()
        self.saved: dict[str, str] = {}

    def compose_body(self) -> ComposeResult:
        """Compose the form."""
        yield Form(
            (
                FormField(
                    "category", "Category", "choice", True, choices=(("SHG", "SHG"), ("VO", "VO"), ("CLF", "CLF"))
                ),
                FormField("name", "Name", required=True, capitals=True, help="as on her identity card"),
                FormField("mobile", "Mobile", required=True, width=12, check=ten_digits, help="10 digits"),
                FormField("password", "Password", "secret"),
                FormField("gp", "Gram Panchayat", "readonly"),
            )
        )

    def on_mount(self) -> None:
        """Name the place and fill the form."""
        self.set_title("NAJIBABAD", "Users", "New")
        self.form.load({"category": "SHG", "gp": "GUDU"})
        self.form.focus_field("name")

    @property
    def form(self) -> Form:
        """The form."""
        return self.query_one(Form)

    def action_save(self) -> None:
        """Save the form."""
        self.form.save()

    def on_form_save_requested(self, event: Form.SaveRequested) -> None:
        """Keep what was saved."""
        self.saved = dict(event.values)

    def unsaved(self) -> str | None:
        """Ask before typed work is left."""
        return "The new user is not saved. Y leaves it." if self.form.changed else None


class ScreenApp(UiApp):
    """An app that opens on one screen."""

    def __init__(self, screen: BaseScreen[Any], *refused: str) -> None:
        super().__init__(*refused)
        self.first = screen

    def on_mount(self) -> None:
        """Open the screen."""
        self.push_screen(self.first)


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
async def test_frame(size: tuple[int, int]) -> None:
    """Title and user stand on line 1, the status on line 2, message and keys on the last two."""
    app = ScreenApp(UsersScreen())
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        await press(pilot, "l")
        lines = screen_text(app)
        assert lines[0].startswith("LokOS  NAJIBABAD > Users")
        assert lines[0].endswith("IUP_NBDADM Block Admin")
        assert lines[1].startswith("214 users")
        assert lines[-3].startswith("   IUP_00000")
        assert lines[-2].startswith("Linked 12 SHGs to IUP_GUDUSHGBK.")
        assert lines[-1].startswith("n new  l links  / filter")
        assert {len(line) for line in lines} == {size[0]}


async def test_state_stands_in_place_of_the_work() -> None:
    """A state is a sentence where the work was, and only the way out is left; taking it away brings the work back."""
    screen = UsersScreen()
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen.show_state("You may not see users. Esc goes back.")
        await settle(pilot)
        assert screen_text(app)[2].startswith("You may not see users.")
        assert screen_text(app)[-1].rstrip() == "Esc back  ? help  ^P actions"
        await press(pilot, "n")
        assert screen.done == []
        assert " ".join(screen_text(app)).count("You may not see users.") == 1
        screen.show_state(None)
        await settle(pilot)
        assert "IUP_0000000" in screen_text(app)[3]
        assert screen_text(app)[-1].startswith("n new")
        await press(pilot, "n")
        assert screen.done == ["new"]


class OnceScreen(BaseScreen[None]):
    """A record that is read when the screen opens and at every refresh."""

    def __init__(self, *answers: Exception | str) -> None:
        super().__init__()
        self.answers = list(answers)

    def compose_body(self) -> ComposeResult:
        """Compose nothing but a list that was read."""
        yield number_table(Numbers(3))

    def on_mount(self) -> None:
        """Read."""
        self.set_title("NAJIBABAD", "Record")
        self.show_state(READING)
        self.action_refresh()

    def action_refresh(self) -> None:
        """Read again."""
        self.run_read(self.answer, self.show, on_error=self.show_refusal)

    def answer(self) -> str:
        """Give the next answer."""
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def show(self, answer: str) -> None:
        """Show what was read."""
        self.show_state(None)
        self.set_status(answer)


LONG = Refused("area", "That lies outside your area, and this sentence is longer than one line of the screen.", "Ask.")


async def test_a_refused_record_is_said_once_and_read_again() -> None:
    """The refusal stands whole in place of the work with Esc and r; r brings the record, its keys and its focus."""
    screen = OnceScreen(LONG, "the record")
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        shown = " ".join(" ".join(screen_text(app)).split())
        assert shown.count(f"{LONG} Esc goes back.") == 1
        assert READING not in shown
        assert screen_text(app)[-1].rstrip() == "Esc back  r refresh  ? help  ^P actions"
        await press(pilot, "r")
        assert screen_text(app)[1].startswith("the record")
        assert screen_text(app)[-1].rstrip() == "? help  ^P actions"
        assert screen.query_one(PagedTable).has_focus


@pytest.mark.parametrize("told_first", [True, False])
async def test_two_reads_refused_alike_look_alike_in_either_order(*, told_first: bool) -> None:
    """Whichever of list and counts is refused first, in threads, the same stands there in one colour."""
    screen = OnceScreen("the record")
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        if told_first:
            screen.say(str(LONG), "refused")
        screen.show_refusal(LONG)
        if not told_first:
            screen.say(str(LONG), "refused")
        await settle(pilot)
        message = screen.query_one("#message", MessageLine)
        assert (message.text, message.kind) == ("", "ok")


async def test_a_fault_takes_reading_away() -> None:
    """Where reading breaks unexpectedly nothing stays on 'Reading ...'; the keys say what is left."""
    screen = OnceScreen(RuntimeError("bad day"), "the record")
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert screen_text(app)[2].startswith("It could not be read. r reads it again. Esc goes back.")
        assert [str(one) for one in app.unexpected] == ["bad day"]
        await press(pilot, "r")
        assert screen_text(app)[1].startswith("the record")


async def test_a_refusal_takes_reading_off_the_status_line() -> None:
    """The same where 'Reading ...' stood in the line under the title: the message says why."""
    screen = OnceScreen("the record", Unavailable("busy", "The database is busy.", "Try again."))
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen.set_status(READING)
        screen.run_read(screen.answer, screen.show)
        await settle(pilot)
        assert screen_text(app)[1].startswith("It could not be read. r reads it again.")
        assert screen_text(app)[-2].startswith("x The database is busy. Try again.")


async def test_what_is_not_permitted_is_not_shown_and_says_why() -> None:
    """A refused action is missing from the footer; its key gives the reason and does nothing."""
    screen = UsersScreen()
    app = ScreenApp(screen, "users:create")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert screen_text(app)[-1].startswith("l links")
        await press(pilot, "n")
        assert screen_text(app)[-2].startswith("x Your role may not do this")
        assert screen.done == []


async def test_keys_are_remapped_by_id() -> None:
    """A key from the settings works in place of the built-in one, in the footer too."""
    screen = UsersScreen()
    app = ScreenApp(screen)
    app.key_overrides = {"users.new": "f5"}
    async with app.run_test(size=(80, 24)) as pilot:
        app.set_keymap(dict(app.key_overrides))
        await settle(pilot)
        await press(pilot, "n", "f5")
        assert screen.done == ["new"]
        assert screen_text(app)[-1].startswith("F5 new")


async def test_palette_and_help() -> None:
    """The palette does what is chosen by name; the help lists the list's keys and is narrowed by typing."""
    screen = UsersScreen()
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "colon", *"make", "enter")
        assert screen.done == ["new"]
        await press(pilot, "question_mark", *"mark every")
        assert any("mark all" in line for line in screen_text(app))
        assert not any("Her links" in line for line in screen_text(app))
        await press(pilot, "escape")
        assert app.screen is screen


async def test_filter_waits_keeps_and_drops(monkeypatch: pytest.MonkeyPatch) -> None:
    """Typing is applied once after a pause; Enter keeps it; Esc restores what was kept."""
    monkeypatch.setattr(bar, "PAUSE", PATIENCE)
    screen = UsersScreen()
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "slash", *"gp:gudu su", "enter")
        kept = FilterWords("su", {"gp": "gudu"})
        assert screen.done == [kept]
        monkeypatch.setattr(bar, "PAUSE", STEP)
        await pilot.press("slash", "x")
        await until_seen(pilot, lambda: len(screen.done) > 1)
        await press(pilot, "escape")
        assert screen.done == [kept, FilterWords("sux", {"gp": "gudu"}), kept]
        assert isinstance(app.focused, PagedTable)


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_form_says_rules_and_problems(size: tuple[int, int]) -> None:
    """The problem stands beside the field once it is left; saving jumps to the first and counts them."""
    screen = NewUserScreen()
    app = ScreenApp(screen)
    async with app.run_test(size=size) as pilot:
        await press(pilot, "enter", *"98765", "enter")
        mobile = next(line for line in screen_text(app) if line.startswith("Mobile"))
        assert "x mobile needs" in mobile
        await press(pilot, "ctrl+s")
        assert screen_text(app)[-2].startswith("x Not saved: 2 fields need a look, first Name.")
        assert app.focused is not None
        assert app.focused.id == "field-name"
        await press(pilot, *"sunita devi", "enter", *"43210", "f2")
        assert screen.saved == {
            "category": "SHG",
            "name": "SUNITA DEVI",
            "mobile": "9876543210",
            "password": "",
            "gp": "GUDU",
        }


async def test_choice_opens_at_what_is_typed() -> None:
    """Typing in a choice opens the list narrowed; Enter takes it and goes on to the next field."""
    screen = NewUserScreen()
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        screen.form.focus_field("category")
        await pilot.press("right")
        assert screen.form.values()["category"] == "VO"
        await press(pilot, "c")
        await press(pilot, "enter")
        assert screen.form.values()["category"] == "CLF"
        assert app.focused is not None
        assert app.focused.id == "field-name"


async def test_back_asks_for_typed_work() -> None:
    """Esc with typed work asks; Enter and Esc stay, the named letter leaves."""
    screen = NewUserScreen()
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "a", "escape")
        assert isinstance(app.screen_stack[-1], ConfirmScreen)
        await press(pilot, "enter", "escape")
        assert app.screen is screen
        await press(pilot, "escape", "Y")
        assert app.screen is not screen


async def test_questions_return_typed_answers() -> None:
    """A reason is not taken empty; a text closes by Esc; a pick returns its value."""
    app = ScreenApp(UsersScreen())
    answers: list[object] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.push_screen(ReasonScreen("MEENA has 21 SHGs, one over the usual 20."), answers.append)
        await pilot.pause()
        await pilot.press("enter", *"leave cover", "enter")
        app.push_screen(TextScreen("Passwords, shown once", [f"line {n}" for n in range(90)]), answers.append)
        await pilot.pause()
        await pilot.press("pagedown", "escape")
        app.push_screen(PickScreen("Village", [(n, f"HAKEEMPUR {n}") for n in range(3000)]), answers.append)
        await settle(pilot)
        await press(pilot, *"hakimpur 2999")
        await press(pilot, "enter")
        assert answers == ["leave cover", None, 2999]


@pytest.mark.parametrize("code", ["en", "hi"])
async def test_a_chooser_takes_what_begins_with_what_was_typed(code: str) -> None:
    """'SHG User' is the SHG user, not the first that holds both words; however fast it is typed, and in Hindi."""
    app = ScreenApp(UsersScreen())
    answers: list[object] = []
    options = [(role, facts.sign_in_label) for role, facts in FACTS.items()]
    with speaking(code):
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            for typed, role in (("SHG User", Role.SHG_BK), ("vo user", Role.VO_BK), ("clf", Role.CLF_BK)):
                wanted = words(FACTS[role].sign_in_label).split(" (")[0] if code == "hi" else typed
                app.push_screen(PickScreen("Role", options), answers.append)
                await pilot.pause()
                if code == "hi":
                    app.screen.query_one(LineInput).value = wanted
                await pilot.press(*(wanted if code == "en" else ""), "enter")
                await settle(pilot)
                assert answers.pop() == role
            app.push_screen(PickScreen("Role", options), answers.append)
            await press(pilot, *"block", "down", "enter")
            assert answers.pop() == Role.BLOCK_PM


async def test_late_read_is_dropped_and_refusals_become_sentences() -> None:
    """Only the newest answer of a group is taken; a LokosError is said, anything else is reported."""
    screen, gate = UsersScreen(), threading.Event()
    taken: list[object] = []
    app = ScreenApp(screen)

    def refuse() -> None:
        raise Conflict("changed", "MEENA changed it at 10:12.", "r reads it again.")

    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen.run_read(lambda: gate.wait(PATIENCE), taken.append, "count")
        screen.run_read(lambda: "new", taken.append, "count")
        await until_seen(pilot, lambda: taken)
        gate.set()
        await settle(pilot)
        assert taken == ["new"]
        screen.run_read(refuse, taken.append)
        screen.run_read(lambda: 1 // 0, taken.append, "other")
        await settle(pilot)
        assert screen_text(app)[-2].startswith("x MEENA changed it at 10:12. r reads it again.")
        assert isinstance(app.unexpected[0], ZeroDivisionError)


async def test_progress_paints_seldom_and_stops() -> None:
    """A thousand reports paint a few times; the cancel key sets the flag the thread looks at."""

    class Load(BaseScreen[None]):
        """A load with its progress."""

        def compose_body(self) -> ComposeResult:
            yield ProgressLine()

    screen = Load()
    app = ScreenApp(screen)
    async with app.run_test(size=(80, 24)) as pilot:
        progress = screen.query_one(ProgressLine)
        shown: list[str] = []
        progress.show = shown.append  # type: ignore[assignment, method-assign]
        progress.start("reading")
        for done in range(1000):
            progress.report("reading", done)
        progress.report("reading", 1000, 1000)
        await pilot.pause()
        assert 1 <= len(shown) <= 4
        await pilot.press("C")
        assert progress.cancelled.is_set()


QUESTIONS = (
    (lambda: ConfirmScreen("All of it goes."), {"Y": True, "n": False, "N": False, "escape": False}),
    (lambda: LeaveScreen("Not saved."), {"Y": "keep", "D": "drop", "n": None, "N": None, "escape": None}),
    (lambda: OfferScreen("You were typing."), {"Y": "go", "D": "drop", "n": None, "N": None, "escape": None}),
)


@pytest.mark.parametrize(("question", "answers"), QUESTIONS, ids=["confirm", "leave", "offer"])
async def test_one_key_says_yes_and_one_no(
    question: Callable[[], ModalScreen[Any]], answers: dict[str, object]
) -> None:
    """The capital Y in every question, n as Esc for no; Enter, space and the small letters answer nothing."""
    app = ScreenApp(UsersScreen())
    given: list[object] = []
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key, answer in answers.items():
            app.push_screen(question(), given.append)
            await pilot.pause()
            await press(pilot, "enter", "y", "d", "space", "x")
            assert given == []
            keys = next(line for line in reversed(screen_text(app)) if line.strip())
            assert keys.startswith("Y ")
            assert "n Esc " in keys
            await press(pilot, key)
            assert given == [answer]
            given.clear()
