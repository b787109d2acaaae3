"""Dates and moments as the office reads them: DD/MM/YYYY, Indian Standard Time."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

IST = timezone(timedelta(hours=5, minutes=30), "IST")


def moment(now: int) -> datetime:
    """Return milliseconds since 1970-01-01 UTC as a moment in Indian time."""
    return datetime.fromtimestamp(now / 1000, IST)


def day_of(now: int) -> str:
    """Return the day of a moment, DD/MM/YYYY."""
    return moment(now).strftime("%d/%m/%Y")


def time_of(now: int) -> str:
    """Return day and time of a moment, DD/MM/YYYY HH:MM."""
    return moment(now).strftime("%d/%m/%Y %H:%M")


def iso_day(now: int) -> str:
    """Return the day of a moment as it is kept, YYYY-MM-DD."""
    return moment(now).date().isoformat()


def show_day(iso: str | None) -> str:
    """Return a kept day (YYYY-MM-DD) as DD/MM/YYYY; '-' when there is none."""
    if not iso:
        return "-"
    year, month, day = iso[:10].split("-")
    return f"{day}/{month}/{year}"


def read_day(text: str) -> date | None:
    """Read DD/MM/YYYY (also with dots or dashes, or YYYY-MM-DD); None when it is no such day."""
    for pattern in ("%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return None


def grouped(number: int) -> str:
    """Return a whole number with Indian grouping: 17547182 -> 1,75,47,182."""
    sign, digits = ("-" if number < 0 else ""), str(abs(number))
    head, tail = digits[:-3], digits[-3:]
    pairs: list[str] = []
    while head:
        pairs.insert(0, head[-2:])
        head = head[:-2]
    return sign + ",".join([*pairs, tail])
