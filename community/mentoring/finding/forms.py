"""What people send about finding each other, checked and frozen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.members.fields import Fields
from community.mentoring.finding.facts import (
    ANY,
    FAITHS,
    GENDERS,
    HOURS,
    IDENTITIES,
    LANGUAGES,
    Facts,
    Wishes,
)

WORDS = 4000
"""Characters of a story, or of a lead's word."""

OWN = (("identity", IDENTITIES), ("language", LANGUAGES), ("hour", tuple(HOURS)))
WISHED = (
    ("wish_gender", GENDERS),
    ("wish_identity", IDENTITIES),
    ("wish_language", LANGUAGES),
)


@dataclass(frozen=True)
class PreferencesForm:
    """Own facts and wishes; nothing of it is needed."""

    facts: Facts
    wishes: Wishes

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "PreferencesForm":
        """Raises Invalid with a sentence per field."""
        ticks = [f"{sort}_{name}" for sort, names in (*OWN, *WISHED) for name in names]
        fields = Fields(raw, ("gender", "faith", "wish_faith", "shown", *ticks))
        identities, languages, hours = (_ticked(fields, sort, names) for sort, names in OWN)
        facts = Facts(
            gender=fields.one_of("gender", (ANY, *GENDERS), ANY),
            faith=fields.one_of("faith", (ANY, *FAITHS), ANY),
            identities=identities,
            languages=languages,
            hours=hours,
            shown=fields.ticked("shown"),
        )
        wish_faith = fields.one_of("wish_faith", (ANY, *FAITHS), ANY)
        genders, alike, spoken = (_ticked(fields, sort, names) for sort, names in WISHED)
        fields.finish()
        return cls(facts, Wishes(genders, wish_faith, alike, spoken))


@dataclass(frozen=True)
class WordsForm:
    """A story of one's own, or a lead's word."""

    words: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "WordsForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("words",))
        form = cls(fields.words("words", WORDS, _("Write something first.")))
        fields.finish()
        return form


@dataclass(frozen=True)
class ProposalForm:
    """Who could fit whom, by the names they have in the group."""

    mentee: str
    mentor: str

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "ProposalForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("mentee", "mentor"))
        said = _("Type the name of somebody in this group.")
        form = cls(fields.line("mentee", said, 40), fields.line("mentor", said, 40))
        fields.finish()
        return form


@dataclass(frozen=True)
class SwitchForm:
    """On or off."""

    on: bool

    @classmethod
    def parse(cls, raw: Mapping[str, Any]) -> "SwitchForm":
        """Raises Invalid with a sentence per field."""
        fields = Fields(raw, ("on",))
        form = cls(fields.ticked("on"))
        fields.finish()
        return form


def typed(facts: Facts, wishes: Wishes) -> dict[str, str]:
    """The same as fields of the form."""
    said = {"gender": facts.gender, "faith": facts.faith, "wish_faith": wishes.faith}
    chosen = {
        "identity": facts.identities, "language": facts.languages, "hour": facts.hours,
        "wish_gender": wishes.genders, "wish_identity": wishes.identities, "wish_language": wishes.languages,
    }  # fmt: skip
    ticks = {f"{sort}_{name}": "yes" for sort, names in chosen.items() for name in names}
    return {**said, **ticks, "shown": "yes" if facts.shown else ""}


def _ticked(fields: Fields, sort: str, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if fields.ticked(f"{sort}_{name}"))
