"""A minor found: somebody under 18 has an account."""

from flask_babel import lazy_gettext as _l

from community.moderation.procedures.shapes import DISCLOSURE, Saying, Step, Written

MINOR = Written(
    "minor",
    _l("Somebody under 18 is here"),
    _l("They said so, or there is good reason to think so."),
    _l(
        "Are they in danger now? Then begin with “A life is threatened”, or call child "
        "protection first."
    ),
    (
        Step(
            "safe",
            _l("See whether they are safe now"),
            _l(
                "Read what they wrote. Does somebody hurt them, or may they hurt themselves? Then "
                "call first. Do not question them: a child tells such things once, to people who "
                "learnt to listen."
            ),
        ),
        Step(
            "apart",
            _l("Let no adult write to them alone"),
            _l(
                "End every mentorship and ask that they are part of. Take them out of rooms where "
                "only a few are."
            ),
        ),
        Step(
            "talk",
            _l("Tell them, from the two of you"),
            _l(
                "With the words below, and with a line for young people in their country. They did "
                "nothing wrong. Save for them what they want to take along."
            ),
        ),
        Step(
            "out",
            _l("Keep the account out of the site"),
            _l(
                "Suspend it; the statement says that it is for their age, and no punishment. Somebody "
                "who is 18 in a few months is told when they can come back."
            ),
        ),
        Step(
            "adults",
            _l("Look at who wrote to them"),
            _l(
                "Did an adult ask for pictures, for a meeting, or to write elsewhere? Seal it by "
                "reporting it. Never copy, send or download a picture of a child, not even as proof: "
                "leave it sealed and tell the police that it is there."
            ),
        ),
        Step(
            "tell",
            _l("Tell child protection or the police, if there is danger or a crime"),
            _l(
                "Both of you decide; write down what was given. Where nothing was given, choose “not "
                "needed” and say why."
            ),
            DISCLOSURE,
        ),
        Step(
            "words",
            _l("Settle what is kept"),
            _l(
                "What the child wrote is removed, but for what is sealed as evidence. Note until when "
                "that is kept."
            ),
        ),
        Step(
            "group",
            _l("Tell moderators what they need to know"),
            _l(
                "That an account has left, and nothing else. Nobody is named as a child, in the group "
                "or outside."
            ),
        ),
    ),
    (
        Saying(
            _l("To the young person"),
            _l(
                "This place is for adults, so we have to close your account. You did nothing wrong, "
                "and we are glad that you looked for help. There are people who listen to people of "
                "your age, at any hour and for nothing: … Is there a grown-up near you whom you "
                "trust? If somebody here asked you for pictures, or to meet, or to keep a secret, you "
                "can tell us or them."
            ),
        ),
        Saying(
            _l("To the group"),
            _l("An account has left, and we looked after it. Please do not guess who or why."),
        ),
        Saying(
            _l("To a parent who writes"),
            _l(
                "We cannot say who is a member here. If you are worried about your child, these "
                "people can help at once: … If you tell us a name that is used here, we look into it "
                "the same day."
            ),
        ),
    ),
)
