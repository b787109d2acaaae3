"""A file that is read and planned in the background, and the draft of what was chosen for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from lokos_tui.domain.errors import Cancelled, LokosError
from lokos_tui.domain.message import _, joined
from lokos_tui.drafts import Param
from lokos_tui.files.loads.load import Load
from lokos_tui.ui.form.drafting import Draft, DraftScreen
from lokos_tui.ui.frame.progress import ProgressLine
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.table import PagedTable
from screens.loads.draft import packed, restored

CHECKING: Final = _("checking")
"""What is at work while a file is planned."""


class PlanWork(DraftScreen[None]):
    """A screen that holds one file and its plan; a subclass composes ``ProgressLine`` and list, and shows the plan."""

    ROUTE = "load_check"

    def __init__(self, kind: str, path: Path | str) -> None:
        super().__init__()
        self.kind = kind
        self.path = Path(path)
        self.job: Load
        self.ready = False
        self.busy = ""

    def show_plan(self, *, first: bool = False) -> None:
        """Show the plan that was made; ``first`` is True for the first one of a file; override this."""

    # Work in a thread

    def begin(self) -> None:
        """Read the file and plan it."""
        self.job = Load(context_of(self), self.kind, self.path, self.path.name)
        self.set_status(_("Reading; nothing is written yet."))
        self.work(_("reading"), self._read)

    def action_refresh(self) -> None:
        """Read a file again that could not be read; one that was read keeps what was chosen for it."""
        if not self.ready and not self.busy:
            self.show_state(None)
            self.begin()

    def _read(self) -> None:
        bar = self.query_one(ProgressLine)
        self.job.read(bar.report, bar.cancelled.is_set)
        bar.report(CHECKING)
        self._unless_stopped()
        self.job.check()
        self._unless_stopped()

    def _unless_stopped(self) -> None:
        if self.query_one(ProgressLine).cancelled.is_set():
            raise Cancelled

    def work(self, what: str, step: Callable[[], object]) -> None:
        """Run a step that plans anew, then show the plan."""
        self.start_work(what)
        self.run_read(step, lambda _done: self._planned(), group="work", on_error=self.stopped)

    def check_again(self) -> None:
        """Lay the file out and plan it anew, by what is chosen for it now."""
        self.work(CHECKING, self._again)

    def _again(self) -> None:
        self.job.lay_out()
        self.job.check()

    def start_work(self, what: str) -> None:
        """Show that something is at work: until ``rest`` no other step is taken."""
        self.busy = what
        self.show_keys()
        bar = self.query_one(ProgressLine)
        bar.display = True
        bar.start(what)

    def rest(self) -> None:
        """Give the keys back to the list."""
        self.busy = ""
        self.query_one(ProgressLine).display = False
        self.query_one(PagedTable).focus()
        self.show_keys()

    def stopped(self, error: LokosError) -> None:
        """Say why a step was not done; without a plan that stands in place of the work."""
        self.rest()
        if self.ready:
            self.say(str(error), "refused")
        else:
            self.refuse(joined(" ", (str(error), _("The file was not read."))), again=True)

    def _planned(self) -> None:
        first = not self.ready
        self.ready = True
        self.rest()
        self.show_plan(first=first)

    # Its draft

    def unsaved(self) -> str | None:
        """Corrections are lost when the check is left."""
        if self.ready and (self.job.choices.corrections or self.job.choices.left_out):
            return _("Your corrections and the rows left out are not loaded yet; the file is as it was.")
        return None

    def draft_params(self) -> dict[str, Param]:
        """Open the same file of the inbox."""
        return {"kind": self.kind, "path": self.path.name}

    def draft_doing(self) -> str:
        """Name the file."""
        return _("correcting {file}", file=self.path.name)

    def draft_values(self) -> Mapping[str, str]:
        """Return what was chosen for the file."""
        return packed(self.job.choices, self.job.table.sha256)

    def fill_draft(self, draft: Draft) -> str | None:
        """Take the choices back and check the file with them."""
        self.job.choices, another = restored(draft.values, self.job.table.sha256)
        self.check_again()
        return _("the file is another one since, so what was chosen for single rows is left out") if another else None
