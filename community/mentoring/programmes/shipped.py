"""Three programmes to begin from, in the house's own words. A group adopts a copy and makes it its own (L7.9)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from community.mentoring.programmes.content import Content
from community.mentoring.rhythms import Rhythm

EVENING = (18 * 60, 21 * 60)
"""From when until when a check-in is proposed, in minutes of the mentee's day."""


@dataclass(frozen=True)
class Template:
    """A programme before a group made it its own; its words are translated when it is copied."""

    title: Any
    about: Any
    steps: tuple[Any, ...]
    tasks: tuple[Any, ...]
    rhythm: Rhythm
    weeks: int

    def content(self) -> Content:
        """In the language of whoever reads."""
        return Content(
            str(self.title), str(self.about), tuple(map(str, self.steps)), tuple(map(str, self.tasks)), self.rhythm,
            self.weeks,
        )  # fmt: skip


TWELVE_STEP = Template(
    _l("Twelve steps, with a companion"),
    _l("For two who work the twelve steps of a fellowship, at their own pace, with its own literature. What stands "
       "here is no substitute for it: it only says where you are, and what to talk about. What a higher power is, or "
       "whether there is one, each says for themselves."),
    (
        _l("First step: tell how it really was, and what could not be managed alone."),
        _l("Second step: look for what could help that is larger than one’s own will."),
        _l("Third step: decide to let oneself be helped, and say what that means this week."),
        _l("Fourth step: write down, without hurry and without sparing, what one carries along."),
        _l("Fifth step: read it to somebody who listens and does not judge."),
        _l("Sixth step: see which habits are ready to go, and which are not yet."),
        _l("Seventh step: ask for help with them, plainly."),
        _l("Eighth step: list who was hurt, oneself included."),
        _l("Ninth step: make good what can be made good, where that harms nobody."),
        _l("Tenth step: look back on each day, and put right soon what went wrong."),
        _l("Eleventh step: keep a quiet time of one’s own, in whatever form fits."),
        _l("Twelfth step: pass something on, and live by it in everyday things."),
    ),
    (
        _l("Read the chapter of your own literature that belongs to the step, and note one question."),
        _l("Go to the meetings that you have chosen for this week."),
        _l("Write down three things of today that went well enough."),
        _l("Find one act of service in the group that fits you."),
    ),
    Rhythm((0, 2, 4), 0, *EVENING), 52,
)  # fmt: skip

FOUR_POINT = Template(
    _l("SMART 4-point, side by side"),
    _l("For two who like tools more than steps: reasons, urges, thoughts, a life in balance. The four points need no "
       "order; begin with the one that presses most. Worksheets and handbooks are your own; here stands what to do "
       "with them."),
    (
        _l("Point one, reasons: why change, and what keeps the wish alive on a flat day."),
        _l("Point two, urges: how one comes, how long it stays, and what carries you over it."),
        _l("Point three, thoughts, feelings and deeds: what leads to what, and where it can turn."),
        _l("Point four, balance: what the days are to be full of, once there is room."),
    ),
    (
        _l("Write two columns for staying as it is and two for changing: what each gives, and what it costs."),
        _l("For one week, note each urge: when, how strong, what you did, how long it took."),
        _l("Take one thought that often comes before a slip, and ask it for proof."),
        _l("Put one thing into next week that is only for joy."),
        _l("Make a plan for the three hours that are hardest."),
    ),
    Rhythm((1, 4), 0, *EVENING), 16,
)  # fmt: skip

FIRST_NINETY_DAYS = Template(
    _l("A newcomer’s first 90 days"),
    _l("For whoever is new, with somebody who was new once. Small things, often. Nothing here is a test, and a day "
       "that went differently belongs to it."),
    (
        _l("Week one: get through the days, sleep, eat, and know whom to reach at night."),
        _l("Weeks two and three: find two meetings that you like, and say something in one of them."),
        _l("Week four: look back on a month together, whatever it held."),
        _l("Weeks five to eight: learn which hours are hard, and make a plan for them."),
        _l("Weeks nine to twelve: mend one thing at home, at work, or with somebody you miss."),
        _l("Day ninety: look at the way so far, and decide how you want to go on."),
    ),
    (
        _l("Write your plan for an hour that gets hard, and keep it where you find it."),
        _l("Save the number of a crisis line, and of one person, in your telephone."),
        _l("See a doctor about anything your body does that worries you, above all if you stop suddenly."),
        _l("Put away what makes it too easy."),
        _l("Learn three people of the group by name."),
    ),
    Rhythm((), 2, *EVENING), 13,
)  # fmt: skip

TEMPLATES: Mapping[str, Template] = {
    "twelve-step": TWELVE_STEP, "four-point": FOUR_POINT, "first-90-days": FIRST_NINETY_DAYS,
}  # fmt: skip
"""By name."""
