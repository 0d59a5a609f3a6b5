"""What is said of a finding to whoever wrote it, and to nobody else: what it looks like, and why it matters (L7.8)."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l

from community.mentoring.pointing.engine import ACCOUNT, MAIL, MONEY, PHONE, Found
from community.registry import PointedOut

FIRST = 2**53
"""The numbers of rules are smaller."""

NUMBERS = {PHONE: FIRST, MAIL: FIRST + 1, ACCOUNT: FIRST + 2, MONEY: FIRST + 3}

SAID = {
    PHONE: _l("“{words}” looks like a telephone number."),
    MAIL: _l("“{words}” looks like a mail address."),
    ACCOUNT: _l("“{words}” looks like a way to find each other elsewhere."),
    MONEY: _l("“{words}” looks like a way to send money."),
}
WHY = {
    **dict.fromkeys(
        (PHONE, MAIL, ACCOUNT),
        _l("What is said elsewhere cannot be reported here, and does not end when you leave this channel."),
    ),
    MONEY: _l("Mentoring is free; money between the two of you makes it harder to say no, and to leave."),
}  # fmt: skip


def pointed_out(found: Iterable[Found]) -> list[PointedOut]:
    """Findings with their numbers and sentences."""
    return [
        PointedOut(
            NUMBERS[one.kind],
            str(SAID[one.kind]).replace("{words}", one.words),
            str(WHY[one.kind]),
        )
        for one in found
    ]
