"""The policy pages that a site shows the world: shipped prose with gaps that its own people fill in (L1.1).

The prose stands in templates/policies/, the gaps here. A page counts once every needed gap is filled.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l

TERMS, PRIVACY, CONTACT, RISKS = "terms", "privacy", "contact", "risks"
LINE, WORDS, LEVEL, DAY = "line", "words", "level", "day"
LEVELS = (("", _l("Not judged yet")), ("low", _l("Low")), ("medium", _l("Medium")), ("high", _l("High")))  # fmt: skip
LONGEST_LINE, LONGEST_WORDS = 200, 2_000
REVIEW_MONTHS = 12
"""After so many months a row of the risk register is to be looked at again."""


@dataclass(frozen=True)
class Gap:
    """A place in a page that the site's people fill in; `sort` is a line, words, a level or a day."""

    name: str
    label: Any
    hint: Any = ""
    sort: str = LINE
    needed: bool = True


@dataclass(frozen=True)
class Risk:
    """A kind of harm that the register has a row for."""

    name: str
    title: Any
    about: Any

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What is written down about it."""
        return (
            Gap(f"{self.name}_likelihood", _l("How likely here"), sort=LEVEL),
            Gap(f"{self.name}_impact", _l("How grave, if it happens"), sort=LEVEL),
            Gap(
                f"{self.name}_measures",
                _l("What you do about it"),
                _l("What stands in the way, who looks out for it, what is done when it happens."),
                WORDS,
            ),
            Gap(
                f"{self.name}_owner",
                _l("Who looks after this"),
                _l("An office rather than a name. It is not shown outside."),
            ),
            Gap(f"{self.name}_reviewed", _l("Last looked at on"), sort=DAY),
        )


@dataclass(frozen=True)
class PolicyPage:
    """One page: its name in addresses, its title, what it is for, and its gaps."""

    name: str
    title: Any
    about: Any
    gaps: tuple[Gap, ...]


RISK_KINDS = (
    Risk(
        "minors",
        _l("Children and young people"),
        _l("Somebody under 18 is here, is approached by an adult, or images of abuse are shared."),
    ),
    Risk(
        "selfharm",
        _l("Encouraging suicide or self-harm"),
        _l(
            "Somebody is told to hurt themselves, or how; or is drawn into it, eating disorders too."
        ),
    ),
    Risk(
        "threats",
        _l("Threats and violence"),
        _l("Somebody is threatened, or violence is called for."),
    ),
    Risk(
        "harassment",
        _l("Harassment"),
        _l("Somebody is worn down, shamed or pursued with words, alone or by several."),
    ),
    Risk(
        "stalking",
        _l("Stalking and control"),
        _l("A partner, a former one or a stranger comes here to find, watch or steer somebody."),
    ),
    Risk(
        "hate",
        _l("Hatred"),
        _l("Against people for their origin, faith, sex, disability, or whom they love."),
    ),
    Risk(
        "images",
        _l("Intimate images and sexual exploitation"),
        _l("Pictures or words about somebody’s body are shared, asked for, or used to press them."),
    ),
    Risk(
        "outing",
        _l("Telling who is here"),
        _l("A name, a workplace, a diagnosis or a conversation is carried outside."),
    ),
    Risk(
        "fraud",
        _l("Fraud, begging and selling"),
        _l("Loans, cures, places in treatment, or money asked for out of a confidence."),
    ),
    Risk(
        "drugs",
        _l("Supply of drugs and medication"),
        _l("Substances, prescriptions or the way to them are offered or asked for."),
    ),
    Risk("weapons", _l("Weapons"), _l("Weapons are offered, asked for, or explained.")),
    Risk(
        "extremism",
        _l("Terror and extremism"),
        _l("People in need are recruited, or attacks are praised or prepared."),
    ),
    Risk(
        "trafficking",
        _l("Trafficking and exploitation"),
        _l("Somebody is lured into work, sex or travel under false promises, or held by debt."),
    ),
    Risk("animals", _l("Cruelty to animals"), _l("Cruelty is shown, praised or arranged.")),
    Risk(
        "interference",
        _l("False accounts and campaigns"),
        _l("Accounts that are not who they seem steer a group, from a business or a state."),
    ),
)
"""Kinds of illegal content and of harm, after the heads of the British and the European law, in our words."""

PAGES = {
    TERMS: PolicyPage(
        TERMS,
        _l("Terms"),
        _l("What people agree to when they join."),
        (
            Gap("operator", _l("Who runs this site"), _l("The association, or the person.")),
            Gap("purpose", _l("What this site is for"), sort=WORDS),
            Gap("asked", _l("What you ask of people here"), _l("Beyond what is written already."), WORDS),
            Gap("country", _l("The country whose law holds"), _l("As “Scotland”.")),
            Gap(
                "complaints",
                _l("Where else somebody can complain"),
                _l("A body outside the site, for whoever is not content with an appeal."),
                WORDS,
            ),
        ),
    ),
    PRIVACY: PolicyPage(
        PRIVACY,
        _l("Privacy"),
        _l("What is kept about people, why, where and for how long."),
        (
            Gap("controller", _l("Who answers for what is kept"), _l("Name and postal address."), WORDS),
            Gap("contact", _l("How somebody asks about their data"), _l("An address that is read.")),
            Gap("officer", _l("Data protection officer, if you have one"), needed=False),
            Gap("place", _l("Where the machine stands, and whose it is"), sort=WORDS),
            Gap("others", _l("Who else handles data for you"), _l("Mail and hosting. “Nobody” is fine."), WORDS),
            Gap("copies", _l("Where backups lie, and who can reach them"), sort=WORDS),
            Gap("authority", _l("The authority where somebody can complain"), sort=WORDS),
        ),
    ),
    CONTACT: PolicyPage(
        CONTACT,
        _l("Contact points"),
        _l("Who can be reached from outside: by members, by anybody, by authorities."),
        (
            Gap("reach", _l("An address for anybody"), _l("E-mail or telephone that somebody reads.")),
            Gap("post", _l("A postal address"), sort=WORDS),
            Gap("answered", _l("How soon you answer"), _l("As “within two days”.")),
            Gap("languages", _l("In which languages")),
            Gap("leads", _l("How the safeguarding leads are reached from outside"), sort=WORDS),
            Gap("authorities", _l("An address for authorities and courts"), sort=WORDS),
            Gap(
                "outside",
                _l("Somebody outside the site"),
                _l("For complaints about its own people: a named person or a body."),
                WORDS,
            ),
        ),
    ),
    RISKS: PolicyPage(
        RISKS,
        _l("Risk register"),
        _l("What could go wrong here, how likely and grave it is, and what is done about it."),
        tuple(gap for kind in RISK_KINDS for gap in kind.gaps),
    ),
}  # fmt: skip


def missing(page: str, fields: Mapping[str, str]) -> list[Gap]:
    """The needed gaps of a page that are still empty."""
    return [gap for gap in PAGES[page].gaps if gap.needed and not fields.get(gap.name)]


def is_complete(page: str, fields: Mapping[str, str]) -> bool:
    """Whether everything that is needed is there."""
    return not missing(page, fields)


def overdue(fields: Mapping[str, str], today: date) -> Iterator[Risk]:
    """The rows of the risk register that were looked at once, and not for twelve months (R17)."""
    for kind in RISK_KINDS:
        said = fields.get(f"{kind.name}_reviewed")
        if said and _months_since(date.fromisoformat(said), today) >= REVIEW_MONTHS:
            yield kind


def _months_since(day: date, today: date) -> int:
    months = (today.year - day.year) * 12 + today.month - day.month
    return months - (today.day < day.day)
