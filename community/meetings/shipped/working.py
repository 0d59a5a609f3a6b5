"""A working meeting in the style of SMART groups: people help each other think, so cross-talk is the point."""

from flask_babel import lazy_gettext as _l

from community.meetings.models.formats import EVERYONE, FLOOR
from community.meetings.shipped.draft import Part, ShippedFormat

WORKING = ShippedFormat(
    name=_l("SMART-style working meeting"),
    about=_l("A short check-in, an agenda, working time with cross-talk, and a check-out."),
    welcome=_l(
        "Welcome. This is a meeting to work in: we look at what is hard this week, and think along with each "
        "other.\n\nYou decide what you want to change, and how much of it you say here."
    ),
    etiquette=_l(
        "In the check-in one person speaks at a time. After it, answering each other is welcome.\n\n"
        "Ask before you advise. Say what worked for you, and leave it to others whether it is for them. "
        "What is said here stays here."
    ),
    parts=(
        Part("check-in", _l("Check-in"), 15, FLOOR, share_seconds=90, readings=(
            (_l("Welcome"), _l(
                "Good to have you here. We help each other to change a habit that costs too much, whatever "
                "it is.\n\n"
                "There are no labels to take on and no beliefs to hold. It is your plan, and your pace.")),
            (_l("How we check in"), _l(
                "A minute or so each: how was your week, and is there something you would like time for "
                "tonight? Raise your hand when you are ready. You may pass.")),
        )),
        Part("topic", _l("Agenda"), 5, EVERYONE, cross_talk=True, readings=(
            (_l("Setting the agenda"), _l(
                "From what was said the chair names two or three things for tonight. If yours is missing, say "
                "so now. What is pressing comes first.")),
        )),
        Part("sharing", _l("Working time"), 30, EVERYONE, cross_talk=True, readings=(
            (_l("How we work together"), _l(
                "We take one thing after the other. Everybody may write, and answering each other is "
                "welcome.\n\n"
                "Questions help more than verdicts. When did it go better than feared? What came just before? "
                "What will you do the next time it comes?\n\n"
                "Let whoever raised it have the last word on it.")),
        )),
        Part("closing", _l("Check-out"), 10, EVERYONE, readings=(
            (_l("How we check out"), _l(
                "One line each, without answers now: what are you taking with you, and what is the one thing "
                "you will do before we meet again?")),
            (_l("Closing words"), _l(
                "Thank you for thinking along. A plan that did not hold is a thing to learn from; bring it "
                "next time.\n\n"
                "Keep to yourself who was here and what they said. The room stays open for half an hour.")),
        )),
    ),
)  # fmt: skip
