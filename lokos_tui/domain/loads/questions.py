"""What a load asks before it writes: where a sheet is likely to mean something and is not sure to.

A question has one answer for all its rows. Without one the rows are left out and named; nothing is taken in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _, joined, ngettext


class Question(StrEnum):
    """The questions; the values stand in options, drafts and --json: they do not change."""

    HIDDEN_ROWS = "hidden-rows"
    NEW_MOBILE = "new-mobile"
    SAME_NAME = "same-name"
    UPDATE = "update"
    FILL_NAMES = "fill-names"
    VO_COLUMN = "vo-column"


class Answer(NamedTuple):
    """One answer: its word in options and drafts, and what it means."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Asking:
    """A question: its sentence for a number of rows, and its two answers, that of ``y`` first."""

    sentence: Callable[[int], str]
    yes: Answer
    no: Answer

    @property
    def answers(self) -> tuple[Answer, Answer]:
        """Both answers."""
        return self.yes, self.no


QUESTIONS: Mapping[Question, Asking] = {
    Question.HIDDEN_ROWS: Asking(
        lambda n: ngettext(
            "{n} row is hidden in the file, by a filter or by hand: load it?",
            "{n} rows are hidden in the file, by a filter or by hand: load them?",
            n,
        ),
        Answer("load", _("loaded like the others")),
        Answer("leave", _("left out")),
    ),
    Question.NEW_MOBILE: Asking(
        lambda n: ngettext(
            "{n} row looks like a known bookkeeper with a new mobile: is it she?",
            "{n} rows look like known bookkeepers with a new mobile: is it they?",
            n,
        ),
        Answer("same", _("the same woman: her mobile is changed")),
        Answer("other", _("another woman: a new account")),
    ),
    Question.SAME_NAME: Asking(
        lambda n: ngettext(
            "{n} row repeats a name of its village with another mobile: one woman?",
            "{n} rows repeat a name of their village with another mobile: one woman?",
            n,
        ),
        Answer("one", _("one woman: the first mobile is taken")),
        Answer("two", _("two women: an account each")),
    ),
    Question.UPDATE: Asking(
        lambda n: ngettext(
            "{n} row differs from the account it names: change the account?",
            "{n} rows differ from the accounts they name: change the accounts?",
            n,
        ),
        Answer("change", _("the account takes what the sheet says")),
        Answer("keep", _("the account stays as it is")),
    ),
    Question.FILL_NAMES: Asking(
        lambda n: ngettext(
            "{n} row has no bookkeeper; one stands above it: is it hers?",
            "{n} rows have no bookkeeper; one stands above them: are they hers?",
            n,
        ),
        Answer("fill", _("hers: name, mobile and id are taken from above")),
        Answer("blank", _("nobody's: the cells stay blank")),
    ),
    Question.VO_COLUMN: Asking(
        lambda n: ngettext(
            "{n} row names the VO of its SHG: information, or assigned to her too?",
            "{n} rows name the VO of their SHGs: information, or assigned to her too?",
            n,
        ),
        Answer("information", _("information: only the SHGs are linked")),
        Answer("assign", _("assigned: an account for the VO too")),
    ),
}

Answers = Mapping[str, str]
"""The answer given to a question, by their words."""
NO_ANSWERS: Answers = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Open:
    """A question of a plan: on how many rows it stands, and the answer it has ('': none)."""

    asked: Question
    rows: int
    answer: str = ""

    @property
    def blocks(self) -> bool:
        """True while rows are left out for want of an answer."""
        return not self.answer

    @property
    def sentence(self) -> str:
        """The question in words."""
        return QUESTIONS[self.asked].sentence(self.rows)

    def as_dict(self) -> dict[str, object]:
        """Return the question as plain values for JSON."""
        answers = [{"answer": answer.value, "words": answer.words} for answer in QUESTIONS[self.asked].answers]
        return {
            "question": self.asked.value, "rows": self.rows, "sentence": self.sentence, "answers": answers,
            "answer": self.answer,
        }  # fmt: skip


def open_of(asked: Iterable[tuple[int, str]]) -> list[Open]:
    """Return the questions that stand on rows, each with the number of its rows; ``asked``: (row, question or '')."""
    rows: dict[str, set[int]] = {}
    for row, question in asked:
        if question:
            rows.setdefault(question, set()).add(row)
    return [Open(one, len(rows[one])) for one in Question if one in rows]


def parse_answer(text: str) -> tuple[str, str]:
    """Read ``question=answer``; raises Invalid naming what there is to choose from."""
    key, _equals, value = (part.strip().lower() for part in text.partition("="))
    if key not in set(Question):
        raise _wrong(text, (asked.value for asked in Question))
    if value not in {answer.value for answer in QUESTIONS[Question(key)].answers}:
        raise _wrong(text, (f"{key}={answer.value}" for answer in QUESTIONS[Question(key)].answers))
    return key, value


def _wrong(text: str, choices: Iterable[str]) -> Invalid:
    sentence = _("{text} is no answer to a question of a load.", text=text)
    hint = _("Write one of: {choices}.", choices=joined(", ", tuple(choices)))
    return Invalid([Problem("answer", "answer.form", sentence, hint)], code="usage.answer")
