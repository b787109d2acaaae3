"""Profiles that arrived: the uploads, newest first; one key loads what lies in the inbox."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.errors import Cancelled
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.profiles.plan import OUTCOME_WORDS, Outcome
from lokos_tui.files.profiles.bundles import LOAD, READ, PickedUp, pick_up, waiting
from lokos_tui.queries.profiles.fields import UPLOAD
from lokos_tui.queries.profiles.uploads import UploadRow, upload_page
from lokos_tui.queries.verification.returned import may_see_returned
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import TextScreen
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


class UploadsScreen(BaseScreen[None]):
    """A list of uploads; Enter opens one, i loads the inbox."""

    ACTIONS = (
        Action("uploads.open", "enter", pgettext("key", "open"), _("What became of each line."), priority=1),
        Action(
            "uploads.inbox",
            "i",
            pgettext("key", "load the inbox"),
            _("Load every bundle in it."),
            Permission.PROFILES_UPLOAD,
            priority=2,
        ),
        Action(
            "uploads.returned",
            "w",
            pgettext("key", "went back"),
            _("Rejected, to be corrected."),
            priority=3,
            alone=True,
        ),
    )

    def compose_body(self) -> ComposeResult:
        """Compose the progress and the list."""
        yield ProgressLine(id="progress")
        yield PagedTable[UploadRow](
            columns_of(UPLOAD),
            fetch=self._page,
            cells=cells_of(UPLOAD),
            row_id=lambda row: row.id,
            empty=_("No profiles arrived yet. i loads the bundles that lie in the inbox."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is, and what waits."""
        self.set_title(context_of(self).actor.block_name, _("Profiles that arrived"))
        self._show_waiting()

    def _show_waiting(self) -> None:
        inbox = context_of(self).settings.inbox
        self.run_read(lambda: len(waiting(inbox)), self._waiting, group="waiting")

    def _waiting(self, count: int) -> None:
        self.set_status(
            ngettext("{n} bundle in the inbox: i loads it.", "{n} bundles in the inbox: i loads them.", count)
            if count
            else _("No bundle in the inbox.")
        )

    def _page(self, request: PageRequest) -> Page[UploadRow]:
        ctx = context_of(self)
        return ctx.read(upload_page, ctx.actor.area.scope, request)

    def action_open(self) -> None:
        """Open the upload under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        go(self, "upload", upload_id=event.row.id)

    def why_not(self, action_id: str) -> str | None:
        """What went back is for who decides and who corrects."""
        if action_id == "uploads.returned" and not may_see_returned(context_of(self).actor):
            return _("Only a Block Program Manager and the bookkeepers see what went back.")
        return super().why_not(action_id)

    def action_returned(self) -> None:
        """Open what went back."""
        go(self, "returned")

    def action_inbox(self) -> None:
        """Load every bundle of the inbox."""
        ctx, bar = context_of(self), self.query_one("#progress", ProgressLine)
        bar.start(pgettext("step", "inbox"))
        self.run_read(
            lambda: pick_up(ctx, ctx.actor.area.scope, ctx.settings.inbox, self._progress), self._picked, group="inbox"
        )

    def _progress(self, step: str, done: int, total: int) -> None:
        bar = self.query_one("#progress", ProgressLine)
        if bar.cancelled.is_set() and step in {READ, LOAD}:
            raise Cancelled
        bar.report(step, done, total or None)

    def _picked(self, found: tuple[PickedUp, ...]) -> None:
        self.query_one("#progress", ProgressLine).report(pgettext("step", "done"), len(found), len(found))
        self.action_refresh()
        self._show_waiting()
        if not found:
            self.say(_("The inbox holds no bundle."))
            return
        refused = sum(1 for one in found if one.refusal or (one.uploaded and one.uploaded.plan.count(Outcome.REFUSED)))
        self.say(
            ngettext(
                "{n} bundle read, {refused} with something refused.",
                "{n} bundles read, {refused} with something refused.",
                len(found),
                refused=refused,
            ),
            "warn" if refused else "ok",
        )
        self.app.push_screen(TextScreen(_("The inbox"), [picked_words(one) for one in found]))


def picked_words(one: PickedUp) -> str:
    """Return what became of one file of the inbox."""
    if one.uploaded is None:
        return _("{name}: {refusal} It lies in {where} now.", name=one.name, refusal=one.refusal, where=one.where)
    plan = one.uploaded.plan
    counts = joined(", ", (joined(" ", (plan.count(one), OUTCOME_WORDS[one])) for one in Outcome if plan.count(one)))
    said = _(
        "{name}: {counts}; it lies in {where} now.", name=one.name, counts=counts or _("no lines"), where=one.where
    )
    return joined(" ", (said, *plan.warnings))
