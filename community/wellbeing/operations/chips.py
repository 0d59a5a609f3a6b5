"""Celebrating a milestone, where and in the words that its owner chooses; or not now (L6.1)."""

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.meetings import operations as meetings
from community.operations import operation
from community.rooms import operations as rooms
from community.rooms.operations import Posted
from community.wellbeing.forms import ShareForm
from community.wellbeing.models import LATER, SHARED, Clock, ClockChip
from community.wellbeing.operations.holding import held


@operation
def celebrate_later(member_id: int, clock_id: int, code: str) -> None:
    """Not now: it is not offered again for this time. Raises NotFound where it was not reached."""
    _answer(held(member_id, clock_id), code, LATER)


@operation
def share_chip(member_id: int, clock_id: int, code: str, form: ShareForm) -> Posted | None:
    """Post it where the member chose, or be celebrated in a meeting (None): by their own doors, as any words.

    Raises NotFound, Conflict, and what posting raises; then nothing is answered.
    """
    _answer(held(member_id, clock_id), code, SHARED)
    if form.kind == "sitting":
        meetings.celebrate(member_id, form.id, form.words)
        return None
    return rooms.post_message(member_id, f"{form.kind}:{form.id}", form.message)


def _answer(clock: Clock, code: str, answer: str) -> None:
    """The latest time that it was reached is answered."""
    reached = [chip for chip in clock.chips if chip.code == code]
    if not reached:
        raise NotFound
    chip: ClockChip = max(reached, key=lambda each: each.run_on)
    chip.answer, chip.answered_at = answer, now()
    db.session.flush()
