"""The fields of a profile: one table for the format, the sheets, the checks and the screens.

Source: docs/domain.md#profiles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.profiles.model import Kind


class Type(StrEnum):
    """What a field holds, and so how it is read, checked and shown."""

    NAME = "name"
    TEXT = "text"
    CODE = "code"
    DAY = "day"
    YEAR = "year"
    FLAG = "flag"
    CHOICE = "choice"
    PAISE = "paise"
    MOBILE = "mobile"
    ACCOUNT = "account"
    IFSC = "ifsc"
    VOTER = "voter"
    AADHAAR = "aadhaar"


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the format, its labels, what it holds; ``section`` groups it on the screens."""

    name: str
    label: str
    label_hi: str
    type: Type = Type.TEXT
    required: bool = False
    choices: tuple[str, ...] = ()
    max_length: int = 100
    section: str = "Basic detail"

    @property
    def masked(self) -> bool:
        """True when a list shows the last characters only (docs/domain.md#numbers-and-masks)."""
        return self.type in (Type.ACCOUNT, Type.VOTER, Type.AADHAAR)


_T = Type
_BASIC, _MOBILE, _ADDRESS, _BANK, _IDENTITY = (
    "Basic detail",
    "Mobile detail",
    "Address detail",
    "Bank detail",
    "Identity",
)
FREQUENCIES = ("WEEKLY", "FORTNIGHTLY", "MONTHLY")
SPECIAL = ("GENERAL", "PWD", "ELDERLY", "TRANSGENDER", "PVTG", "DIFFICULT_AREA")
SOCIAL = ("SC", "ST", "OBC", "GENERAL", "OTHER")
RELIGIONS = ("HINDU", "MUSLIM", "CHRISTIAN", "SIKH", "BUDDHIST", "JAIN", "PARSI", "OTHER")
EDUCATION = (
    "NONE",
    *(f"CLASS_{number}" for number in range(1, 13)),
    "GRADUATE",
    "POST_GRADUATE",
    "OTHER",
)
DESIGNATIONS = ("MEMBER", "PRESIDENT", "SECRETARY", "TREASURER")

_BANKS = (
    Field("bank", "Bank", "बैंक", section=_BANK),
    Field("branch", "Branch", "शाखा", section=_BANK),
    Field("ifsc", "IFSC", "आईएफएससी", _T.IFSC, section=_BANK),
    Field("account_no", "Account number", "खाता संख्या", _T.ACCOUNT, section=_BANK),
)
_PLACES = (
    Field("gp", "Gram Panchayat", "ग्राम पंचायत", _T.CODE, required=True, section=_ADDRESS),
    Field("village", "Village", "गाँव", _T.CODE, section=_ADDRESS),
)


def _flag(name: str, label: str, label_hi: str, section: str = _BASIC) -> Field:
    return Field(name, label, label_hi, _T.FLAG, section=section)


SHG = (
    Field("name", "SHG name", "समूह का नाम", _T.NAME, required=True, max_length=50),
    _PLACES[0],
    replace(_PLACES[1], required=True),
    Field("vo", "VO code", "ग्राम संगठन कोड", _T.CODE),
    Field("formation_date", "Formation date", "गठन की तारीख", _T.DAY, required=True),
    Field("origin", "Origin", "मूल", _T.CHOICE, choices=("NEW", "MIGRATED")),
    Field("special_category", "Special category", "विशेष श्रेणी", _T.CHOICE, choices=SPECIAL),
    Field("promoted_by", "Promoted by", "प्रवर्तक", max_length=5),
    Field("promoter_name", "Promoter", "प्रवर्तक का नाम"),
    Field("meeting_frequency", "Meetings", "बैठक", _T.CHOICE, required=True, choices=FREQUENCIES),
    Field("compulsory_saving_paise", "Compulsory saving (paise)", "अनिवार्य बचत (पैसे)", _T.PAISE),
    _flag("voluntary_saving", "Voluntary saving", "स्वैच्छिक बचत"),
    *_BANKS,
    Field("account_opened", "Account opened", "खाता खुलने की तारीख", _T.DAY, section=_BANK),
    Field("mobile", "Mobile", "मोबाइल", _T.MOBILE, section=_MOBILE),
    Field("address", "Address", "पता", max_length=200, section=_ADDRESS),
    _flag("bookkeeper_identified", "Bookkeeper identified", "लेखापाल चिह्नित"),
    _flag("member_is_bookkeeper", "A member is bookkeeper", "सदस्य ही लेखापाल"),
    _flag("basic_training", "Basic training", "आधारभूत प्रशिक्षण"),
    _flag("mcp_prepared", "MCP prepared", "एमसीपी तैयार"),
    _flag("standard_bookkeeping", "Standard bookkeeping", "मानक लेखा"),
    Field("cashbook_no", "Cashbook no.", "रोकड़ बही संख्या"),
    Field("cashbook_page", "Cashbook page", "रोकड़ बही पृष्ठ"),
)

_FEDERATION = (
    Field("formation_date", "Formation date", "गठन की तारीख", _T.DAY, required=True),
    Field("registration_no", "Registration no.", "पंजीकरण संख्या"),
    Field("registration_date", "Registration date", "पंजीकरण की तारीख", _T.DAY),
    Field("registration_act", "Registration act", "पंजीकरण अधिनियम"),
    *_BANKS,
    Field("meeting_frequency", "Meetings", "बैठक", _T.CHOICE, choices=FREQUENCIES),
    Field("president_name", "President", "अध्यक्ष", _T.NAME, required=True, max_length=50),
    Field("secretary_name", "Secretary", "सचिव", _T.NAME, required=True, max_length=50),
    Field("treasurer_name", "Treasurer", "कोषाध्यक्ष", _T.NAME, required=True, max_length=50),
    Field("mobile", "Mobile", "मोबाइल", _T.MOBILE, section=_MOBILE),
)

VO = (
    Field("name", "VO name", "ग्राम संगठन का नाम", _T.NAME, required=True, max_length=100),
    *_PLACES,
    Field("clf", "CLF code", "संकुल संघ कोड", _T.CODE),
    *_FEDERATION,
)

CLF = (
    Field("name", "CLF name", "संकुल संघ का नाम", _T.NAME, required=True, max_length=100),
    Field("gp", "Gram Panchayat", "ग्राम पंचायत", _T.CODE, section=_ADDRESS),
    Field("village", "Village", "गाँव", _T.CODE, section=_ADDRESS),
    Field("cluster_name", "Cluster", "संकुल", max_length=100),
    *_FEDERATION,
)

MEMBER = (
    Field("name", "Name", "नाम", _T.NAME, required=True, max_length=50),
    Field("relation_name", "Husband or father", "पति या पिता", _T.NAME, required=True, max_length=50),
    Field("relation", "Relation", "संबंध", _T.CHOICE, required=True, choices=("HUSBAND", "FATHER")),
    Field("gender", "Gender", "लिंग", _T.CHOICE, required=True, choices=("F", "M", "T")),
    Field("birth_date", "Birth date", "जन्म तिथि", _T.DAY),
    Field("birth_year", "Birth year", "जन्म वर्ष", _T.YEAR),
    Field("joining_date", "Joining date", "शामिल होने की तारीख", _T.DAY, required=True),
    Field("social_category", "Social category", "सामाजिक वर्ग", _T.CHOICE, required=True, choices=SOCIAL),
    _flag("pvtg", "PVTG", "पीवीटीजी"),
    Field("religion", "Religion", "धर्म", _T.CHOICE, choices=RELIGIONS),
    Field("disability", "Disability", "दिव्यांगता", _T.CHOICE, required=True, choices=("NO", "SELF", "FAMILY")),
    Field("pip_category", "PIP category", "पीआईपी श्रेणी", _T.CHOICE, choices=("POP", "POOR", "NON_POOR")),
    Field("education", "Education", "शिक्षा", _T.CHOICE, choices=EDUCATION),
    Field("designation", "Designation", "पद", _T.CHOICE, required=True, choices=DESIGNATIONS),
    Field("mobile", "Mobile", "मोबाइल", _T.MOBILE, required=True, section=_IDENTITY),
    Field("aadhaar", "Aadhaar", "आधार", _T.AADHAAR, section=_IDENTITY),
    Field("voter_id", "Voter ID", "मतदाता पहचान पत्र", _T.VOTER, section=_IDENTITY),
    Field("other_kyc", "Other document", "अन्य दस्तावेज़", section=_IDENTITY),
    Field("ekyc_date", "eKYC date", "ई-केवाईसी की तारीख", _T.DAY, section=_IDENTITY),
    *_BANKS,
    _flag("account_seeded", "Aadhaar seeded", "आधार से जुड़ा", _BANK),
    Field("insurance", "Insurance", "बीमा"),
    Field("secc_no", "SECC no.", "एसईसीसी संख्या", max_length=17),
    Field("life", "Status", "स्थिति", _T.CHOICE, choices=tuple(one.value for one in Life)),
    Field("inactive_reason", "Why inactive", "निष्क्रिय क्यों"),
)

FIELDS: dict[Kind, tuple[Field, ...]] = {Kind.SHG: SHG, Kind.VO: VO, Kind.CLF: CLF, Kind.MEMBER: MEMBER}
KEPT_OF_AADHAAR = ("aadhaar_ref", "aadhaar_last4")
"""What a content holds in the place of an Aadhaar number."""


def label_of(kind: Kind, name: str) -> str:
    """Return the label of a field; the Aadhaar token's is the number's."""
    if name in KEPT_OF_AADHAAR:
        return "Aadhaar"
    return next((one.label for one in FIELDS[kind] if one.name == name), name)
