"""What kind of meeting it is: the type codes of the Meeting Guide, in our own words, and how other lists say them.

The codes are public (npm `@code4recovery/spec`, 87 of them). A language is never a type here: a meeting keeps its
languages by ISO 639-1, and `LANGUAGES` says which code of the Meeting Guide means which.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from babel import Locale, UnknownLocaleError
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

OPEN, CLOSED, TEMPORARILY_CLOSED = "O", "C", "TC"

ACCESS: Mapping[str, LazyString] = {
    "O": _l("Open to everyone"),
    "C": _l("Closed: for those it is about"),
}

FORMATS: Mapping[str, LazyString] = {
    "11": _l("Eleventh step, meditation"),
    "12x12": _l("Steps and traditions, by the book"),
    "A": _l("Without religion"),
    "ABSI": _l("Readings from Bill's letters"),
    "B": _l("Big Book study"),
    "BE": _l("For newcomers"),
    "D": _l("Discussion"),
    "DR": _l("Reading of the day"),
    "GR": _l("Grapevine magazine"),
    "H": _l("Anniversaries"),
    "LIT": _l("Reading together"),
    "LS": _l("Living Sober, the book"),
    "MED": _l("Meditation"),
    "SP": _l("A speaker"),
    "ST": _l("Step study"),
    "TR": _l("Tradition study"),
}

FEATURES: Mapping[str, LazyString] = {
    "AL": _l("Alateen meets beside it"),
    "AL-AN": _l("Al-Anon meets beside it"),
    "ASL": _l("American Sign Language"),
    "BA": _l("Somebody minds the children"),
    "BRK": _l("With breakfast"),
    "CAN": _l("By candlelight"),
    "CF": _l("Children are welcome"),
    "DB": _l("Collection online"),
    "FF": _l("No perfume, please"),
    "OUT": _l("Outdoors"),
    "POA": _l("Attendance is confirmed on request"),
    "SM": _l("Smoking is allowed"),
    "TC": _l("The place is shut for now"),
    "X": _l("Step-free for wheelchairs"),
    "XB": _l("Toilet for wheelchairs"),
    "XT": _l("Answering each other is fine"),
}

PEOPLE: Mapping[str, LazyString] = {
    "BI": _l("Bisexual people"),
    "DD": _l("People with two diagnoses"),
    "G": _l("Gay people"),
    "L": _l("Lesbians"),
    "LGBTQ": _l("LGBTQ people"),
    "M": _l("Men"),
    "N": _l("Native Americans"),
    "NB": _l("Non-binary people"),
    "NDG": _l("Indigenous people"),
    "P": _l("People in professions"),
    "POC": _l("People of colour"),
    "SEN": _l("Older people"),
    "T": _l("Trans people"),
    "W": _l("Women"),
    "Y": _l("Young people"),
}

_IN: Mapping[str, tuple[str, LazyString]] = {
    "AF": ("af", _l("In Afrikaans")),
    "AM": ("am", _l("In Amharic")),
    "AR": ("ar", _l("In Arabic")),
    "BG": ("bg", _l("In Bulgarian")),
    "DA": ("da", _l("In Danish")),
    "DE": ("de", _l("In German")),
    "EL": ("el", _l("In Greek")),
    "EN": ("en", _l("In English")),
    "FA": ("fa", _l("In Persian")),
    "FI": ("fi", _l("In Finnish")),
    "FR": ("fr", _l("In French")),
    "HE": ("he", _l("In Hebrew")),
    "HI": ("hi", _l("In Hindi")),
    "HR": ("hr", _l("In Croatian")),
    "HU": ("hu", _l("In Hungarian")),
    "IS": ("is", _l("In Icelandic")),
    "ITA": ("it", _l("In Italian")),
    "JA": ("ja", _l("In Japanese")),
    "KA": ("ka", _l("In Georgian")),
    "KOR": ("ko", _l("In Korean")),
    "LT": ("lt", _l("In Lithuanian")),
    "ML": ("ml", _l("In Malayalam")),
    "MT": ("mt", _l("In Maltese")),
    "NE": ("ne", _l("In Nepali")),
    "NL": ("nl", _l("In Dutch")),
    "NO": ("no", _l("In Norwegian")),
    "POL": ("pl", _l("In Polish")),
    "POR": ("pt", _l("In Portuguese")),
    "PUN": ("pa", _l("In Punjabi")),
    "RUS": ("ru", _l("In Russian")),
    "S": ("es", _l("In Spanish")),
    "SK": ("sk", _l("In Slovak")),
    "SL": ("sl", _l("In Slovenian")),
    "SV": ("sv", _l("In Swedish")),
    "TH": ("th", _l("In Thai")),
    "TL": ("tl", _l("In Tagalog")),
    "TUR": ("tr", _l("In Turkish")),
    "UK": ("uk", _l("In Ukrainian")),
}

LANGUAGES: Mapping[str, str] = {code: iso for code, (iso, _label) in _IN.items()}
"""ISO 639-1 by the Meeting Guide's code."""

CODES_OF_LANGUAGES: Mapping[str, str] = {iso: code for code, iso in LANGUAGES.items()}

KINDS: Mapping[str, LazyString] = {**ACCESS, **FORMATS, **FEATURES, **PEOPLE}
"""What a meeting keeps as its types: every code that is no language."""

TYPES: Mapping[str, LazyString] = {**KINDS, **{code: label for code, (_iso, label) in _IN.items()}}
"""Every code of the Meeting Guide, with its words."""

_BY_FOLDED = {code.casefold(): code for code in TYPES}
_ISO = frozenset(code for code in map(str, Locale("en").languages) if len(code) == 2)


class Sorted(NamedTuple):
    """Codes taken apart: types, languages by ISO 639-1, and what nobody knows."""

    types: list[str]
    languages: list[str]
    unknown: list[str]


def known(code: str) -> bool:
    """Whether the Meeting Guide has this code."""
    return code in TYPES


def label_of(code: str) -> str:
    """The words for a code; the code itself where there are none."""
    return str(TYPES.get(code, code))


def language_label(iso: str) -> str:
    """The name of a language (ISO 639-1) in the reader's own; the code itself where it has none."""
    try:
        return str((get_locale() or Locale("en")).languages.get(iso, iso))
    except UnknownLocaleError:
        return iso


def is_language(iso: str) -> bool:
    """Whether ISO 639-1 has it."""
    return iso in _ISO


def sort_codes(codes: Iterable[str], languages: Iterable[str] = ()) -> Sorted:
    """Codes of the Meeting Guide and ISO languages, as a meeting keeps them: each once, in a steady order.

    Case is forgiven, a region is dropped ("pt-BR"), and of open and closed both, closed holds (E7).
    """
    found = [(code, _BY_FOLDED.get(code.strip().casefold(), "")) for code in codes]
    spoken = [
        (iso, iso.strip().casefold().replace("_", "-").partition("-")[0]) for iso in languages
    ]
    types = {code for _said, code in found if code in KINDS}
    if CLOSED in types:
        types.discard(OPEN)
    isos = {LANGUAGES[code] for _said, code in found if code in LANGUAGES}
    isos |= {iso for _said, iso in spoken if is_language(iso)}
    unknown = [said for said, code in found if not code]
    unknown += [said for said, iso in spoken if not is_language(iso)]
    return Sorted(
        [code for code in KINDS if code in types], sorted(isos), list(dict.fromkeys(unknown))
    )


def codes_for(types: Iterable[str], languages: Iterable[str], default_access: str) -> list[str]:
    """A meeting's codes as the Meeting Guide lists them: its languages among them, and one of open and closed."""
    own = sort_codes(types, languages)
    access = [] if {OPEN, CLOSED} & set(own.types) else [default_access]
    spoken = [CODES_OF_LANGUAGES[iso] for iso in own.languages if iso in CODES_OF_LANGUAGES]
    return [*access, *own.types, *spoken]
