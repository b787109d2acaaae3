"""The one frame of every screen: place and user, status, the work, the message, the keys."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar, Final, TypeVar

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.office.finding import may_find
from lokos_tui.ui.frame.action_screen import ActionScreen
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, Action, bindings, footer
from lokos_tui.ui.frame.copying import code_of, copy_out
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.lines import KeysLine, Line, MessageLine, TitleLine
from lokos_tui.ui.frame.messages import Kind, ReadAgain, ReadRefused, Say
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.reads import ReadsInThreads
from lokos_tui.ui.frame.session import Navigator, go, navigator_of
from lokos_tui.ui.frame.text_pane import TextPane
from lokos_tui.ui.frame.too_small import TooSmall
from lokos_tui.ui.table.messages import RowActivated

Result = TypeVar("Result")
READING: Final = _("Reading ...")
"""What stands on a screen until its record or list is read."""
_GLOBAL: Final = frozenset(action.id for action in GLOBAL_ACTIONS)


class BaseScreen(ReadsInThreads, ActionScreen[Result]):
    """A screen of the program. Subclasses set ``ACTIONS`` and write ``compose_body``."""

    BINDINGS = bindings(GLOBAL_ACTIONS)
    _state: str | None = None
    """The sentence that stands in place of the work, None while the work is there."""
    _offers_again = False
    """True when that sentence is a refused read that may be tried once more."""
    OPENS_ROWS: ClassVar[bool] = True
    """False where Enter on a row of the list opens nothing."""
    WHILE_TYPING: ClassVar[frozenset[str]] = frozenset()
    """Actions whose own key works in a field of this screen too."""
    _shown_typing = False
    AUTO_FOCUS = "PagedTable, LineInput"
    HORIZONTAL_BREAKPOINTS = TooSmall.WIDTHS
    VERTICAL_BREAKPOINTS = TooSmall.HEIGHTS

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Turn the class's own actions into bindings before Textual merges them."""
        if "ACTIONS" in cls.__dict__:
            cls.BINDINGS = [*cls.__dict__.get("BINDINGS", []), *bindings(cls.__dict__["ACTIONS"])]
        super().__init_subclass__(**kwargs)  # type: ignore[arg-type]

    def compose(self) -> ComposeResult:
        """Compose the frame round ``compose_body``."""
        yield TitleLine("LokOS", id="title")
        yield Line(id="status")
        state = TextPane((), id="state")
        state.display = False
        yield state
        with Vertical(id="body"):
            yield from self.compose_body()
        yield MessageLine(id="message")
        yield KeysLine(id="keys")
        yield TooSmall(id="too-small")

    def compose_body(self) -> ComposeResult:
        """Compose the work of the screen; override this."""
        yield from ()

    def on_mount(self) -> None:
        """Show the keys; Textual calls this after the subclass's own handler of the same name."""
        self.show_keys()

    @on(Say)
    def _say_for(self, event: Say) -> None:
        event.stop()
        self.say(event.text, event.kind)

    @on(RowActivated)
    def _opens_nothing(self) -> None:
        if not self.OPENS_ROWS:
            self.say(_("{key} does nothing here; {shows} shows the keys.", key="Enter", shows="?"))

    # What a screen says

    def set_title(self, *path: str) -> None:
        """Show where this is: ``set_title('NAJIBABAD', 'Users')`` reads 'LokOS  NAJIBABAD > Users'."""
        self.query_one("#title", TitleLine).show(joined("  ", ("LokOS", joined(" > ", path))))

    def set_status(self, text: str) -> None:
        """Show the screen's own line: counts, filters in force, freshness."""
        self.query_one("#status", Line).show(text)

    def say(self, text: str, kind: Kind = "ok") -> None:
        """Show what just happened; it stays until the next act. What stands in place of the work is not said twice."""
        if self._state and text in self._state:
            text, kind = "", "ok"
        self.query_one("#message", MessageLine).tell(text, kind)

    def show_state(self, sentence: str | None, *, again: bool = False) -> None:
        """Show a sentence in place of the work (loading, empty, error, no permission); None brings the work back.

        The sentence names the next key: 'You may not see loads. Esc goes back.' While it stands, nothing but the
        global keys can be done; ``again`` offers to read once more.
        """
        pane = self.query_one("#state", TextPane)
        self._state, self._offers_again = sentence, again
        self.query_one("#body").display = sentence is None
        pane.display = sentence is not None
        if sentence is not None:
            pane.show_lines((sentence,))
            pane.focus()
        else:
            self.query_one("#status", Line).visible = True
            if pane.has_focus:
                self._focus_work()
        self.show_keys()

    def refuse(self, reason: str, *, again: bool = False) -> None:
        """Show in place of the work why it is not there: whole, once, and without what else the screen said."""
        sentence = joined(" ", (reason, _("Esc goes back.")))
        self.query_one("#status", Line).visible = False
        if self.query_one("#message", MessageLine).text in sentence:
            self.say("")
        self.show_state(sentence, again=again)

    def show_refusal(self, error: LokosError) -> None:
        """Show a refused read in place of the work; ``action_refresh`` reads it again."""
        self.refuse(str(error), again=True)

    def _focus_work(self) -> None:
        selector = self.AUTO_FOCUS or "PagedTable, LineInput"
        first = next((widget for widget in self.query(selector) if widget.focusable), None)
        if first is not None:
            first.focus()

    @on(ReadRefused)
    def _list_refused(self, event: ReadRefused) -> None:
        event.stop()
        if event.empty:
            self.show_refusal(event.error)
        else:
            self.say(str(event.error), "refused")

    @on(ReadAgain)
    def _list_read_again(self, event: ReadAgain) -> None:
        event.stop()
        if self._offers_again:
            self.show_state(None)

    def _say_error(self, error: LokosError) -> None:
        super()._say_error(error)
        self._nothing_came()

    def _say_unexpected(self, error: Exception) -> None:
        super()._say_unexpected(error)
        self._nothing_came()

    def _nothing_came(self) -> None:
        """Take away that something is being read: it failed, and the message says why."""
        status = self.query_one("#status", Line)
        if status.text == READING:
            status.show(_("It could not be read. r reads it again."))
        if self._state == READING:
            self.refuse(_("It could not be read. r reads it again."), again=True)

    def why_not(self, action_id: str) -> str | None:
        """Without the work nothing can be done but what every screen can."""
        if action_id == "app.find":
            return self._why_not_find()
        if self._state is not None and action_id not in _GLOBAL:
            return self._state
        return super().why_not(action_id)

    def _why_not_find(self) -> str | None:
        ctx = navigator_of(self).ctx if isinstance(self.app, Navigator) else None
        if ctx is None:
            return _("Sign in first.")
        return None if may_find(ctx.actor) else _("Your role has no list to find anything in.")

    @property
    def typing(self) -> bool:
        """True while letters are typed into something: a field has the focus, or the screen is a form."""
        from lokos_tui.ui.form.form import Form

        return isinstance(self.focused, Input) or bool(self.query(Form))

    def show_keys(self) -> None:
        """Show the keys valid now; call it when what is possible changed."""
        valid = [self._in_footer(action) for action in self.all_actions() if self.why_not(action.id) is None]
        self._shown_typing = self.typing
        keys = footer(valid, host_of(self).key_overrides, typing=self._shown_typing, in_field=self.WHILE_TYPING)
        self.query_one("#keys", KeysLine).show_keys(keys)

    @on(events.DescendantFocus)
    def _focus_went(self) -> None:
        """Show other keys where letters are typed from now on, or no longer."""
        if self.typing != self._shown_typing:
            self.show_keys()

    def _in_footer(self, action: Action) -> Action:
        """Return the action as the footer has it: where the work is not there, the way out stands first."""
        if self._state is not None and action.id == "app.back":
            return replace(action, show=True, priority=1)
        if self._offers_again and action.id == "app.refresh":
            return replace(action, show=True, priority=2)
        return action

    # Actions

    def unsaved(self) -> str | None:
        """Return the sentence that asks before unsaved work is left, None when there is none."""
        return None

    def action_back(self) -> None:
        """Go one step back; what waits for the database is given up, unsaved work is asked about first."""
        if self.gave_up():
            return
        question = self.unsaved()
        if question is None:
            self.leave()
            return
        from lokos_tui.ui.frame.confirm import ConfirmScreen

        self.app.push_screen(ConfirmScreen(question), lambda yes: self.leave() if yes else None)

    def gave_up(self) -> bool:
        """Give up what waits for the database, and say so; False when nothing does."""
        if not self.give_up_waiting():
            return False
        self.say(_("Giving up ..."), "warn")
        return True

    @on(ProgressLine.Cancelled)
    def _stop_waiting(self) -> None:
        self.gave_up()

    def leave(self) -> None:
        """Close this screen; the home screen overrides it."""
        self.app.pop_screen()

    def action_refresh(self) -> None:
        """Read every list of the screen again, keeping the place."""
        from lokos_tui.ui.table.table import PagedTable

        for table in self.query(PagedTable):
            table.refresh_rows()

    def action_palette(self) -> None:
        """Choose any screen or action of the program by name."""
        from lokos_tui.ui.frame.help import show_palette

        show_palette(self)

    def action_display(self) -> None:
        """Change language, signs, colours, mouse and background of this terminal."""
        go(self, "display")

    def copied(self) -> str:
        """Return what the copy key copies: the user id or code of the row under the cursor; override it elsewhere."""
        from lokos_tui.ui.table.table import PagedTable

        tables = sorted(self.query(PagedTable), key=lambda table: not table.has_focus)
        return code_of(tables[0].current) if tables else ""

    def action_copy(self) -> None:
        """Copy it to the clipboard of the operator's own machine."""
        self.say(*copy_out(self, self.copied()))

    def action_find(self) -> None:
        """Find anything in the area of who is signed in."""
        go(self, "find")

    def action_help(self) -> None:
        """Show what can be done here, what the columns mean, and every key."""
        from lokos_tui.ui.frame.help import show_help

        show_help(self)
