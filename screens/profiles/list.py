"""Profiles that arrived: the uploads, newest first; one key loads what lies in the inbox."""

from __future__ import annotations

from pathlib import Path

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import day_of
from lokos_tui.domain.errors import Cancelled, LokosError
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.profiles.model import Bundle
from lokos_tui.domain.profiles.plan import OUTCOME_WORDS, Outcome, UploadPlan
from lokos_tui.domain.verification.deciders import Others, question, why_not
from lokos_tui.files.profiles.bundles import (
    LOAD,
    READ,
    PickedUp,
    others_who_decide,
    pick_up,
    plan,
    read,
    take_unsigned,
    unsigned_ones,
    waiting,
)
from lokos_tui.queries.profiles.fields import UPLOAD
from lokos_tui.queries.profiles.uploads import UploadRow, upload_page
from lokos_tui.queries.verification.returned import may_see_returned
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.confirm import ConfirmScreen, PickScreen, TextScreen
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.empty import no_uploads


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
            "uploads.unsigned",
            "U",
            pgettext("key", "not signed"),
            _("Look at a bundle that nobody signed, and take it if you know where it comes from."),
            Permission.PROFILES_UPLOAD,
            priority=4,
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

    unsigned: tuple[Path, ...] = ()
    """The bundles of the inbox that nobody signed."""
    alone: LokosError | None = None
    """Why this block manager loads nothing here: nobody else could decide on it."""

    def compose_body(self) -> ComposeResult:
        """Compose the progress and the list."""
        yield ProgressLine(id="progress")
        yield PagedTable[UploadRow](
            columns_of(UPLOAD),
            fetch=self._page,
            cells=cells_of(UPLOAD),
            row_id=lambda row: row.id,
            empty=no_uploads(context_of(self).actor, alone=False),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say where this is, and what waits."""
        self.set_title(context_of(self).actor.block_name, _("Profiles that arrived"))
        self._show_waiting()

    def _show_waiting(self) -> None:
        ctx = context_of(self)
        if not ctx.actor.may(Permission.PROFILES_UPLOAD):
            return
        inbox, block = ctx.settings.inbox, ctx.actor.area.scope
        self.run_read(
            lambda: (len(waiting(inbox)), unsigned_ones(inbox), others_who_decide(ctx, block)),
            lambda found: self._waiting(*found),
            group="waiting",
        )

    def _waiting(self, count: int, unsigned: tuple[Path, ...], others: Others | None) -> None:
        self.unsigned = unsigned
        self.alone = why_not(others) if others is not None else None
        table = self.query_one(PagedTable)
        table.empty = no_uploads(context_of(self).actor, alone=self.alone is not None)
        if not table.window.rows:
            table.refresh_rows()
        if not count:
            said = _("No bundle in the inbox.")
        elif self.alone:
            said = ngettext("{n} bundle in the inbox, for somebody else to load.",
                            "{n} bundles in the inbox, for somebody else to load.", count)  # fmt: skip
        else:
            said = ngettext("{n} bundle in the inbox: i loads it.", "{n} bundles in the inbox: i loads them.", count)
        more = ngettext("{n} not signed: U", "{n} not signed: U", len(unsigned)) if unsigned else ""
        self.set_status(joined("   ", (said, more)))
        self.show_keys()

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
        """What went back is for who decides and who corrects; nobody loads what nobody else could decide on."""
        if action_id == "uploads.returned" and not may_see_returned(context_of(self).actor):
            return _("Only a Block Program Manager, bookkeepers and approvers see what went back.")
        if action_id == "uploads.unsigned" and not self.unsigned:
            return super().why_not(action_id) or _("Every bundle of the inbox is signed.")
        if action_id in {"uploads.inbox", "uploads.unsigned"} and self.alone:
            return str(self.alone)
        return super().why_not(action_id)

    def action_returned(self) -> None:
        """Open what went back."""
        go(self, "returned")

    def action_inbox(self) -> None:
        """Load every bundle of the inbox; a block manager is asked first, for she decides on nothing of it then."""
        ctx = context_of(self)
        block = ctx.actor.area.scope
        self.run_read(lambda: others_who_decide(ctx, block), self._ask_first, group="inbox")

    def _ask_first(self, others: Others | None) -> None:
        if others is None or not any(others):
            self._load()
            return
        sentence = joined(" ", (question(others), _("Load it all the same?")))
        load = pgettext("key", "load it")
        self.app.push_screen(
            ConfirmScreen(sentence, label=load, heading=_("You will not decide on it")),
            lambda yes: self._load() if yes else None,
        )

    def _load(self) -> None:
        ctx, bar = context_of(self), self.query_one("#progress", ProgressLine)
        bar.start(pgettext("step", "inbox"))
        self.run_read(
            lambda: pick_up(ctx, ctx.actor.area.scope, ctx.settings.inbox, self._progress),
            self._picked,
            group="inbox",
            on_error=self._stopped,
        )

    # A bundle that nobody signed

    def action_unsigned(self) -> None:
        """Choose one of the bundles that nobody signed."""
        if len(self.unsigned) == 1:
            self._look_at(self.unsigned[0])
            return
        options = [(path, path.name) for path in self.unsigned]
        self.app.push_screen(PickScreen(_("Not signed"), options), self._look_at)

    def _look_at(self, path: Path | None) -> None:
        if path is None:
            return
        ctx = context_of(self)
        self.say(_("Reading {name} ...", name=path.name))

        def look() -> tuple[Bundle, UploadPlan]:
            bundle = read(ctx, ctx.actor.area.scope, path)
            return bundle, plan(ctx, ctx.actor.area.scope, bundle)

        self.run_read(look, lambda found: self._ask(path, *found), group="inbox")

    def _ask(self, path: Path, bundle: Bundle, planned: UploadPlan) -> None:
        self.say("")
        self.app.push_screen(
            ConfirmScreen(
                unsigned_question(path.name, bundle, planned),
                label=pgettext("key", "take it as it is"),
                heading=_("A bundle that nobody signed"),
            ),
            lambda yes: self._take(path, bundle) if yes else None,
        )

    def _take(self, path: Path, bundle: Bundle) -> None:
        ctx = context_of(self)
        self.query_one("#progress", ProgressLine).start(pgettext("step", "inbox"))
        self.run_read(
            lambda: (take_unsigned(ctx, ctx.actor.area.scope, ctx.settings.inbox, path, bundle),),
            self._picked,
            group="inbox",
            on_error=self._stopped,
        )

    def _progress(self, step: str, done: int, total: int) -> None:
        bar = self.query_one("#progress", ProgressLine)
        if bar.cancelled.is_set() and step in {READ, LOAD}:
            raise Cancelled
        bar.report(step, done, total or None)

    def _stopped(self, error: LokosError) -> None:
        """Say why the work was not done, and give the keys back to the list."""
        self.query_one("#progress", ProgressLine).report("")
        self.query_one(PagedTable).focus()
        self._show_waiting()
        self.say(str(error), "refused")

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


def unsigned_question(name: str, bundle: Bundle, planned: UploadPlan) -> str:
    """Return what is asked before a bundle is taken that nobody signed: what that means, and what it would bring."""
    said = _(
        "{name} is not signed: nobody can tell who made it, or whether it was changed on its way. It says that"
        " {made_by} made it on {day}.",
        name=name,
        made_by=bundle.header.made_by,
        day=day_of(bundle.header.made_at),
    )
    brings = _("It would bring: {counts}.", counts=plan_counts(planned))
    take = _("Take it as it is? Its upload stays marked as not signed, and is verified as every other.")
    return joined(" ", (said, brings, take))


def plan_counts(planned: UploadPlan) -> str:
    """Return how many lines have which outcome."""
    found = ((planned.count(one), OUTCOME_WORDS[one]) for one in Outcome if planned.count(one))
    return joined(", ", (joined(" ", one) for one in found)) or _("no lines")


def picked_words(one: PickedUp) -> str:
    """Return what became of one file of the inbox."""
    if one.uploaded is None:
        return _("{name}: {refusal} It lies in {where} now.", name=one.name, refusal=one.refusal, where=one.where)
    planned = one.uploaded.plan
    said = _("{name}: {counts}; it lies in {where} now.", name=one.name, counts=plan_counts(planned), where=one.where)
    return joined(" ", (said, *planned.warnings))
