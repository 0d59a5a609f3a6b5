"""The words for kinds of help and for countries."""

from babel import Locale
from flask_babel import get_locale
from flask_babel import gettext as _

from community.directory.models import (
    CLINIC,
    COUNSELLING,
    HOTLINE,
    HOUSING,
    LITERATURE,
    MEDICATION,
    TELEHEALTH,
)


def kinds() -> dict[str, str]:
    """What each kind is called, in the order in which they are offered."""
    return {
        HOTLINE: _("Hotline"),
        CLINIC: _("Clinic"),
        COUNSELLING: _("Counselling"),
        HOUSING: _("Housing"),
        TELEHEALTH: _("Help by phone or video"),
        MEDICATION: _("Treatment with medication"),
        LITERATURE: _("To read"),
    }


def countries() -> dict[str, str]:
    """Every country by its two letters, by name in the reader's language."""
    locale = get_locale()
    if locale is None:
        return {}
    named = {
        str(code): str(name) for code, name in locale.territories.items() if is_country(str(code))
    }
    return dict(sorted(named.items(), key=lambda pair: pair[1].casefold()))


def country_codes() -> frozenset[str]:
    """Every country's two letters."""
    return frozenset(filter(is_country, map(str, Locale("en").territories)))


def is_country(code: str) -> bool:
    """Whether it looks like a country's two letters, and is none of those that stand for something else."""
    plain = len(code) == 2 and code.isascii() and code.isalpha() and code.isupper()
    return plain and code not in ("EU", "EZ", "UN", "XA", "XB", "ZZ", "QO")
