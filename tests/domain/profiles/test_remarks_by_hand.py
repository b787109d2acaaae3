"""The remarks with which a record goes back, typed by hand: their codes are kept in offices and never change."""

from __future__ import annotations

import pytest

from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.profiles.remarks import (
    BY_CODE,
    REMARKS,
    field_of,
    remark_problems,
    remarks_about,
    remarks_of,
    words_of,
)

MOBILE = ("MOBILE_WRONG", "MOBILE_OTHERS", "MOBILE_SILENT")
ACCOUNT = ("BANK_NUMBER", "BANK_IFSC", "BANK_IMAGE", "BANK_NAME", "BANK_OTHERS")
VOTER = ("ID_NUMBER", "ID_IMAGE", "ID_DOCUMENT", "ID_EKYC", "ID_NAME")
OF_MEMBER, OF_GROUP = ("NOT_RESIDENT", "OTHER_SHG"), ("FORMATION_DATE", "OFFICE_BEARERS", "FEW_MEMBERS")
OF_ALL, OTHER = ("INCOMPLETE", "DUPLICATE"), ("OTHER",)


@pytest.mark.parametrize(("identifier", "of_group", "codes"), [
    ("mobile", None, MOBILE + OTHER), ("account", None, ACCOUNT + OTHER), ("voter", None, VOTER + OTHER),
    ("", None, OF_MEMBER + OF_GROUP + OF_ALL + OTHER), ("", True, OF_GROUP + OF_ALL + OTHER),
    ("", False, OF_MEMBER + OF_ALL + OTHER), ("mobile", True, MOBILE + OTHER), ("voter", False, VOTER + OTHER),
    ("nothing", None, OTHER),
])  # fmt: skip
def test_what_fits_an_identifier(identifier: str, of_group: bool | None, codes: tuple[str, ...]) -> None:
    """Each identifier has its own remarks in their order, the whole profile those of its kind; the free one is last."""
    assert tuple(one.code for one in remarks_about(identifier, of_group=of_group)) == codes


@pytest.mark.parametrize(("kind", "codes"), [
    (Kind.MEMBER, OF_MEMBER + OF_ALL + MOBILE + ACCOUNT + VOTER + OTHER),
    (Kind.SHG, OF_GROUP + OF_ALL + MOBILE + ACCOUNT + OTHER),
])  # fmt: skip
def test_what_fits_a_record(kind: Kind, codes: tuple[str, ...]) -> None:
    """A record goes back with a remark of its profile or of an identifier of its kind, each once, the free one last."""
    found = tuple(one.code for one in remarks_of(kind))
    assert found[-1] == "OTHER"
    assert sorted(found) == sorted(codes)


@pytest.mark.parametrize(("code", "field"), [
    ("MOBILE_SILENT", "mobile"), ("BANK_IFSC", "account_no"), ("ID_EKYC", "voter_id"),
    ("FORMATION_DATE", "formation_date"), ("OFFICE_BEARERS", ""), ("OTHER", ""), ("WITH_GROUP", ""),
])  # fmt: skip
def test_the_field_that_a_remark_is_about(code: str, field: str) -> None:
    """The phone shows a remark at the first field of its identifier, at the date, or at the profile as a whole."""
    assert field_of(BY_CODE[code]) == field


def test_the_list_is_whole() -> None:
    """Every code is there once, and beside them the one that the program gives."""
    assert len(REMARKS) == len({one.code for one in REMARKS}) == 21
    assert set(BY_CODE) == {*MOBILE, *ACCOUNT, *VOTER, *OF_MEMBER, *OF_GROUP, *OF_ALL, *OTHER, "WITH_GROUP"}


@pytest.mark.parametrize(("code", "text", "words"), [
    ("MOBILE_WRONG", "", "wrong number"), ("MOBILE_WRONG", "two digits", "wrong number: two digits"),
    ("OLD_CODE_GONE", "", "old code gone"), ("OLD_CODE_GONE", "why", "old code gone: why"),
])  # fmt: skip
def test_a_remark_in_words(code: str, text: str, words: str) -> None:
    """The words of the list, then those that were typed; a code of another version reads as itself."""
    assert words_of(code, text) == words


@pytest.mark.parametrize(("code", "text", "identifier", "codes"), [
    ("MOBILE_WRONG", "", "mobile", []), ("MOBILE_WRONG", "", "voter", ["remark.fit"]), ("OTHER", "why", "voter", []),
    ("OTHER", "", "voter", ["remark.words"]), ("MOBILE_WRONG", "why", "mobile", []),
    ("WITH_GROUP", "", "mobile", ["remark.code"]), ("NO_SUCH", "", "mobile", ["remark.code"]),
    ("MOBILE_WRONG", "x" * 201, "mobile", ["remark.long"]), ("", "", "mobile", ["remark.code"]),
])  # fmt: skip
def test_what_is_wrong_with_a_remark(code: str, text: str, identifier: str, codes: list[str]) -> None:
    """One that does not fit, that is not to be chosen, or that says nothing: each told once, at the remark."""
    found = remark_problems(code, text, remarks_about(identifier))
    assert [(one.field, one.code) for one in found] == [("remark", one) for one in codes]
