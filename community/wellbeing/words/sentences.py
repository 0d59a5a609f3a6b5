"""The sentences that a group can say in its own words, and how they are said (L6.1-L6.3).

Crisis wording is not among them, and never is: who answers, and what to do in danger, is the same for everybody (L6.6).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from flask_babel import lazy_gettext as _l

MARK = re.compile(r"\{([^{}]*)\}")
"""A place in a sentence where something is put in, as {date}."""


@dataclass(frozen=True)
class Sentence:
    """One of them: what it is for, how the house says it, and what can stand in curly brackets.

    `marks` may stand in it; those that are `needed` must.
    """

    label: Any
    default: Any
    hint: Any = ""
    longest: int = 160
    marks: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class Spoken:
    """What is said; `group` is whose words it is, empty where it is the house's."""

    text: str
    group: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Voice:
    """How sentences are said: in the words of a group where it has its own, else in the house's."""

    group: str = ""
    own: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **marks: str) -> Spoken:
        """That sentence, with what stands for its marks."""
        own = self.own.get(key, "")
        said = own or str(SENTENCES[key].default)
        return Spoken(
            MARK.sub(lambda found: marks.get(found[1], found[0]), said), self.group if own else ""
        )


DAILY_TITLE, DAILY_OPENING = "daily_title", "daily_opening"
OFFER, PROPOSAL = "milestone_offer", "milestone_proposal"
RECORDED, WHAT_NOW = "slip_recorded", "slip_now"
INVITATION = "days_invitation"

DAILY = {
    DAILY_TITLE: Sentence(
        _l("Title of the thread of a day"), "{date}", _l("{date} is the day, written out."), 80, ("date",), True
    ),
    DAILY_OPENING: Sentence(
        _l("What stands at its head"), _l("It opened by itself, for the day."), longest=300
    ),
}  # fmt: skip
TELLING = {
    "day_1": Sentence(_l("A very low day"), _l("A very low day.")),
    "day_2": Sentence(_l("A low day"), _l("A low day.")),
    "day_3": Sentence(_l("A so-so day"), _l("A so-so day.")),
    "day_4": Sentence(_l("A good day"), _l("A good day.")),
    "day_5": Sentence(_l("A very good day"), _l("A very good day.")),
}
MILESTONES = {
    OFFER: Sentence(
        _l("The offer to celebrate"), _l("Would you like to share it?"),
        _l("{milestone} is what was reached, as “30 days”."), marks=("milestone",),
    ),
    PROPOSAL: Sentence(
        _l("Words to begin with"), _l("{milestone} today."),
        _l("Whoever celebrates reads and changes them first. {milestone} is what was reached."), 60, ("milestone",),
    ),
}  # fmt: skip
SLIPS = {
    RECORDED: Sentence(
        _l("What is said first"), _l("It is written down. You need do nothing else.")
    ),
    WHAT_NOW: Sentence(
        _l("Before three ways on"), _l("What would be good now? Any of these is fine.")
    ),
}
SHOWING = {
    INVITATION: Sentence(
        _l("To whoever does not see days yet"),
        _l("Some people here show how many days they count. You see that only if you want to."), longest=200,
    ),
}  # fmt: skip

PARTS = (
    (_l("The thread of a day"), _l("From the next thread on."), DAILY),
    (
        _l("Telling of a day"),
        _l("What is proposed to somebody who tells the group how their day was. They read and change it first."),
        TELLING,
    ),
    (
        _l("Milestones"),
        _l("On people’s own pages, but only where this is their one group."),
        MILESTONES,
    ),
    (
        _l("After a slip"),
        _l("Also only where this is their one group. That days stay, and who is told, the house says itself."),
        SLIPS,
    ),
    (_l("Days that people show"), _l("On the group’s page."), SHOWING),
)  # fmt: skip
"""The parts of the page on which they are written: a heading, where they are said, and the sentences."""

SENTENCES: dict[str, Sentence] = DAILY | TELLING | MILESTONES | SLIPS | SHOWING
