"""A goal, a task or a step as one of the two reports it: it goes to the leads, as words of their channel do (L8.1)."""

from flask_babel import lazy_gettext as _l

from community.errors import NotFound
from community.extensions import db
from community.mentoring.models import Mentorship
from community.mentoring.walking.models import Item
from community.mentoring.walking.queries import item_in, walk_for, words_of
from community.registry import Reportable, Reported, SpanLine

KIND = "item"
WHOLE = 1
"""The one line that it is."""


def item_reported(member_id: int, ref: str) -> Reported:
    """One that this member reads, in a mentorship of theirs. Raises NotFound."""
    item = db.session.get(Item, _number(ref))
    if item is None:
        raise NotFound
    mentorship, _can_speak = walk_for(member_id, item.mentorship_id)
    return _reported(item_in(mentorship.id, item.id), mentorship)


def item_at(ref: str) -> Reported | None:
    """The same for one who works on its case; None where it was taken away."""
    item = db.session.get(Item, _number(ref))
    mentorship = db.session.get(Mentorship, item.mentorship_id) if item is not None else None
    return _reported(item, mentorship) if item is not None and mentorship is not None else None


ITEMS = Reportable(
    KIND,
    _l("Report what %(who)s wrote"),
    _l("What %(who)s wrote to the one they walk with"),
    item_reported,
    item_at,
)


def _reported(item: Item, mentorship: Mentorship) -> Reported:
    """It names whoever said it as it stands."""
    whose = item.worder
    line = SpanLine(WHOLE, whose.id, whose.handle, item.worded_at, words_of(item))
    return Reported(
        KIND, f"{KIND}:{item.id}/{WHOLE}", whose.handle, f"/mentorships/{mentorship.id}/walk", whose.group_id,
        whose.member_id, whose.id, item.worded_at, (line,), True,
    )  # fmt: skip


def _number(ref: str) -> int:
    kind, _colon, number = ref.partition("/")[0].partition(":")
    if kind != KIND or not number.isascii() or not number.isdigit() or len(number) > 16:
        raise NotFound
    return int(number)
