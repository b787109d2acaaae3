"""One specification per kind of sheet: the reader and the template are both made from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lokos_tui.domain.message import pgettext

Kind = Literal["text", "mobile", "code", "date", "choice", "name", "account"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet: its headings in both languages and how its cells are read."""

    key: str
    heading: str
    heading_hi: str
    aliases: tuple[str, ...] = ()
    kind: Kind = "text"
    required: bool = False
    help: str = ""
    help_hi: str = ""
    width: int = 20
    choices: str = ""


@dataclass(frozen=True, slots=True)
class SheetSpec:
    """A kind of sheet; ``version`` changes with its columns."""

    kind: str
    title: str
    columns: tuple[Column, ...]
    version: str = "1"


_GP = ("GP", "GP Name", "Panchayat", "Gram Panchayat Name", "पंचायत", "ग्राम पंचायत का नाम")
_VILLAGE = ("Village Name", "Gaon", "ग्राम", "गांव", "गाँव का नाम")

MAPPING = SheetSpec(
    "mapping",
    "Mapping",
    (
        Column(
            "user_id",
            pgettext("sheet", "User ID"),
            "यूज़र आईडी",
            ("Login ID", "UserID", "User Name ID", "यूजर आईडी"),
            "code",
            help="Blank for a new user.",
            help_hi="नए उपयोगकर्ता के लिए खाली छोड़ें।",
            width=28,
        ),
        Column(
            "name",
            pgettext("sheet", "Bookkeeper Name"),
            "बुककीपर का नाम",
            ("Name", "Bookkeeper", "Name of Bookkeeper", "नाम"),
            "name",
            required=True,
            help="Full name.",
            help_hi="पूरा नाम।",
            width=26,
        ),
        Column(
            "mobile",
            pgettext("sheet", "Mobile"),
            "मोबाइल",
            ("Mobile No", "Mobile Number", "Phone", "Contact No", "मोबाइल नंबर"),
            "mobile",
            help="Ten digits.",
            help_hi="दस अंक।",
            width=14,
        ),
        Column(
            "designation",
            pgettext("sheet", "Designation"),
            "पदनाम",
            ("Post",),
            help="For example Samooh Sakhi.",
            help_hi="जैसे समूह सखी।",
        ),
        Column(
            "category",
            pgettext("sheet", "Role Category"),
            "भूमिका श्रेणी",
            ("Category", "Role", "Role Category SHG VO CLF", "श्रेणी"),
            "choice",
            help="SHG, VO or CLF.",
            help_hi="SHG, VO या CLF।",
            width=14,
            choices="category",
        ),
        Column(
            "gp",
            pgettext("sheet", "Gram Panchayat"),
            "ग्राम पंचायत",
            _GP,
            "choice",
            help="As in the list.",
            help_hi="सूची के अनुसार।",
            width=24,
            choices="gps",
        ),
        Column(
            "village",
            pgettext("sheet", "Village"),
            "गाँव",
            _VILLAGE,
            "choice",
            help="As in the list.",
            help_hi="सूची के अनुसार।",
            width=24,
            choices="villages",
        ),
        Column(
            "shg_code",
            pgettext("sheet", "SHG Code"),
            "समूह कोड",
            ("SHG Codes", "Group Code"),
            "code",
            help="Several: put ; between them.",
            help_hi="कई हों तो ; लगाएँ।",
            width=16,
        ),
        Column(
            "shg_name",
            pgettext("sheet", "SHG Name"),
            "समूह का नाम",
            ("SHG", "SHGs", "SHG Name to be assigned", "SHGs to be assigned", "समूह"),
            help="When there is no code.",
            help_hi="कोड न हो तो।",
            width=28,
        ),
        Column(
            "vo",
            pgettext("sheet", "VO"),
            "ग्राम संगठन",
            ("VO Name", "VO to be assigned", "Village Organisation"),
            help="Name or code.",
            help_hi="नाम या कोड।",
            width=28,
        ),
        Column(
            "clf",
            pgettext("sheet", "CLF"),
            "संकुल संघ",
            ("CLF Name", "CLF to be assigned", "Cluster Level Federation"),
            help="Name or code.",
            help_hi="नाम या कोड।",
            width=28,
        ),
        Column(
            "reason",
            pgettext("sheet", "Reason"),
            "कारण",
            ("Reason for move", "Remarks", "टिप्पणी"),
            help="Why an SHG moves.",
            help_hi="समूह बदलने का कारण।",
            width=28,
        ),
    ),
)
PLACES = SheetSpec(
    "places",
    "Places",
    (
        Column(
            "gp_code",
            pgettext("sheet", "GP Code"),
            "ग्राम पंचायत कोड",
            ("Gram Panchayat Code",),
            "code",
            required=True,
            help="As LokOS has it.",
            help_hi="जैसा लोकओएस में है।",
        ),
        Column(
            "gp_name",
            pgettext("sheet", "Gram Panchayat"),
            "ग्राम पंचायत",
            _GP,
            "text",
            required=True,
            width=28,
            help="Full name, as LokOS has it.",
            help_hi="पूरा नाम, जैसा लोकओएस में है।",
        ),
        Column(
            "gp_lgd_code",
            pgettext("sheet", "GP LGD Code"),
            "ग्राम पंचायत एलजीडी कोड",
            ("Gram Panchayat LGD Code",),
            "code",
            help="Six digits, when known.",
            help_hi="छह अंक, यदि पता हो।",
        ),
        Column(
            "village_code",
            pgettext("sheet", "Village Code"),
            "गाँव कोड",
            ("ग्राम कोड",),
            "code",
            help="Blank on a line for the panchayat alone.",
            help_hi="केवल पंचायत की पंक्ति में खाली छोड़ें।",
        ),
        Column(
            "village_name",
            pgettext("sheet", "Village"),
            "गाँव",
            _VILLAGE,
            "text",
            width=28,
            help="With its code; blank with it.",
            help_hi="कोड के साथ; कोड न हो तो खाली।",
        ),
        Column(
            "village_lgd_code",
            pgettext("sheet", "Village LGD Code"),
            "गाँव एलजीडी कोड",
            (),
            "code",
            help="Six digits, when known.",
            help_hi="छह अंक, यदि पता हो।",
        ),
    ),
)
CBOS = SheetSpec(
    "cbos",
    "CBOs",
    (
        Column(
            "cbo_type",
            pgettext("sheet", "CBO Type"),
            "सीबीओ प्रकार",
            ("Type",),
            "choice",
            required=True,
            choices="category",
            help="SHG, VO or CLF.",
            help_hi="SHG, VO या CLF।",
        ),
        Column(
            "code",
            pgettext("sheet", "Code"),
            "कोड",
            ("CBO Code", "SHG Code"),
            "code",
            help="As LokOS has it; all its digits.",
            help_hi="जैसा लोकओएस में है; सभी अंक।",
        ),
        Column(
            "name",
            pgettext("sheet", "Name"),
            "नाम",
            ("CBO Name", "SHG Name"),
            "text",
            required=True,
            width=32,
            help="As on the group's stamp.",
            help_hi="जैसा समूह की मोहर पर है।",
        ),
        Column(
            "gp",
            pgettext("sheet", "Gram Panchayat"),
            "ग्राम पंचायत",
            _GP,
            "choice",
            width=24,
            choices="gps",
            help="As in the list.",
            help_hi="सूची के अनुसार।",
        ),
        Column(
            "village",
            pgettext("sheet", "Village"),
            "गाँव",
            _VILLAGE,
            "choice",
            width=24,
            choices="villages",
            help="As in the list.",
            help_hi="सूची के अनुसार।",
        ),
        Column(
            "vo_code",
            pgettext("sheet", "VO Code"),
            "ग्राम संगठन कोड",
            (),
            "code",
            help="The VO an SHG belongs to.",
            help_hi="समूह जिस ग्राम संगठन में है।",
        ),
        Column(
            "vo_name",
            pgettext("sheet", "VO Name"),
            "ग्राम संगठन",
            ("VO",),
            "text",
            width=28,
            help="When there is no code.",
            help_hi="कोड न हो तो।",
        ),
        Column(
            "clf_code",
            pgettext("sheet", "CLF Code"),
            "संकुल संघ कोड",
            (),
            "code",
            help="The CLF a VO belongs to.",
            help_hi="ग्राम संगठन जिस संकुल संघ में है।",
        ),
        Column(
            "clf_name",
            pgettext("sheet", "CLF Name"),
            "संकुल संघ",
            ("CLF",),
            "text",
            width=28,
            help="When there is no code.",
            help_hi="कोड न हो तो।",
        ),
        Column(
            "formation_date",
            pgettext("sheet", "Formation Date"),
            "गठन तिथि",
            ("Date of Formation",),
            "date",
            help="Day, month and year: 31/12/2020.",
            help_hi="दिन, माह, वर्ष: 31/12/2020।",
        ),
        Column(
            "origin",
            pgettext("sheet", "Origin"),
            "स्रोत",
            (),
            "text",
            help="For example NRLM, or who made it before.",
            help_hi="जैसे NRLM, या पहले किसने बनाया।",
        ),
        Column(
            "president_name",
            pgettext("sheet", "President Name"),
            "अध्यक्ष का नाम",
            ("President",),
            "name",
            help="Full name.",
            help_hi="पूरा नाम।",
        ),
        Column(
            "mobile",
            pgettext("sheet", "Mobile"),
            "मोबाइल",
            ("Mobile No", "Mobile Number"),
            "mobile",
            help="Ten digits.",
            help_hi="दस अंक।",
        ),
        Column(
            "bank_account",
            pgettext("sheet", "Bank Account"),
            "बैंक खाता",
            ("Account No", "Account Number"),
            "account",
            help="6 to 18 digits, typed as text.",
            help_hi="6 से 18 अंक, टेक्स्ट के रूप में।",
        ),
        Column(
            "ifsc",
            pgettext("sheet", "IFSC"),
            "आईएफएससी",
            ("IFSC Code",),
            "code",
            help="Eleven characters, as in the passbook.",
            help_hi="ग्यारह अक्षर, जैसा पासबुक में है।",
        ),
    ),
)
