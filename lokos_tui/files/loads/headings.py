"""What a file leaves open before its rows are looked at, in words: sheets and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from importers.sheet import shown
from lokos_tui.domain.message import _, by_face, joined, ngettext

if TYPE_CHECKING:
    from lokos_tui.files.loads.load import Load


def sheet_words(job: Load) -> list[str]:
    """Return a sentence of the sheets that are read, where there are several, and of those that are not."""
    table = job.table
    names = tuple(shown(part.sheet) for _offset, part in table.sheets)
    said: list[str] = []
    if len(names) > 1:
        said.append(
            ngettext(
                "{n} sheet is read as one load: {names}.",
                "{n} sheets are read as one load: {names}.",
                len(names),
                names=joined(", ", names),
            )
        )
    if table.left_out:
        others = tuple(_("{sheet} ({why})", sheet=shown(one.sheet), why=one.why) for one in table.left_out)
        said.append(_("Sheets that are not read: {names}.", names=joined(", ", others)))
    return said


def heading_words(job: Load) -> list[str]:
    """Return a sentence for each heading that is missing, doubled, or not known, with what it may mean."""
    header, table = job.table.header, job.table
    names = {column.key: column.heading for column in table.spec.columns}
    said: list[str] = [
        _("There is no column {heading}.", heading=names[key])
        for key in header.missing
        if not any(key == proposed for _mine, proposed, _score in header.proposals)
    ]
    said += [
        _(
            "Columns {columns} are all headed {heading}: {read} is read.",
            columns=joined(", ", tuple(table.letter(index) for index in one.columns)),
            heading=names[one.key],
            read=table.letter(one.read),
        )
        for one in header.doubled
    ]
    said += [
        by_face(
            screen=_("The heading {mine} is not known. Does it mean {heading}?", mine=shown(mine), heading=names[key]),
            command=_(
                'The heading {mine} is not known. Does it mean {heading}? --heading "{mine}={key}" takes it so.',
                mine=shown(mine),
                heading=names[key],
                key=key,
            ),
        )
        for mine, key, _score in header.proposals
    ]
    proposed = {mine for mine, _key, _score in header.proposals}
    others = tuple(shown(heading) for heading in header.unknown if heading not in proposed)
    if others:
        said.append(_("Not read, because nothing is known of it: {headings}.", headings=joined(", ", others)))
    return said
