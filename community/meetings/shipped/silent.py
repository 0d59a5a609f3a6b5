"""An open, silent check-in: everybody writes how it is, nobody answers, and most of the time nothing is said."""

from flask_babel import lazy_gettext as _l

from community.meetings.models.formats import CHAIR, EVERYONE, FLOOR
from community.meetings.shipped.draft import Part, ShippedFormat

SILENT = ShippedFormat(
    name=_l("Open silent check-in"),
    about=_l("Everybody writes a line or two, then quiet time in which one may share at a time."),
    welcome=_l(
        "Come in. There is nothing to prepare and nothing to say.\n\n"
        "Some of us write a line, some only keep company. Both are the meeting."
    ),
    etiquette=_l(
        "Write how it is with you, in a line or two. Nobody answers, and that is not coldness: it leaves you "
        "room.\n\nThe silence between lines is part of the meeting. What is written here stays here."
    ),
    parts=(
        Part("opening", _l("Opening"), 3, CHAIR, readings=(
            (_l("Welcome"), _l(
                "Good evening, or whatever it is where you are. This is a quiet half hour among people who "
                "know.\n\n"
                "You can come and go. Nobody will ask where you have been.")),
        )),
        Part("check-in", _l("Check-in"), 10, EVERYONE, share_seconds=60, readings=(
            (_l("How we check in"), _l(
                "When words come, write a line or two: how the day was, what is heavy, what was good. Read the "
                "others slowly. Please answer nobody, here or in your own line.")),
        )),
        Part("sharing", _l("Quiet time"), 15, FLOOR, share_seconds=180, readings=(
            (_l("About the quiet"), _l(
                "Now it is quiet. Whoever would like to say more raises a hand and is called; the others "
                "listen.\n\n"
                "If nobody does, nothing is missing. We sit together until the time is over.")),
        )),
        Part("closing", _l("Closing"), 2, CHAIR, readings=(
            (_l("Closing words"), _l(
                "Thank you for keeping company. You got through this half hour, and so did we with you.\n\n"
                "What was written stays here. The room is open for another half hour if you would like to "
                "talk.")),
        )),
    ),
)  # fmt: skip
