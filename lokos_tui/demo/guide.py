"""The words that lie beside the sample files."""

from __future__ import annotations

from collections.abc import Sequence

_HEAD = """# Sample files

All of it is about the hand-written core of block NAJIBABAD in the demonstration office: 3 gram panchayats, 8 villages,
1 CLF, 3 VOs and 40 SHGs. People and codes are invented; codes of places begin with 99, which is no state.
Written by `python -m lokos_tui.demo.files sample_data`, the same bytes every time.

| file | shows |
| --- | --- |
| `places.xlsx` | the block's gram panchayats and villages, as an MIS exports them |
| `cbos.xlsx` | its CLF, VOs and SHGs with their chain |
| `mapping.xlsx` | the whole mapping: six new bookkeepers, one row a person and CBO, \
one row with several SHGs in a cell, a blank row in the middle; loads without a fault |
| `mapping_with_faults.xlsx` | one of every fault, listed below |
| `mapping_hindi.csv` | the same mapping under Hindi headings, UTF-8 with a byte order mark |
| `profiles.jsonl` | a bookkeeper's bundle: three new SHGs with eleven members each, one woman in two of them; \
unsigned |
| `profiles_with_faults.jsonl` | a bundle cut short, one fault a line: mobile, panchayat, date, \
an Aadhaar number (a test number), too many members, an unknown field |
| `mapping_merged.xlsx` | the same mapping with gram panchayat and village cells merged over their rows |

## The faults, row by row

| row | shows |
| --- | --- |
"""
_TAIL = """
## Source and licence of the real names above block level

Contains data of the Local Government Directory, Ministry of Panchayati Raj, Government of India (lgdirectory.gov.in),
published under the Government Open Data License - India. Columns were reduced and rows chosen.
"""


def readme(faults: Sequence[str]) -> str:
    """Return the README of the sample files; ``faults`` in the order of the faulty sheet's rows, from row 2."""
    rows = "".join(f"| {number} | {shows} |\n" for number, shows in enumerate(faults, start=2))
    return _HEAD + rows + _TAIL
