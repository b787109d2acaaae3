"""Hindi in Latin letters, made from the Hindi words by rule: for terminals that cannot show Devanagari.

It reads as block staff type it in a text message (samuh, gram sangathan, satyapan), not as scholars write it.
"""

from __future__ import annotations

import re
from typing import Final

from lokos_tui.matching.devanagari import to_latin

_RUN: Final = re.compile("[\u0900-\u0963\u0970-\u097f\u200c\u200d]+")
_SHORT: Final = (("aa", "a"), ("ee", "i"), ("oo", "u"))
_BEFORE_LIPS: Final = re.compile("n(?=[pbm])")
_OTHER_SIGNS: Final = str.maketrans(
    {"\u0964": ".", "\u0965": ".", **{chr(0x966 + digit): str(digit) for digit in range(10)}}
)
EXCEPTIONS: Final = {
    "\u0938\u0915\u094d\u0930\u093f\u092f": "sakriya",
    "\u0928\u093f\u0937\u094d\u0915\u094d\u0930\u093f\u092f": "nishkriya",
    "\u0938\u0902\u0915\u0941\u0932": "sankul",
    "\u0939\u0948": "hai",
    "\u0939\u0948\u0902": "hain",
    "\u092e\u0947\u0902": "mein",
    "\u0928": "na",
    "\u0935": "va",
    "\u0915\u094d\u092f\u093e": "kya",
    "\u092f\u0939": "yah",
    "\u0935\u0939": "vah",
    "\u0905\u0927\u094d\u092f\u0915\u094d\u0937": "adhyaksh",
    "\u0938\u0926\u0938\u094d\u092f": "sadasya",
    "\u0930\u093e\u091c\u094d\u092f": "rajya",
}
"""Words that the rule would write as nobody does."""


def latin(text: str, english: str = "") -> str:
    """Return a text with every Devanagari word in Latin letters; it begins with a capital where the English does."""
    said = _RUN.sub(lambda run: word(run[0]), text).translate(_OTHER_SIGNS)
    return said[:1].upper() + said[1:] if english[:1].isupper() else said


def word(devanagari: str) -> str:
    """Return one word in small Latin letters."""
    bare = devanagari.replace("\u200c", "").replace("\u200d", "")
    if bare in EXCEPTIONS:
        return EXCEPTIONS[bare]
    small = to_latin(bare).lower()
    for long, short in _SHORT:
        small = small.replace(long, short)
    return _BEFORE_LIPS.sub("m", small)
