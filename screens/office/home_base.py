"""What the first screens of all roles share: the sections that the areas registered, drafts, signing out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from textual import events, on
from textual.app import ComposeResult

from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.ui.form.draft_questions import choose_draft, offer_drafts
from lokos_tui.ui.frame.actions import Action, key_name
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.session import context_of, drafts_of, go, navigator_of
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.sections import LEAD, Reading, Section, keyed, registered

DRAFTS: Final = "home.drafts"
FURTHER: Final = "home.further"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a first screen: its key and words, how many, what stands out, and which action it is.

    A line with a ``route`` opens that, with its ``params``, instead of an action; its ``action`` only names it.
    """

    key: str
    label: str
    count: str
    remark: str
    action: str
    route: str = ""
    params: Mapping[str, object] = field(default_factory=dict)


def further_action(count: int) -> Action:
    """Return the action of the key that stands before the digit of a section beyond the tenth."""
    lead, last = key_name(LEAD), str(count)[-1]
    digits = f"{lead}1" if count == 1 else _("{first} to {last}", first=lead + "1", last=lead + last)
    told = _("Then a digit: {digits} open the sections after the tenth.", digits=digits)
    return Action(FURTHER, LEAD, pgettext("key", "further sections"), told)


def _opener(section: Section) -> Callable[[Home], None]:
    def act(self: Home) -> None:
        go(self, section.route, **section.params)

    act.__doc__ = section.help
    return act


class Home(BaseScreen[None]):
    """A first screen: subclasses name their ``HOME``, whose sections the areas registered."""

    HOME: ClassVar[str] = ""
    SECTIONS: ClassVar[Mapping[str, Section]] = {}
    """The sections by key, in their order."""
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("home.sign-out", "ctrl+q", pgettext("key", "sign out"), _("End this session."), priority=95),
    )
    LABEL: ClassVar = 26
    """Cells of the sections' names."""

    _leading = False
    """True between the lead and its digit."""

    def __init_subclass__(cls, sections: tuple[Section, ...] | None = None, **kwargs: object) -> None:
        """Make an action of each section; ``sections`` stand for those that are registered."""
        cls.SECTIONS = keyed(registered(cls.HOME) if sections is None else sections)
        actions = [
            Action(one.action, key, one.name, one.help, one.permission, show=False)
            for key, one in cls.SECTIONS.items()
        ]  # fmt: skip
        for action, section in zip(actions, cls.SECTIONS.values(), strict=True):
            if section.route:
                setattr(cls, action.method, _opener(section))
        further = sum(" " in key for key in cls.SECTIONS)
        more = (further_action(further),) if further else ()
        cls.ACTIONS = (*actions, *more, *cls.__dict__.get("ACTIONS", ()))
        super().__init_subclass__(**kwargs)

    def __init__(self) -> None:
        super().__init__()
        self._numbers: dict[Reading[Any], object] = {}
        self._ids: dict[str, int] = {}

    def compose_body(self) -> ComposeResult:
        """Compose the sections as a list."""
        yield PagedTable[Row](
            (
                TableColumn("label", _("My task"), self.LABEL),
                TableColumn("count", "", 8, align="right"),
                TableColumn("remark", "", 28, 1, flexible=True),
            ),
            cells=lambda row: (joined(" ", (row.key, row.label)), row.count, row.remark),
            row_id=lambda row: row.action,
            empty=_("There is nothing for your role to do in this program. ^Q signs out."),
            markable=False,
            id="sections",
        )

    def on_mount(self) -> None:
        """Show the sections at once, and the counts when they are read."""
        self.set_title(context_of(self).actor.block_name, _("My task"))
        self.set_status(READING)
        self._show_sections()
        self.action_refresh()
        self.call_after_refresh(offer_drafts, self, navigator_of(self))

    def on_screen_resume(self) -> None:
        """Count again when one comes back."""
        self._leading = False
        self.action_refresh()

    # The sections

    def action_refresh(self) -> None:
        """Count again."""
        ctx = context_of(self)
        readings = self._readings(ctx)
        if not readings:
            self.set_status(_("Choose with a digit or Enter."))
            return
        known = self._numbers
        self.run_read(lambda: {one: one.read(ctx, known.get(one)) for one in readings}, self._counted)

    def _readings(self, ctx: Context) -> tuple[Reading[Any], ...]:
        """Return what is to be counted for who is signed in, each once."""
        if ctx.actor.area.scope == ABOVE_BLOCK:
            return ()
        every = (one.counted.reading for one in self.SECTIONS.values() if one.counted)
        return tuple(one for one in dict.fromkeys(every) if ctx.actor.may(one.permission))

    def _counted(self, numbers: dict[Reading[Any], object]) -> None:
        self._numbers = numbers
        self._show_sections()
        self.set_status(joined("   ", (one.status(number) for one, number in numbers.items())))

    def _show_sections(self) -> None:
        """Show the sections that are permitted here, and the drafts."""
        lines = [(one, self._row(one)) for one in self.SECTIONS.values() if one.label]
        sections = [row for one, row in lines if row.count or not one.only_counted]
        rows = [row for row in (*self.leading(), *sections, *self._drafts()) if self.why_not(row.action) is None]
        places = {row.action: place for place, row in enumerate(rows)}
        ids = {row.action: self._ids.setdefault(row.action, len(self._ids)) for row in rows}
        source = list_source(rows, lambda row: (places[row.action], ids[row.action]))
        self.query_one("#sections", PagedTable).show_source(source, keep_place=True)

    def leading(self) -> tuple[Row, ...]:
        """Return the lines before the sections; override this."""
        return ()

    def _row(self, section: Section) -> Row:
        """Return the line of a section, with its counts as far as they are known."""
        key, (count, remark) = self._key(section.action), ("", section.remark)
        if section.counted and section.counted.reading in self._numbers:
            count, remark = section.counted.say(self._numbers[section.counted.reading])
        return Row(key, section.label, count, remark, section.action)

    def _key(self, action_id: str) -> str:
        """Return the keys in force of a section, as they are shown."""
        action = self.action_of(action_id)
        return key_name(action.keys(host_of(self).key_overrides)[0]) if action else ""

    def _drafts(self) -> tuple[Row, ...]:
        """Return the line of what was typed and not saved, none while there is nothing."""
        drafts = drafts_of(self)
        count = len(drafts.all(context_of(self).clock())) if drafts else 0
        if not count:
            return ()
        return (Row(self._key(DRAFTS), _("Not saved yet"), grouped(count), _("go on with it"), DRAFTS),)

    def why_not(self, action_id: str) -> str | None:
        """What belongs to one block is not done from above; without further sections nothing leads to them."""
        reason = super().why_not(action_id)
        if reason is not None:
            return reason
        if action_id == FURTHER:
            return None if self._further() else _("Your role has no further sections.")
        section = next((one for one in self.SECTIONS.values() if one.action == action_id), None)
        if section is not None and section.of_one_block and context_of(self).actor.area.scope == ABOVE_BLOCK:
            return _("This belongs to one block; sign in there.")
        return None

    @on(RowActivated, "#sections")
    async def _open(self, event: RowActivated) -> None:
        if event.row.route:
            go(self, event.row.route, **event.row.params)
        else:
            await self.action_perform(event.row.action)

    # The sections after the tenth

    def _further(self) -> dict[str, Section]:
        """Return the permitted sections after the tenth by their second key."""
        pairs = ((key.partition(" ")[2], one) for key, one in self.SECTIONS.items())
        return {key: one for key, one in pairs if key and self.why_not(one.action) is None}

    def action_further(self) -> None:
        """Wait for the digit, and say what each opens."""
        self._leading = True
        lead = self._key(FURTHER)
        offered = joined("  ", (joined(" ", (f"{lead}{key}", one.name)) for key, one in self._further().items()))
        self.say(_("Now the digit:  {offered}  (Esc: none)", offered=offered))

    async def on_key(self, event: events.Key) -> None:
        """Take the digit after the lead; any other key has its own meaning again."""
        if not self._leading:
            return
        self._leading = False
        self.say("")
        section = next((one for key, one in self.SECTIONS.items() if key == f"{LEAD} {event.key}"), None)
        if section is not None:
            event.stop()
            await self.action_perform(section.action)
        elif event.key == "escape":
            event.stop()
        elif event.key.isdecimal():
            event.stop()
            self.say(_("There is no section {keys}.", keys=self._key(FURTHER) + event.key), "refused")

    # Beside the sections

    def action_drafts(self) -> None:
        """Go on with something that was typed and not saved."""
        choose_draft(self, navigator_of(self))

    async def action_sign_out(self) -> None:
        """End the session."""
        await self.app.run_action("app.sign_out")

    def leave(self) -> None:
        """Home is the first step: leaving it is signing out, which has its own key."""
        self.say(_("This is the first screen. ^Q signs out."))
