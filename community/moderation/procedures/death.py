"""A death: a member has died."""

from flask_babel import lazy_gettext as _l

from community.moderation.procedures.shapes import Saying, Step, Written

DEATH = Written(
    "death",
    _l("Somebody has died"),
    _l("You hear that a member is dead."),
    _l(
        "Nothing is written in a room before two of you know that it is true, and those "
        "nearest were told."
    ),
    (
        Step(
            "know",
            _l("Be sure"),
            _l(
                "Hear it from a second side: family, a notice, somebody who was there. Until then say "
                "that you do not know. If they may still be alive, begin with “A life is threatened”."
            ),
        ),
        Step(
            "family",
            _l("Speak with whoever told you"),
            _l(
                "Ask how they are, what may be told, and whether they wish to hear from the group. Do "
                "not say what the member told here: that stays theirs."
            ),
        ),
        Step(
            "near",
            _l("Tell those nearest first, one by one"),
            _l("Mentor, mentees, the group’s moderators, whoever was named to you. Not by a post."),
        ),
        Step(
            "account",
            _l("Close the account’s doors, and quiet its reminders"),
            _l(
                "End its sessions and suspend it, so that nobody writes under that name. Take it off "
                "duties. Do not delete it yet."
            ),
        ),
        Step(
            "tell",
            _l("Tell the group"),
            _l(
                "With the words below. No manner, no place, no reasons, no “at peace now”. Name the "
                "crisis lines. A moderator stays in the room for that evening."
            ),
        ),
        Step(
            "watch",
            _l("Watch for others, for two weeks"),
            _l(
                "One more person on duty. Look at those closest, at those in a hard time, at those "
                "who say that they understand it. Ask them directly."
            ),
        ),
        Step(
            "words",
            _l("Decide about their words, with the family"),
            _l(
                "They can stay, go, or stay as “former member”. The site gives nothing of theirs away "
                "without a right to it."
            ),
        ),
        Step(
            "yourselves",
            _l("Look after each other"),
            _l(
                "Talk with somebody about it. Each of you has a week off the queue, if they want it."
            ),
        ),
    ),
    (
        Saying(
            _l("To the group"),
            _l(
                "We have sad news. … , who many of you knew, has died. We do not talk about how. It "
                "is all right to be sad, angry or numb, to leave this room, or to stay. Somebody of "
                "staff is here tonight. If you think of dying yourself, please tell one of us, or "
                "call: …"
            ),
        ),
        Saying(
            _l("To a mentor or mentee"),
            _l(
                "I want you to hear this from a person and not from a page. … has died. There is "
                "nothing you should have done. Who is with you today? I will write to you again "
                "tomorrow."
            ),
        ),
        Saying(
            _l("To the family"),
            _l(
                "We are very sorry. People here cared for … What was told in the group stays there, "
                "as it does for everybody. If you would like us to tell the group something, or to be "
                "told when they remember, say so whenever you like."
            ),
        ),
    ),
)
