"""Step 3 of a load: asked once more, written at the door, then its papers: first passwords and rows that came back."""

from __future__ import annotations

from lokos_tui.commands.loads import Loaded
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.files.accounts.slips import bundle_keys, write_slips
from lokos_tui.files.loads.templates import free_name
from lokos_tui.ui.frame.confirm import ConfirmScreen, TextScreen
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of, go
from screens.loads import check_text as words
from screens.loads.planning import CHECKING, PlanWork


class Applying(PlanWork):
    """The keys that load the file."""

    def action_apply(self) -> None:
        """Ask, then load the whole file."""
        self._ask(good_rows_only=False)

    def action_good(self) -> None:
        """Ask, then load the good rows."""
        self._ask(good_rows_only=True)

    def _ask(self, *, good_rows_only: bool) -> None:
        sentence = words.question(self.job, context_of(self).actor.block_name, good_rows_only=good_rows_only)
        self.app.push_screen(
            ConfirmScreen(sentence, label=pgettext("key", "load it"), heading=_("Step 3 of 3: apply")),
            lambda yes: self._apply(good_rows_only=good_rows_only) if yes else None,
        )

    def _apply(self, *, good_rows_only: bool) -> None:
        self.start_work(_("writing"))
        bar = self.query_one(ProgressLine)
        self.run_read(
            lambda: self.job.apply(good_rows_only=good_rows_only, told=bar.report, asked=bar.cancelled.is_set),
            self._applied,
            group="work",
            on_error=self.stopped,
        )

    def _applied(self, result: Loaded) -> None:
        self.rest()
        if result.batch_id == 0:
            self.say(result.sentence, "warn")
            if result.changed:
                told = [joined("  ", (_("row {row}", row=row.row), row.reason)) for row in result.changed]
                self.app.push_screen(TextScreen(_("Changed since the preview; nothing was loaded"), told))
                self.work(CHECKING, self.job.check)
            return
        self.draft_done()
        self.run_read(lambda: self._write_papers(result), lambda told: self._show_result(result, told), group="papers")

    def _write_papers(self, result: Loaded) -> list[str]:
        """Write slips and failed rows; returns sentences that say where they are."""
        ctx = context_of(self)
        told: list[str] = []
        if result.users:
            slips = free_name(ctx.settings.exports, f"credentials-load-{result.batch_id}", ".txt")
            write_slips(slips, result.users, ctx.actor.block_name, bundle_keys(ctx, result.users))
            told.append(
                _(
                    "First passwords ({number} new), to hand over and destroy: {file}",
                    number=len(result.users),
                    file=slips,
                )
            )
        changed = {row.row: row.reason for row in result.changed}
        if self.job.bad_rows or changed:
            failed = free_name(ctx.settings.exports, f"{self.path.stem}-failed", ".xlsx")
            count = self.job.write_failed(failed, changed)
            told.append(
                ngettext(
                    "{n} row that was not loaded, with the reason in each cell: {file}",
                    "{n} rows that were not loaded, with the reason in each cell: {file}",
                    count,
                    file=failed,
                )
            )
        return told

    def _show_result(self, result: Loaded, told: list[str]) -> None:
        self.app.pop_screen()
        go(self, "batch", batch_id=result.batch_id)
        self.app.push_screen(
            TextScreen(_("Load {number} is done", number=result.batch_id), [words.done_counts(result), *told])
        )
