"""An order from a court, or a request from an authority."""

from flask_babel import lazy_gettext as _l

from community.moderation.procedures.shapes import DISCLOSURE, NOTE, Blank, Saying, Step, Written

COURT = Written(
    "court",
    _l("An order from a court"),
    _l(
        "A court, the police or another authority wants to know something, or wants something "
        "kept or removed."
    ),
    _l("Give nothing on the telephone, and nothing today that the law does not demand today."),
    (
        Step(
            "take",
            _l("Take it, and answer nothing yet"),
            _l(
                "Write down when and how it came, and by when they want an answer. Say only that it "
                "came."
            ),
            (
                Blank("authority", _l("Which authority, and who there"), needed=True),
                Blank("reference", _l("Its reference, and its day"), needed=True),
                Blank("deadline", _l("By when an answer is wanted")),
                NOTE,
            ),
        ),
        Step(
            "real",
            _l("See that it is real"),
            _l(
                "Call back by a number that you looked up yourselves, never by one from the letter. "
                "False police letters are a known way to find people."
            ),
        ),
        Step(
            "law",
            _l("Have it read by somebody who knows the law"),
            _l(
                "Does it bind you in your country? Did a judge sign it? Whom and what does it name, "
                "from when to when? A request that binds nobody is declined."
            ),
        ),
        Step(
            "hold",
            _l("Keep what it names from being deleted, and nothing else"),
            _l("If it orders that. Note what is held, and until when."),
        ),
        Step(
            "less",
            _l("Ask for less"),
            _l(
                "Membership here tells of health, and others’ words stand beside the one who is "
                "meant. Refuse what goes beyond the order, in writing."
            ),
        ),
        Step(
            "told",
            _l("Tell the member, unless the order forbids it"),
            _l(
                "Before anything is given, so that they can defend themselves. If it is forbidden: "
                "write down by what, and when that ends."
            ),
        ),
        Step(
            "give",
            _l("Give exactly what is ordered"),
            _l(
                "Both of you look at it first, line by line. Sealed, by hand or to a key of theirs. "
                "Where nothing is given, choose “not needed” and say why."
            ),
            DISCLOSURE,
        ),
        Step(
            "count",
            _l("Count it, and note what is still to come"),
            _l(
                "For the yearly report: one order, given or declined, without names. When a ban on "
                "telling ends, tell the member."
            ),
        ),
    ),
    (
        Saying(
            _l("To an authority that only asks"),
            _l(
                "We are a self-help group and protect the health data of our members. We answer "
                "orders that bind us by law, in writing, to the address for authorities on our "
                "contact page. If a life is in danger now, say so and say why."
            ),
        ),
        Saying(
            _l("To the member"),
            _l(
                "On … we received an order of … about your account here. It asks for: … We will have "
                "to give it on … unless a court decides otherwise. You can have a lawyer look at it; "
                "this is its reference: …"
            ),
        ),
        Saying(
            _l("Where less is given"),
            _l(
                "Your order names … We give that, and nothing of other people, who have the same "
                "right to be left alone. For anything further we ask for an order of a court that "
                "names it."
            ),
        ),
    ),
)
