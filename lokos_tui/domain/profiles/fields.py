"""The fields of a profile: one table for the format, the sheets, the checks and the screens.

Source: docs/domain.md#profiles.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.message import _, pgettext
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
    section: str = _("Basic detail")

    @property
    def masked(self) -> bool:
        """True when a list shows the last characters only (docs/domain.md#numbers-and-masks)."""
        return self.type in (Type.ACCOUNT, Type.VOTER, Type.AADHAAR)


_T = Type
_BASIC, _MOBILE, _ADDRESS, _BANK, _IDENTITY = (
    _("Basic detail"),
    _("Mobile detail"),
    _("Address detail"),
    _("Bank detail"),
    _("Identity"),
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
    Field("bank", pgettext("field", "Bank"), "बैंक", section=_BANK),
    Field("branch", pgettext("field", "Branch"), "शाखा", section=_BANK),
    Field("ifsc", pgettext("field", "IFSC"), "आईएफएससी", _T.IFSC, section=_BANK),
    Field("account_no", pgettext("field", "Account number"), "खाता संख्या", _T.ACCOUNT, section=_BANK),
)
_PLACES = (
    Field("gp", pgettext("field", "Gram Panchayat"), "ग्राम पंचायत", _T.CODE, required=True, section=_ADDRESS),
    Field("village", pgettext("field", "Village"), "गाँव", _T.CODE, section=_ADDRESS),
)


def _flag(name: str, label: str, label_hi: str, section: str = _BASIC) -> Field:
    return Field(name, label, label_hi, _T.FLAG, section=section)


SHG = (
    Field("name", pgettext("field", "SHG name"), "समूह का नाम", _T.NAME, required=True, max_length=50),
    _PLACES[0],
    replace(_PLACES[1], required=True),
    Field("vo", pgettext("field", "VO code"), "ग्राम संगठन कोड", _T.CODE),
    Field("formation_date", pgettext("field", "Formation date"), "गठन की तारीख", _T.DAY, required=True),
    Field("origin", pgettext("field", "Origin"), "मूल", _T.CHOICE, choices=("NEW", "MIGRATED")),
    Field("special_category", pgettext("field", "Special category"), "विशेष श्रेणी", _T.CHOICE, choices=SPECIAL),
    Field("promoted_by", pgettext("field", "Promoted by"), "प्रवर्तक", max_length=5),
    Field("promoter_name", pgettext("field", "Promoter"), "प्रवर्तक का नाम"),
    Field("meeting_frequency", pgettext("field", "Meetings"), "बैठक", _T.CHOICE, required=True, choices=FREQUENCIES),
    Field("compulsory_saving_paise", pgettext("field", "Compulsory saving (paise)"), "अनिवार्य बचत (पैसे)", _T.PAISE),
    _flag("voluntary_saving", pgettext("field", "Voluntary saving"), "स्वैच्छिक बचत"),
    *_BANKS,
    Field("account_opened", pgettext("field", "Account opened"), "खाता खुलने की तारीख", _T.DAY, section=_BANK),
    Field("mobile", pgettext("field", "Mobile"), "मोबाइल", _T.MOBILE, section=_MOBILE),
    Field("address", pgettext("field", "Address"), "पता", max_length=200, section=_ADDRESS),
    _flag("bookkeeper_identified", pgettext("field", "Bookkeeper identified"), "लेखापाल चिह्नित"),
    _flag("member_is_bookkeeper", pgettext("field", "A member is bookkeeper"), "सदस्य ही लेखापाल"),
    _flag("basic_training", pgettext("field", "Basic training"), "आधारभूत प्रशिक्षण"),
    _flag("mcp_prepared", pgettext("field", "MCP prepared"), "एमसीपी तैयार"),
    _flag("standard_bookkeeping", pgettext("field", "Standard bookkeeping"), "मानक लेखा"),
    Field("cashbook_no", pgettext("field", "Cashbook no."), "रोकड़ बही संख्या"),
    Field("cashbook_page", pgettext("field", "Cashbook page"), "रोकड़ बही पृष्ठ"),
)

_FEDERATION = (
    Field("formation_date", pgettext("field", "Formation date"), "गठन की तारीख", _T.DAY, required=True),
    Field("registration_no", pgettext("field", "Registration no."), "पंजीकरण संख्या"),
    Field("registration_date", pgettext("field", "Registration date"), "पंजीकरण की तारीख", _T.DAY),
    Field("registration_act", pgettext("field", "Registration act"), "पंजीकरण अधिनियम"),
    *_BANKS,
    Field("meeting_frequency", pgettext("field", "Meetings"), "बैठक", _T.CHOICE, choices=FREQUENCIES),
    Field("president_name", pgettext("field", "President"), "अध्यक्ष", _T.NAME, required=True, max_length=50),
    Field("secretary_name", pgettext("field", "Secretary"), "सचिव", _T.NAME, required=True, max_length=50),
    Field("treasurer_name", pgettext("field", "Treasurer"), "कोषाध्यक्ष", _T.NAME, required=True, max_length=50),
    Field("mobile", pgettext("field", "Mobile"), "मोबाइल", _T.MOBILE, section=_MOBILE),
)

VO = (
    Field("name", pgettext("field", "VO name"), "ग्राम संगठन का नाम", _T.NAME, required=True, max_length=100),
    *_PLACES,
    Field("clf", pgettext("field", "CLF code"), "संकुल संघ कोड", _T.CODE),
    *_FEDERATION,
)

CLF = (
    Field("name", pgettext("field", "CLF name"), "संकुल संघ का नाम", _T.NAME, required=True, max_length=100),
    Field("gp", pgettext("field", "Gram Panchayat"), "ग्राम पंचायत", _T.CODE, section=_ADDRESS),
    Field("village", pgettext("field", "Village"), "गाँव", _T.CODE, section=_ADDRESS),
    Field("cluster_name", pgettext("field", "Cluster"), "संकुल", max_length=100),
    *_FEDERATION,
)

MEMBER = (
    Field("name", pgettext("field", "Name"), "नाम", _T.NAME, required=True, max_length=50),
    Field(
        "relation_name", pgettext("field", "Husband or father"), "पति या पिता", _T.NAME, required=True, max_length=50
    ),
    Field("relation", pgettext("field", "Relation"), "संबंध", _T.CHOICE, required=True, choices=("HUSBAND", "FATHER")),
    Field("gender", pgettext("field", "Gender"), "लिंग", _T.CHOICE, required=True, choices=("F", "M", "T")),
    Field("birth_date", pgettext("field", "Birth date"), "जन्म तिथि", _T.DAY),
    Field("birth_year", pgettext("field", "Birth year"), "जन्म वर्ष", _T.YEAR),
    Field("joining_date", pgettext("field", "Joining date"), "शामिल होने की तारीख", _T.DAY, required=True),
    Field(
        "social_category", pgettext("field", "Social category"), "सामाजिक वर्ग", _T.CHOICE, required=True, choices=SOCIAL
    ),
    _flag("pvtg", pgettext("field", "PVTG"), "पीवीटीजी"),
    Field("religion", pgettext("field", "Religion"), "धर्म", _T.CHOICE, choices=RELIGIONS),
    Field(
        "disability",
        pgettext("field", "Disability"),
        "दिव्यांगता",
        _T.CHOICE,
        required=True,
        choices=("NO", "SELF", "FAMILY"),
    ),
    Field(
        "pip_category", pgettext("field", "PIP category"), "पीआईपी श्रेणी", _T.CHOICE, choices=("POP", "POOR", "NON_POOR")
    ),
    Field("education", pgettext("field", "Education"), "शिक्षा", _T.CHOICE, choices=EDUCATION),
    Field("designation", pgettext("field", "Designation"), "पद", _T.CHOICE, required=True, choices=DESIGNATIONS),
    Field("mobile", pgettext("field", "Mobile"), "मोबाइल", _T.MOBILE, required=True, section=_IDENTITY),
    Field("aadhaar", pgettext("field", "Aadhaar"), "आधार", _T.AADHAAR, section=_IDENTITY),
    Field("voter_id", pgettext("field", "Voter ID"), "मतदाता पहचान पत्र", _T.VOTER, section=_IDENTITY),
    Field("other_kyc", pgettext("field", "Other document"), "अन्य दस्तावेज़", section=_IDENTITY),
    Field("ekyc_date", pgettext("field", "eKYC date"), "ई-केवाईसी की तारीख", _T.DAY, section=_IDENTITY),
    *_BANKS,
    _flag("account_seeded", pgettext("field", "Aadhaar seeded"), "आधार से जुड़ा", _BANK),
    Field("insurance", pgettext("field", "Insurance"), "बीमा"),
    Field("secc_no", pgettext("field", "SECC no."), "एसईसीसी संख्या", max_length=17),
    Field("life", pgettext("field", "Status"), "स्थिति", _T.CHOICE, choices=tuple(one.value for one in Life)),
    Field("inactive_reason", pgettext("field", "Why inactive"), "निष्क्रिय क्यों"),
)

FIELDS: dict[Kind, tuple[Field, ...]] = {Kind.SHG: SHG, Kind.VO: VO, Kind.CLF: CLF, Kind.MEMBER: MEMBER}
KEPT_OF_AADHAAR = ("aadhaar_ref", "aadhaar_last4")
"""What a content holds in the place of an Aadhaar number."""


def label_of(kind: Kind, name: str) -> str:
    """Return the label of a field; the Aadhaar token's is the number's."""
    if name in KEPT_OF_AADHAAR:
        return pgettext("field", "Aadhaar")
    return next((one.label for one in FIELDS[kind] if one.name == name), name)
