"""A sentence that can still be said in any language: its English words, and the values that stand in them.

A rule, a query or a screen returns messages; the words are chosen where they are shown (``lokos_tui.language.words``).
A message *is* its English text: it is compared, kept in the database, written as JSON and logged as that. What is
glued together with ``+`` or an f-string is plain text and stays English, so a sentence is always one message with
named values; lists of facts are put together with :func:`joined`.

The functions have the names of gettext's, by which the catalogue finds them: ``_("Hello {name}.", name=name)``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, Protocol, Self

from lokos_tui.domain.dates import grouped
from lokos_tui.domain.paging import Count

PLACE: Final = re.compile(r"\{([a-z_][a-z0-9_]*)\}")
"""A place for a value in a message: a name in braces, nothing else (no index, no attribute, no format)."""


class Catalogue(Protocol):
    """One language's words for messages; '' where it has none."""

    def find(self, message: Message) -> str:
        """Return the translation with its places still open, '' where there is none."""
        ...


class Message(str):
    """English text that knows what it was made from."""

    __slots__ = ("context", "number", "on_screen", "parts", "plural", "source", "values")

    source: str
    """The English words with named places, as the catalogue has them; '' when it is made of ``parts``."""
    plural: str
    """The words for more than one; '' where there is no such choice."""
    context: str
    """What tells two meanings of the same English words apart; mostly ''."""
    number: int
    """What chooses between one and more."""
    values: Mapping[str, object]
    """What stands in the named places."""
    parts: tuple[object, ...]
    """The pieces of a list of facts, and between them what separates them."""
    on_screen: Message | None
    """What the screens say instead, where a key helps and not a command; None where there is no difference."""

    def __new__(
        cls,
        source: str,
        values: Mapping[str, object],
        *,
        plural: str = "",
        context: str = "",
        number: int = 1,
        parts: tuple[object, ...] = (),
        on_screen: Message | None = None,
    ) -> Self:
        """Make the English text at once; raises KeyError when a named value is missing."""
        english = plural if plural and number != 1 else source
        text = "".join(str(part) for part in parts) if parts else fill(english, values, str)
        self = super().__new__(cls, text)
        self.source, self.plural, self.context, self.number = source, plural, context, number
        self.values, self.parts, self.on_screen = values, parts, on_screen
        return self

    def __str__(self) -> str:
        """Return the message itself: it can still be said in another language."""
        return self

    def __reduce__(self) -> tuple[Callable[..., Message], tuple[object, ...]]:
        """Take everything along to another process."""
        values = dict(self.values)
        return _again, (self.source, values, self.plural, self.context, self.number, self.parts, self.on_screen)

    def __deepcopy__(self, memo: dict[int, Any]) -> Message:
        """Return itself: nothing in it changes."""
        return self

    def told(self, catalogue: Catalogue | None, *, screen: bool = False) -> str:
        """Return the words of a language; the English ones where it has none, or where they do not fit the values.

        ``screen`` says that they are painted, not printed by a command.
        """
        if screen and self.on_screen is not None:
            return self.on_screen.told(catalogue, screen=True)

        def word(value: object) -> str:
            return told(value, catalogue, screen=screen)

        if self.parts:
            return "".join(map(word, self.parts))
        if catalogue is not None and (found := catalogue.find(self)):
            try:
                return fill(found, self.values, word)
            except KeyError:
                pass  # the catalogue is checked when it is made; what slipped through is said in English
        english = self.plural if self.plural and self.number != 1 else self.source
        return fill(english, self.values, word)


def _again(
    source: str,
    values: Mapping[str, object],
    plural: str,
    context: str,
    number: int,
    parts: tuple[object, ...],
    on_screen: Message | None,
) -> Message:
    return Message(source, values, plural=plural, context=context, number=number, parts=parts, on_screen=on_screen)


def by_face(*, screen: Message, command: Message) -> Message:
    """Return one message with two faces: a hint that names a key on the screens, and an option at the command line.

    It compares, is kept and is logged as the command line's words.
    """
    return _again(
        command.source, command.values, command.plural, command.context, command.number, command.parts, screen
    )


def with_values(message: Message, change: Callable[[str], str]) -> Message:
    """Return a message whose values went through ``change``, those of messages in it too; its own words stay."""

    def changed(value: object) -> object:
        if isinstance(value, Message):
            return with_values(value, change)
        return change(value) if isinstance(value, str) else value

    screen = None if message.on_screen is None else with_values(message.on_screen, change)
    if screen is None and not (message.values or message.parts):
        return message
    values = {name: changed(value) for name, value in message.values.items()}
    parts = tuple(map(changed, message.parts))
    return _again(message.source, values, message.plural, message.context, message.number, parts, screen)


def told(value: object, catalogue: Catalogue | None, *, screen: bool = False) -> str:
    """Return any value as text, a message in the words of a language and of the face that says it."""
    return value.told(catalogue, screen=screen) if isinstance(value, Message) else str(value)


def fill(text: str, values: Mapping[str, object], word: Callable[[object], str]) -> str:
    """Return ``text`` with every ``{name}`` replaced by its value as ``word`` says it; raises KeyError."""
    return PLACE.sub(lambda place: word(values[place[1]]), text) if values or "{" in text else text


def _(text: str, /, **values: object) -> Message:
    """Return a message: ``_("There is no user {user_id} in your block.", user_id=user_id)``."""
    return Message(text, values)


def pgettext(context: str, text: str, /, **values: object) -> Message:
    """Return a message whose English words mean more than one thing; ``context`` says which ('short', 'verb')."""
    return Message(text, values, context=context)


def ngettext(one: str, more: str, count: Count | int, /, **values: object) -> Message:
    """Return a message about a number of things; ``{n}`` is that number with Indian grouping.

    ``ngettext("{n} member waits", "{n} members wait", waiting)``: a count that stopped reads '10,000+' and is many.
    """
    number, open_ended = (count, False) if isinstance(count, int) else (count.value, count.more)
    shown = f"{grouped(number)}{'+' if open_ended else ''}"
    return Message(one, {"n": shown, **values}, plural=more, number=2 if open_ended and number == 1 else number)


def joined(separator: str, parts: Iterable[object]) -> Message:
    """Return facts one after another, each said in the language when it is shown: a status line, a list of codes.

    Empty parts are left out. It is for lists and columns; a sentence is one message.
    """
    pieces: list[object] = []
    for part in parts:
        if part != "":
            pieces += [separator, part] if pieces else [part]
    return Message("", {}, parts=tuple(pieces) or ("",))
