"""A discussion as twelve-step groups hold it: one speaks, the others listen, nobody answers."""

from flask_babel import lazy_gettext as _l

from community.meetings.models.formats import CHAIR, EVERYONE, FLOOR
from community.meetings.shipped.draft import Part, ShippedFormat

DISCUSSION = ShippedFormat(
    name=_l("Twelve-step discussion"),
    about=_l("Opening, chips, a topic, then shares one after the other without cross-talk."),
    welcome=_l(
        "You are welcome here, whatever kind of day it was.\n\n"
        "Nobody has to speak. If you only want to read tonight, that is taking part too."
    ),
    etiquette=_l(
        "One person shares at a time. Raise your hand and wait until you are called.\n\n"
        "Speak of yourself, and let what others share stand as it is. What is said here stays here."
    ),
    parts=(
        Part("opening", _l("Opening"), 5, CHAIR, readings=(
            (_l("Welcome"), _l(
                "Good to have you here. We meet because each of us knows what it is to want to stop, and how "
                "hard that is alone.\n\n"
                "You need nothing to be here but that wish, and on some days it may be a small one. If this is "
                "your first time: stay, listen, ask afterwards. Nobody will call on you.")),
            (_l("How we share"), _l(
                "Raise your hand when you would like to speak. The chair calls one after the other.\n\n"
                "About four minutes each, so that many can speak; nobody is cut off. Say Done when you are "
                "done. You may always pass.\n\n"
                "We speak of ourselves: what it was like, what helped, how it is today.")),
        )),
        Part("chips", _l("Chips"), 5, EVERYONE, cross_talk=True, readings=(
            (_l("A word before the chips"), _l(
                "A chip is a day that somebody got through, and the days before it. Who chose to be celebrated "
                "tonight is named now.\n\n"
                "If you are on your first day, or on a first day again: that is the hardest chip there is, and "
                "it is yours.")),
        )),
        Part("topic", _l("Topic"), 5, CHAIR, readings=(
            (_l("About the topic"), _l(
                "The chair says a few words about tonight’s topic. Take it as a door: go through it, or speak "
                "of what is on your mind instead.")),
        )),
        Part("sharing", _l("Sharing"), 35, FLOOR, share_seconds=240, readings=(
            (_l("While somebody shares"), _l(
                "Cross-talk is off: we do not answer, advise or comfort while somebody shares, and we do not "
                "answer in our own share either. Being heard to the end is rarer than advice.\n\n"
                "When you have thought of a reply, keep it for the half hour after the meeting.")),
        )),
        Part("business", _l("Business, if there is any"), 5, EVERYONE, cross_talk=True, readings=(
            (_l("How we decide"), _l(
                "Anybody may speak to a question. Then we vote: yes, no or abstain. If there is nothing to "
                "decide, the chair goes on.")),
        )),
        Part("closing", _l("Closing"), 5, CHAIR, readings=(
            (_l("Closing words"), _l(
                "Thank you for coming, and thank you for listening.\n\n"
                "Whom you saw here and what you heard here, leave it here. Take with you what was of use.\n\n"
                "The room stays open for half an hour. If tonight will be hard, say so before you go.")),
        )),
    ),
)  # fmt: skip
