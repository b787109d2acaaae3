"""What to show where the terminal's encoding has no such sign, without moving a column."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from lokos_tui.display.cells import clusters

_LOOKALIKES: Final = {
    **dict.fromkeys("─━═╌┄┈▔▁", "-"), **dict.fromkeys("│┃║╎┆┊▏▎▍▌▋▊▉▐▕", "|"),
    **dict.fromkeys("┌┐└┘├┤┬┴┼╭╮╰╯┏┓┗┛╔╗╚╝", "+"), **dict.fromkeys("█▇▆▅▄▃▂▀■▪", "#"),
    "…": ">", "•": "*", "●": "*", "✓": "v", "✗": "x", "→": ">", "←": "<", "↑": "^", "↓": "v", "₹": "R",
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "-",
}  # fmt: skip


def encodable(text: str, encoding: str) -> str:
    """Return ``text`` (without controls) with what ``encoding`` lacks replaced by as many cells of ASCII."""
    if text.isascii():
        return text
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_shown(cluster, width, encoding) for cluster, width in clusters(text))
    return text


@lru_cache(maxsize=4096)
def _shown(cluster: str, width: int, encoding: str) -> str:
    try:
        cluster.encode(encoding)
    except UnicodeEncodeError:
        return _LOOKALIKES.get(cluster) or "?" * width
    return cluster
