"""Headings as block offices write them, in English, Hindi and Hinglish, beside those of the templates.

They are compared without case, spaces, signs, what stands in brackets and a star at the end: 'Mob. No (10 digit)*' is
MOB NO. What is only like one of them is proposed, never taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_GP: Final = (
    "Name of GP", "Panchayat Name", "Name of Panchayat", "Name of Gram Panchayat",
    "Gram Panchayat / Ward", "Grampanchayat", "Gram Pradhan Panchayat", "Nyay Panchayat GP",
    "पंचायत का नाम", "ग्रा.पं.", "ग्रा. पं. का नाम", "ग्रामपंचायत", "Panchayat ka naam",
    "Gram Panchayat ka naam",
)  # fmt: skip
_VILLAGE: Final = (
    "Name of Village", "Revenue Village", "Vill", "Vill.", "Vill Name", "Gaon ka naam", "Gram",
    "Gram ka naam", "Hamlet", "Tola", "गांव का नाम", "ग्राम का नाम", "राजस्व ग्राम", "टोला", "मजरा",
)  # fmt: skip

MAPPING: Final[Mapping[str, tuple[str, ...]]] = {
    "user_id": (
        "LokOS ID", "LokOS User ID", "LokOS Login ID", "Login", "User Code", "ID of Bookkeeper",
        "BK User ID", "Bookkeeper ID", "BK ID", "यूज़र आई.डी.", "यूजर आई डी", "लॉगिन आईडी",
        "लोकओएस आईडी",
    ),
    "name": (
        "Name of BK", "BK Name", "BK", "Book Keeper", "Book Keeper Name", "Name of Book Keeper",
        "e-BK Name", "eBK Name", "Name of eBK", "e-Bookkeeper Name", "Samuh Sakhi Name",
        "Samooh Sakhi", "Samooh Sakhi Name", "Name of Samooh Sakhi", "CRP Name", "Name of CRP",
        "Cadre Name", "Name of Cadre", "User Name", "Username", "Full Name", "BK ka naam",
        "Bookkeeper ka naam", "Samuh Sakhi ka naam", "बुक कीपर का नाम", "बुककीपर", "बुक कीपर",
        "बी.के. का नाम", "समूह सखी का नाम", "समूह सखी", "ई-बुककीपर का नाम", "लेखापाल का नाम",
        "कैडर का नाम",
    ),
    "mobile": (
        "Mob. No", "Mob No.", "Mob", "Mobile Num", "Contact Number", "Contact", "Phone No",
        "Phone Number", "Mobile No of BK", "BK Mobile No", "BK Mobile Number", "Bookkeeper Mobile No",
        "Mobile No of Bookkeeper", "Cell No", "Mobile nambar", "मो. नं.", "मो.नं.", "मो0 नं0",
        "मो. न.", "मोबाईल", "मोबाइल नं.", "मोबाईल नंबर", "मोबाइल संख्या", "फोन", "फोन नंबर",
        "संपर्क नंबर", "बुक कीपर का मोबाइल नंबर",
    ),
    "designation": (
        "Designation of BK", "Type of Cadre", "Cadre", "Cadre Type", "पद", "कैडर", "पद का नाम",
        "Position", "Pad",
    ),
    "category": (
        "User Category", "BK Category", "Type of BK", "BK Type", "Bookkeeper Type", "SHG VO CLF",
        "CBO Type", "Type of CBO", "User Role", "भूमिका", "बुक कीपर का प्रकार", "प्रकार",
    ),
    "gp": _GP,
    "village": _VILLAGE,
    "shg_code": (
        "Code of SHG", "LokOS SHG Code", "SHG Code LokOS", "SHG ID", "SHG No", "SHG Number",
        "Samuh Code", "Samooh Code", "Samuh ka code", "समूह का कोड", "समूह कोड संख्या", "एसएचजी कोड",
        "स्वयं सहायता समूह कोड", "Code of Group", "SHG LokOS ID", "Group ID",
    ),
    "shg_name": (
        "Name of SHG", "Name of the SHG", "Group Name", "Name of Group", "Samuh Name", "Samooh Name",
        "Samuh ka naam", "Self Help Group", "Self Help Group Name", "SHG Names", "Assigned SHG",
        "Mapped SHG", "SHG to be mapped", "स्वयं सहायता समूह", "स्वयं सहायता समूह का नाम", "एसएचजी",
        "एसएचजी का नाम", "स.समूह का नाम",
    ),
    "vo": (
        "Name of VO", "VO Code", "Village Organization", "Name of Village Organisation",
        "Gram Sangathan", "Gram Sangathan Name", "Gram Sangathan ka naam", "ग्राम संगठन का नाम",
        "ग्रा. सं.", "वीओ", "वी.ओ.", "वीओ का नाम", "VO ka naam",
    ),
    "clf": (
        "Name of CLF", "CLF Code", "Cluster", "Cluster Name", "Sankul", "Sankul Name", "Sankul Samiti",
        "Sankul Sangh", "संकुल", "संकुल का नाम", "संकुल समिति", "संकुल संघ का नाम", "सीएलएफ",
        "सी.एल.एफ.", "सीएलएफ का नाम", "संकुल स्तरीय संघ", "CLF ka naam",
    ),
    "reason": (
        "Remark", "Reason for change", "Note", "Notes", "अभ्युक्ति", "रिमार्क",
    ),
}  # fmt: skip
PLACES: Final[Mapping[str, tuple[str, ...]]] = {
    "gp_code": (
        "Panchayat Code",
        "GP NRLM Code",
        "पंचायत कोड",
    ),
    "gp_name": _GP,
    "village_code": (
        "Vill Code",
        "Village NRLM Code",
        "गांव कोड",
    ),
    "village_name": _VILLAGE,
}
CBOS: Final[Mapping[str, tuple[str, ...]]] = {
    "cbo_type": (
        "Type of CBO", "CBO", "प्रकार",
    ),
    "code": (
        "Group Code", "LokOS Code", "समूह कोड", "समूह का कोड",
    ),
    "name": (
        "Name of SHG", "Group Name", "Name of Group", "समूह का नाम", "संस्था का नाम",
    ),
    "gp": _GP,
    "village": _VILLAGE,
    "vo_name": (
        "Name of VO", "ग्राम संगठन का नाम",
    ),
    "clf_name": (
        "Name of CLF", "संकुल का नाम",
    ),
    "formation_date": (
        "Formation", "Formed on", "DOF", "गठन की तारीख", "गठन का दिनांक", "गठन दिनांक", "गठन की तिथि",
    ),
    "president_name": (
        "Name of President", "Adhyaksh", "अध्यक्ष",
    ),
    "mobile": (
        "Mob. No", "Contact No", "President Mobile", "मो. नं.", "मोबाइल नंबर",
    ),
    "bank_account": (
        "A/C No", "Bank A/C No", "SB A/C", "खाता संख्या", "बैंक खाता संख्या",
    ),
    "ifsc": (
        "आईएफएससी कोड",
    ),
}  # fmt: skip
BY_KIND: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {"mapping": MAPPING, "places": PLACES, "cbos": CBOS}
