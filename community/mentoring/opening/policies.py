"""The law of opening a part of a channel on one screen (L7.11). Counted facts are handed in.

An `Official` is somebody whose office works here: no administrator, and named seven days ago. Who is one is asked anew
for every act, so that nobody acts on an office that they had.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from community.members.models import CONTACT, LEAD
from community.mentoring.opening.models import (
    AGAIN_WITHIN,
    ASKED,
    MOST_DELAYS,
    OPEN,
    WORKS_AFTER,
    Opening,
)


@dataclass(frozen=True)
class Official:
    """A safeguarding lead or the external contact whose office works here now."""

    member_id: int
    kind: str

    @property
    def is_lead(self) -> bool:
        """A safeguarding lead."""
        return self.kind == LEAD


def office_works(named_at: datetime, is_administrator: bool, moment: datetime) -> bool:
    """Whether an office opens anything: never an administrator's, and seven days after the naming, to the moment."""
    return not is_administrator and moment >= named_at + WORKS_AFTER


def can_ask(who: Official, near: Collection[int]) -> bool:
    """Ask to read a span: a lead who is neither of the two, nor in a mentorship with one of them (`near`)."""
    return who.is_lead and who.member_id not in near


def can_see(opening: Opening, who: Official, kept_out: Collection[int]) -> bool:
    """Find it at all: its asker, other leads, the contact once called; never whoever is in conflict."""
    if who.member_id == opening.asked_by:
        return True
    called = who.kind == CONTACT and opening.contact_at is not None
    return (who.is_lead or called) and who.member_id not in kept_out


def can_approve(opening: Opening, who: Official, asker_may: bool, moment: datetime) -> bool:
    """Be the second: another than the asker, in time, while the asker still may and is in no conflict."""
    return opening.state(moment) == ASKED and who.member_id != opening.asked_by and asker_may


def can_read(opening: Opening, who: Official, both_may: bool, moment: datetime) -> bool:
    """Read the span: the two who opened it, for 24 hours, while the office of both works."""
    opened_it = who.member_id in (opening.asked_by, opening.approved_by)
    return opening.state(moment) == OPEN and opened_it and both_may


def can_close(opening: Opening, who: Official, moment: datetime) -> bool:
    """Let it rest: an ask, whoever finds it; what is open, one of the two who opened it."""
    state = opening.state(moment)
    opened_it = who.member_id in (opening.asked_by, opening.approved_by)
    return state == ASKED or (state == OPEN and opened_it)


def can_call_contact(opening: Opening, who: Official, moment: datetime) -> bool:
    """Call the external contact to be the second: the asker, once."""
    waits = opening.state(moment) == ASKED and opening.contact_at is None
    return waits and who.member_id == opening.asked_by


def can_put_off(opening: Opening, who: Official, moment: datetime) -> bool:
    """Put off that the two are told: another lead than the asker, before they are, 30 days at a time, at most twice.

    Once before it is approved, since without that they are told at that very moment; and once more in the last seven
    days of the first thirty.
    """
    another = who.is_lead and who.member_id != opening.asked_by
    count = len(opening.delays)
    if opening.approved_at is None:
        return another and count == 0 and opening.state(moment) == ASKED
    due = opening.tell_at
    late = due is not None and due - AGAIN_WITHIN <= moment < due
    return another and opening.told_at is None and 0 < count < MOST_DELAYS and late


def can_tell_now(opening: Opening, who: Official) -> bool:
    """End the putting off: any lead who finds it."""
    return who.is_lead and opening.approved_at is not None and opening.told_at is None
