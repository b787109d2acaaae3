"""Names of invented places, groups and federations, after the patterns each state uses."""

from __future__ import annotations

from itertools import product

_HEADS = (
    "RAM KISHAN SHIV HARI GOPAL DEV MOHAN BHAGWAN LAL CHAND SULTAN RAHIM KARIM NOOR FATEH JAGAT ANAND BASANT DAULAT "
    "GANGA JAMUNA KALYAN MADHO NARAYAN PREM RAJA SARAI TULSI UDAY VIJAY"
)
_TAILS = "PUR GARH NAGAR GANJ WALA KHERA BAD GAON"
PLACES: tuple[str, ...] = tuple(
    f"{head}{tail}{more}"
    for more, tail, head in product(("", " KHURD", " KALAN", " MAFI"), _TAILS.split(), _HEADS.split())
)
_VIRTUES = [
    "RADHE KRISHNA",
    "HARIOM",
    "JAI MAA DURGA",
    "LAXMI",
    "SARASWATI",
    "JYOTI",
    "EKTA",
    "PRAGATI",
    "VIKAS",
    "KHUSHI",
    "KALYANI",
    "MAA LAXMI",
    "JIVAN JYOTI",
    "GAYATRI",
    "SANTOSHI",
    "PARVATI",
    "TULSI",
    "GANGA",
    "YAMUNA",
    "SHAKTI",
    "UJALA",
    "ROSHNI",
    "KIRAN",
    "AASHA",
    "SAHELI",
    "UMMEED",
    "NAI DISHA",
    "GULAB",
    "KAMAL",
    "CHANDNI",
    "DEEP",
    "BHARTI",
    "SHANTI",
    "SITA",
    "SAVITRI",
    "ANNAPURNA",
    "CHETNA",
    "SANGAM",
    "MILAN",
    "NAVJEEVAN",
    "ADARSH",
]
_SUFFIXES = {
    "UP": "SHG|MAHILA SAMUH|SWAYAM SAHAYATA SAMUH",
    "JH": "SAKHI MANDAL|MAHILA SAKHI MANDAL|MAHILA SAMITI",
    "BH": "JEEVIKA SHG|JEEVIKA MAHILA SAMUH|SWAYAM SAHAYATA SAMUH",
}
_VO = {"UP": "PRERNA GRAM SANGATHAN", "JH": "AJIVIKA MAHILA GRAM SANGATHAN", "BH": "JEEVIKA MAHILA GRAM SANGATHAN"}
_CLF = {
    "UP": "PRERNA MAHILA SANKUL SAMITI",
    "JH": "AJIVIKA MAHILA SAKUL SANGATHAN",
    "BH": "JEEVIKA MAHILA SANKUL SANGH",
}


def shg_names(prefix: str) -> tuple[str, ...]:
    """Return the group names of a state (its two letters), each once."""
    suffixes = _SUFFIXES.get(prefix, "SHG|MAHILA SAMUH|MAHILA SAMITI").split("|")
    return tuple(f"{virtue} {suffix}" for virtue, suffix in product(_VIRTUES, suffixes))


def vo_name(prefix: str, place: str) -> str:
    """Return a VO's name from the place it sits in."""
    return f"{place} {_VO.get(prefix, 'GRAM SANGATHAN')}"


def clf_name(prefix: str, place: str) -> str:
    """Return a CLF's name from the place it is called after."""
    return f"{place} {_CLF.get(prefix, 'SANKUL SANGATHAN')}"
