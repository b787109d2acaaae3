"""Step 1 of a load: choose what is loaded and the file from the office's inbox, or take a template."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.loads.kinds import FACTS
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.files.loads.templates import save_template, template_path
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import PickScreen
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.loads.files import INBOX, InboxFile, inbox_files, marked


class LoadScreen(BaseScreen[None]):
    """The inbox; Enter checks a file, nothing is written by that."""

    ACTIONS = (
        Action(
            "load.check",
            "enter",
            pgettext("key", "check the file"),
            _("Read it and show what it would do."),
            priority=1,
        ),
        Action("load.kind", "w", pgettext("key", "what is loaded"), _("Links, places or CBOs."), priority=2),
        Action(
            "load.template",
            "t",
            pgettext("key", "template"),
            _("A workbook to fill in, made from the block's data."),
            priority=3,
        ),
    )

    def __init__(self, kind: str = "mapping") -> None:
        super().__init__()
        self.kind = kind

    def compose_body(self) -> ComposeResult:
        """Compose the list of files."""
        yield PagedTable[InboxFile](
            columns_of(INBOX),
            cells=cells_of(INBOX),
            row_id=lambda row: row.number,
            empty=_(
                "The inbox is empty. t writes a template; put the filled workbook into {folder}, r reads again.",
                folder=context_of(self).settings.inbox,
            ),
            markable=False,
        )

    def on_mount(self) -> None:
        """Show the inbox, or why nothing may be loaded."""
        self.set_title(context_of(self).actor.block_name, _("Load, step 1 of 3: file"))
        kinds = self._kinds()
        if not kinds:
            self.refuse(host_of(self).why_not_permitted(FACTS[self.kind].permission) or "")
            return
        self.kind = self.kind if self.kind in kinds else kinds[0]
        self._show_kind()
        self.action_refresh()

    def _kinds(self) -> tuple[str, ...]:
        """Return the kinds of load that who is signed in may load."""
        actor = context_of(self).actor
        return tuple(kind for kind, facts in FACTS.items() if actor.may(facts.permission))

    def on_screen_resume(self) -> None:
        """A file may have come."""
        self.action_refresh()

    def action_refresh(self) -> None:
        """Look into the inbox again, for whom there is one."""
        if not self._kinds():
            return
        ctx = context_of(self)
        self.run_read(lambda: marked(inbox_files(ctx.settings.inbox), ctx), self._show_files, group="files")

    def _show_files(self, files: tuple[InboxFile, ...]) -> None:
        self.query_one(PagedTable).show_source(list_source(files, lambda row: (row.number, row.number)))

    def _show_kind(self) -> None:
        self.set_status(joined("   ", (_("Loading {what}", what=FACTS[self.kind].words), _("w changes it"))))

    def action_kind(self) -> None:
        """Choose what is loaded."""
        options = [(kind, FACTS[kind].words) for kind in self._kinds()]
        self.app.push_screen(PickScreen(_("What is loaded"), options, current=self.kind), self._take_kind)

    def _take_kind(self, kind: str | None) -> None:
        self.kind = kind or self.kind
        self._show_kind()

    def action_check(self) -> None:
        """Check the file under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _check(self, event: RowActivated) -> None:
        go(self, "load_check", kind=self.kind, path=event.row.path)

    def action_template(self) -> None:
        """Write a template into the exports."""
        options = [
            ("filled", _("filled with what the block holds now")),
            ("empty", _("empty, with its lists to choose from")),
        ]
        self.app.push_screen(PickScreen(_("Template"), options), self._template)

    def _template(self, choice: str | None) -> None:
        if choice is None:
            return
        ctx = context_of(self)
        target = template_path(ctx, self.kind)
        self.say(_("Writing the template ..."))
        self.run_read(
            lambda: save_template(ctx, self.kind, target, filled=choice == "filled"),
            lambda rows: self.say(
                ngettext("Template with {n} row: {file}", "Template with {n} rows: {file}", rows, file=target)
            ),
            group="template",
        )
