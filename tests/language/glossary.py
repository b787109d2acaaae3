"""The terms of docs/languages.md that a translation must keep, as the test reads them."""

from __future__ import annotations

import re
from typing import Final

TERMS: Final[dict[str, tuple[str, ...]]] = {
    "SHGs?": ("समूह", "SHG"),
    "VOs?": ("VO", "ग्राम संगठन", "ग्राम या संकुल संगठन", "संगठन का नाम"),
    "CLFs?": ("CLF", "संकुल", "संगठन का नाम"),
    "members?": ("सदस्य",),
    "bookkeepers?": ("बुक कीपर", "लेखापाल"),
    "passwords?": ("पासवर्ड",),
    "mobiles?": ("मोबाइल",),
    "duplicates?": ("डुप्लीकेट", "डुप्ली", "डुप"),
    "verification": ("सत्यापन", "सत्या"),
    "villages?": ("गाँव", "गांव"),
    "district": ("जिला", "जिले", "ज़िला"),
    "Aadhaar": ("आधार",),
    "president": ("अध्यक्ष",),
    "secretary": ("सचिव",),
    "treasurer": ("कोषाध्यक्ष",),
    "OTP": ("OTP",),
    "IFSC": ("IFSC", "आईएफएससी"),
}
"""English term, as a pattern of whole words, and the words that may stand for it."""

_NO_WORDS: Final = re.compile(r"\{\w+\}|lokos [a-z ]+|--[a-z-]+")
"""Places, commands and options: their letters are no terms."""


def terms_in(english: str) -> str:
    """Return the English without places, commands and options."""
    return _NO_WORDS.sub(" ", english)


ALIKE: Final = (
    {"type to find", "type to find it"},
    {"the file is larger than mb", "the file is over mb"},
    {"the confirmed duplicates", "confirmed duplicates"},
    {"choose one from the list", "choose one of the list"},
)
"""Messages that say the same in other English words, and so the same in Hindi."""
