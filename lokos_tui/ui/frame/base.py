"""The one frame of every screen: place and user, status, the work, the message, the keys."""

from __future__ import annotations

from typing import TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical

from lokos_tui.ui.frame.action_screen import ActionScreen
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, bindings, footer
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.lines import KeysLine, Line, MessageLine, TitleLine
from lokos_tui.ui.frame.messages import Kind, Say
from lokos_tui.ui.frame.reads import ReadsInThreads
from lokos_tui.ui.frame.session import go
from lokos_tui.ui.frame.text_pane import TextPane
from lokos_tui.ui.frame.too_small import TooSmall

Result = TypeVar("Result")


class BaseScreen(ReadsInThreads, ActionScreen[Result]):
    """A screen of the program. Subclasses set ``ACTIONS`` and write ``compose_body``."""

    BINDINGS = bindings(GLOBAL_ACTIONS)
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

    # What a screen says

    def set_title(self, *path: str) -> None:
        """Show where this is: ``set_title('NAJIBABAD', 'Users')`` reads 'LokOS  NAJIBABAD > Users'."""
        self.query_one("#title", TitleLine).show("LokOS  " + " > ".join(part for part in path if part))

    def set_status(self, text: str) -> None:
        """Show the screen's own line: counts, filters in force, freshness."""
        self.query_one("#status", Line).show(text)

    def say(self, text: str, kind: Kind = "ok") -> None:
        """Show what just happened; it stays until the next act."""
        self.query_one("#message", MessageLine).tell(text, kind)

    def show_state(self, sentence: str | None) -> None:
        """Show a sentence in place of the work (loading, empty, error, no permission); None brings the work back.

        The sentence names the next key: 'You may not see loads. Esc goes back.'
        """
        pane = self.query_one("#state", TextPane)
        self.query_one("#body").display = sentence is None
        pane.display = sentence is not None
        if sentence is not None:
            pane.show_lines((sentence,))
            pane.focus()

    def show_keys(self) -> None:
        """Show the keys valid now; call it when what is possible changed."""
        valid = [action for action in self.all_actions() if self.why_not(action.id) is None]
        self.query_one("#keys", KeysLine).show_keys(footer(valid, host_of(self).key_overrides))

    # Actions

    def unsaved(self) -> str | None:
        """Return the sentence that asks before unsaved work is left, None when there is none."""
        return None

    def action_back(self) -> None:
        """Go one step back; unsaved work is asked about first."""
        question = self.unsaved()
        if question is None:
            self.leave()
            return
        from lokos_tui.ui.frame.confirm import ConfirmScreen

        self.app.push_screen(ConfirmScreen(question), lambda yes: self.leave() if yes else None)

    def leave(self) -> None:
        """Close this screen; the home screen overrides it."""
        self.app.pop_screen()

    def action_refresh(self) -> None:
        """Read every list of the screen again, keeping the place."""
        from lokos_tui.ui.table.table import PagedTable

        for table in self.query(PagedTable):
            table.refresh_rows()

    def action_palette(self) -> None:
        """Choose any action by name."""
        from lokos_tui.ui.frame.help import palette

        palette(self)

    def action_display(self) -> None:
        """Change signs, colours and mouse of this terminal."""
        go(self, "display")

    def action_help(self) -> None:
        """Show the keys of this screen."""
        from lokos_tui.ui.frame.help import HelpScreen

        self.app.push_screen(HelpScreen(self))
