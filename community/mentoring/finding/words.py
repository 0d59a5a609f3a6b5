"""What people can say of themselves, why somebody is suggested, and the notices of finding."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from community.mentoring.finding.queries import Suggestion

Subject = Mapping[str, Any]

GENDERS = {"woman": _l("A woman"), "man": _l("A man"), "nonbinary": _l("Neither, or both")}
FAITHS = {"faith": _l("With faith in it"), "secular": _l("Secular")}
IDENTITIES = {
    "lgbtq": _l("LGBTQ+"), "parent": _l("A parent"), "veteran": _l("A veteran"),
    "carer": _l("Caring for somebody"),
}  # fmt: skip
LANGUAGES = {
    "ar": _l("Arabic"), "de": _l("German"), "en": _l("English"), "es": _l("Spanish"), "fr": _l("French"),
    "hi": _l("Hindi"), "it": _l("Italian"), "pl": _l("Polish"), "pt": _l("Portuguese"), "ru": _l("Russian"),
    "tr": _l("Turkish"), "uk": _l("Ukrainian"), "zh": _l("Chinese"), "signed": _l("A signed language"),
}  # fmt: skip
HOURS = {
    "morning": _l("Mornings, 6 to 12"), "midday": _l("Afternoons, 12 to 18"), "evening": _l("Evenings, 18 to 24"),
    "night": _l("Nights, 0 to 6"),
}  # fmt: skip
ALIKE = {
    "lgbtq": _l("You both said LGBTQ+."), "parent": _l("You both are parents."),
    "veteran": _l("You both are veterans."), "carer": _l("You both care for somebody."),
    "faith": _l("You both like it with faith in it."), "secular": _l("You both like it secular."),
}  # fmt: skip


def reasons(one: Suggestion) -> list[str]:
    """Why somebody is suggested: nothing that the reader could not know."""
    said = [
        ngettext("You met in %(num)d event.", "You met in %(num)d meetings and topics.", one.events)
    ]
    if one.exchanges:
        said.append(
            ngettext(
                "You answered each other once.",
                "You answered each other %(num)d times.",
                one.exchanges,
            )
        )
    if one.thanks:
        said.append(
            ngettext(
                "A warm sign passed between you.",
                "%(num)d warm signs passed between you.",
                one.thanks,
            )
        )
    if one.hours:
        said.append(_("You are usually here at the same hours."))
    said += [_("You share a language: %(which)s.", which=LANGUAGES[code]) for code in one.languages]
    return said + [str(ALIKE[name]) for name in one.alike]


def mentor_proposed(subject: Subject) -> tuple[str, str]:
    """To a mentee."""
    said = _(
        "A moderator thinks that somebody could fit as your mentor. You decide; only you know."
    )
    return said, "/mentoring/suggestions"


def mentor_word(subject: Subject) -> tuple[str, str]:
    """To every mentor."""
    return _("This month’s word to all mentors is there."), "/mentoring/word"


KINDS: dict[str, Callable[[Subject], tuple[str, str]]] = {
    "mentor_proposed": mentor_proposed, "mentor_word": mentor_word,
}  # fmt: skip
"""Every kind, with its words."""
