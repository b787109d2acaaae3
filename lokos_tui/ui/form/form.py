"""A one-column form: label, field, and beside it the rule, the note or the problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final, Literal

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input

from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.text import clean
from lokos_tui.language import words
from lokos_tui.ui.form.choice import ChoiceField
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.lines import Line, MessageLine
from lokos_tui.ui.frame.messages import Kind, Say

SAVE_ACTION: Final = Action(
    "form.save", "ctrl+s", pgettext("key", "save"), _("Save what the form holds."), None, ("f2",), True, 5
)
"""For a screen's ``ACTIONS``; its ``action_save`` calls ``Form.save``."""


NOTHING_TO_SAVE: Final = _("Nothing to save: nothing was typed or chosen here.")
_SIGN: Final = 2
"""Cells of the sign before a problem."""
_KEPT: Final = frozenset({"text", "choice"})
"""Kinds of fields that a draft may hold."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One field: ``help`` is its rule, shown while it is typed; ``check`` returns its problem or None."""

    key: str
    label: str
    kind: Literal["text", "choice", "secret", "readonly"] = "text"
    required: bool = False
    help: str = ""
    width: int = 30
    capitals: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    check: Callable[[str], str | None] | None = None


class FormRow(Horizontal):
    """A field of a form with its label and what is said beside it."""

    def __init__(self, spec: FormField) -> None:
        super().__init__()
        self.spec = spec
        self.problem = ""
        self.note = ""
        self._told = ""

    def compose(self) -> ComposeResult:
        """Compose label, editor and the line beside it."""
        yield Line(joined(" ", (self.spec.label, "*" if self.spec.required else "")), classes="form-label")
        editor = self._editor()
        editor.styles.width = self.spec.width
        editor.styles.max_width = "38%"
        yield editor
        yield MessageLine()

    def _editor(self) -> Widget:
        spec = self.spec
        if spec.kind == "choice":
            return ChoiceField(spec.label, spec.choices, id=f"field-{spec.key}")
        if spec.kind == "readonly":
            return Line(id=f"field-{spec.key}")
        return LineInput(capitals=spec.capitals, secret=spec.kind == "secret", id=f"field-{spec.key}")

    @property
    def editor(self) -> Widget:
        """The widget that holds the value."""
        return self.query_one(f"#field-{self.spec.key}")

    @property
    def value(self) -> str:
        """The value as it would be saved; a secret is left as typed."""
        editor = self.editor
        if isinstance(editor, LineInput):
            return editor.value if self.spec.kind == "secret" else clean(editor.value)
        return editor.text if isinstance(editor, Line) else editor.value if isinstance(editor, ChoiceField) else ""

    @value.setter
    def value(self, value: str) -> None:
        editor = self.editor
        if isinstance(editor, Line):
            editor.show(value)
        elif isinstance(editor, LineInput | ChoiceField):
            editor.value = value

    def own_problem(self) -> str | None:
        """Return what is wrong with the value by the field's own rules."""
        value = self.value
        if not value:
            return _("{label} is needed", label=self.spec.label) if self.spec.required else None
        return self.spec.check(value) if self.spec.check else None

    def tell(self, *, focused: bool) -> None:
        """Show the problem, else the rule while it is typed, else the note."""
        beside = self.query_one(MessageLine)
        if self.problem:
            beside.tell(self.problem, "refused")
        else:
            beside.tell(self.note or (self.spec.help if focused else ""), "ok")
        self._tell_below(self.problem or self.note, beside.size.width)

    def _tell_below(self, text: str, room: int) -> None:
        """Say a problem or note on the message line too where a narrow screen cuts it."""
        cut = text if 0 < room < cell_len(words(text)) + _SIGN else ""
        if cut != self._told:
            self._told = cut
            kind: Kind = "refused" if self.problem else "ok"
            self.screen.post_message(Say(joined(": ", (self.spec.label, cut)) if cut else "", kind))


class Form(VerticalScroll, can_focus=False):
    """A form with a way in (``load``) and a way out (``values``)."""

    SENDS_UNTOUCHED: ClassVar[bool] = False
    """True for a form that is sent as it was filled: the sign-in of the sample office."""

    class Left(Message):
        """A field was left: the screen may look further (is the user id free) and set a note or a problem."""

        def __init__(self, key: str, value: str) -> None:
            super().__init__()
            self.key = key
            self.value = value

    class Changed(Left):
        """A field changed while it is typed."""

    class Loaded(Message):
        """The fields were filled: a draft may be laid over them now."""

    class SaveRequested(Message):
        """All fields are right by their own rules; ``values`` by field key."""

        def __init__(self, values: Mapping[str, str]) -> None:
            super().__init__()
            self.values = values

    def __init__(self, fields: Sequence[FormField], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.fields = tuple(fields)
        self._loaded: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Compose one row per field."""
        for spec in self.fields:
            yield FormRow(spec)

    # In and out

    def load(self, values: Mapping[str, str]) -> None:
        """Fill the fields; ``changed`` counts from here."""
        with self.prevent(Input.Changed):
            for row in self._rows:
                row.value = values.get(row.spec.key, "")
                row.problem = row.note = ""
                row.tell(focused=False)
        self._loaded = self.values()
        self.post_message(self.Loaded())

    def typed(self) -> dict[str, str]:
        """Return the values that may be kept as a draft: no secret, nothing that cannot be typed."""
        return {row.spec.key: row.value for row in self._rows if row.spec.kind in _KEPT}

    def loaded(self) -> dict[str, str]:
        """Return what stood in those fields when they were filled."""
        return {spec.key: self._loaded.get(spec.key, "") for spec in self.fields if spec.kind in _KEPT}

    def filled(self) -> dict[str, str]:
        """Return what stood in every field when they were filled, secrets too."""
        return {spec.key: self._loaded.get(spec.key, "") for spec in self.fields}

    def fill(self, typed: Mapping[str, str], before: Mapping[str, str]) -> tuple[str, ...]:
        """Lay typed values over the loaded ones; ``before`` is what stood there when they were typed.

        A field she had not touched keeps what stands there now. Returns the
        labels of her fields that hold something else now; it is noted beside
        them.
        """
        changed = []
        with self.prevent(Input.Changed):
            for row in self._rows:
                key = row.spec.key
                if row.spec.kind in _KEPT and key in typed and typed[key] != before.get(key, ""):
                    row.value = typed[key]
                    now = self._loaded.get(key, "")
                    if now not in (before.get(key, ""), row.value):
                        changed.append(row.spec.label)
                        self.set_note(key, _("now: {value}", value=now or _("(empty)")))
        return tuple(changed)

    def values(self) -> dict[str, str]:
        """Return the cleaned values by field key."""
        return {row.spec.key: row.value for row in self._rows}

    @property
    def changed(self) -> bool:
        """True when a field differs from what was loaded."""
        return any(value != self._loaded.get(key, "") for key, value in self.values().items())

    def set_problem(self, key: str, text: str | None) -> None:
        """Show a problem beside a field, or take it away."""
        row = self._row(key)
        row.problem = text or ""
        row.tell(focused=row.editor.has_focus)

    def set_note(self, key: str, text: str) -> None:
        """Show a note beside a field."""
        row = self._row(key)
        row.note = text
        row.tell(focused=row.editor.has_focus)

    def set_value(self, key: str, value: str) -> None:
        """Set one field (a proposal that was taken)."""
        self._row(key).value = value

    def set_choices(self, key: str, options: Sequence[tuple[str, str]]) -> None:
        """Replace the options of a choice."""
        editor = self._row(key).editor
        if isinstance(editor, ChoiceField):
            editor.set_options(options)

    def focus_field(self, key: str) -> None:
        """Put the cursor into a field."""
        self._row(key).editor.focus()

    def says_untouched(self) -> bool:
        """Say that there is nothing to save, where nothing was typed or chosen; False where something was."""
        if self.SENDS_UNTOUCHED or self.changed:
            return False
        self.post_message(Say(NOTHING_TO_SAVE))
        return True

    def save(self) -> None:
        """Send the values, or go to the first problem and say how many there are; an untouched form says so."""
        if self.says_untouched():
            return
        for row in self._rows:
            own = row.own_problem()
            row.problem = own or row.problem
            row.tell(focused=False)
        wrong = [row for row in self._rows if row.problem]
        if not wrong:
            self.post_message(self.SaveRequested(self.values()))
            return
        wrong[0].editor.focus()
        told = ngettext(
            "Not saved: {n} field needs a look, first {first}.",
            "Not saved: {n} fields need a look, first {first}.",
            len(wrong),
            first=wrong[0].spec.label,
        )
        self.post_message(Say(told, "refused"))

    # Events

    @on(Input.Submitted)
    def _next(self, event: Input.Submitted) -> None:
        event.stop()
        self.screen.focus_next()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._changed(event.input)

    @on(ChoiceField.Changed)
    def _chosen(self, event: ChoiceField.Changed) -> None:
        event.stop()
        self._changed(event.choice)
        if event.picked:
            self.screen.focus_next()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the rule of the field that is entered."""
        if (row := self._row_of(event.widget)) is not None:
            row.tell(focused=True)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Check the field that is left."""
        if (row := self._row_of(event.widget)) is not None:
            row.problem = row.own_problem() or "" if row.value or row.problem else ""
            row.tell(focused=False)
            self.post_message(self.Left(row.spec.key, row.value))

    def on_key(self, event: events.Key) -> None:
        """Move between fields by up and down."""
        if event.key in ("down", "up"):
            event.stop()
            (self.screen.focus_next if event.key == "down" else self.screen.focus_previous)()

    def _changed(self, editor: Widget) -> None:
        if (row := self._row_of(editor)) is None:
            return
        row.note = ""
        if row.problem:
            row.problem = row.own_problem() or ""
        row.tell(focused=editor.has_focus)
        self.post_message(self.Changed(row.spec.key, row.value))

    @property
    def _rows(self) -> list[FormRow]:
        return list(self.query(FormRow))

    def _row(self, key: str) -> FormRow:
        return next(row for row in self._rows if row.spec.key == key)

    def _row_of(self, widget: Widget) -> FormRow | None:
        return widget.parent if isinstance(widget.parent, FormRow) else None
