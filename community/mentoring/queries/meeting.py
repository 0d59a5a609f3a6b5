"""What two memberships of a group share, and with whom somebody has met often enough (L7.2, L7.4)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.forums import queries as forums
from community.forums.queries import ALL
from community.groups.models import Membership
from community.groups.queries import hidden_from, in_good_standing_among
from community.meetings import queries as meetings
from community.mentoring.gate import (
    SITTING,
    TOPIC,
    Gate,
    SharedEvent,
    Tally,
    gate_between,
    gate_by,
    tally_of,
)
from community.rooms import queries as rooms

A_FEW = 48
"""So many of either kind are looked at first: an event more never closes the gate, so they may be enough."""

THESE = sa.select(Membership).where(Membership.id.in_(sa.bindparam("these", expanding=True)))
"""Made once: the gate is asked so often that making its statements would be a good part of it."""


@dataclass(frozen=True)
class Acquaintance:
    """Somebody with whom the gate is open, and what speaks for them."""

    membership_id: int
    tally: Tally
    exchanges: int
    thanks: int


def shared_events(one_id: int, other_id: int) -> list[SharedEvent]:
    """What two memberships share, the earliest first.

    They are counted as facts: blocks, standing, and whether either has left are asked besides.
    """
    found, _all = _shared(one_id, other_id, ALL)
    return sorted(found, key=lambda event: (event.at, event.kind, event.id))


def _shared(one_id: int, other_id: int, most: int) -> tuple[list[SharedEvent], bool]:
    """What is found where `most` of either kind are looked at, in no order; and whether that is all."""
    if one_id == other_id:
        return [], True
    sittings = meetings.sittings_shared(one_id, other_id, most)
    topics = forums.topics_shared(one_id, other_id, most)
    found = [SharedEvent(SITTING, *event) for event in sittings.events]
    found += [SharedEvent(TOPIC, *event) for event in topics.events]
    return found, sittings.all and topics.all


def gate_for(asker_id: int, other_id: int) -> Gate:
    """The gate between two memberships, for the one who asks. An open one may have counted only what it needed.

    Raises NotFound where they are not two of one group.
    """
    both = db.session.scalars(THESE, {"these": [asker_id, other_id]}).all()
    if len(both) != 2 or both[0].group_id != both[1].group_id:
        raise NotFound
    good = _well_placed(both)
    standing = asker_id in good, other_id in good
    events, these_are_all = _shared(asker_id, other_id, A_FEW)
    if not these_are_all and tally_of(events).lacks:
        events = shared_events(asker_id, other_id)
    return gate_between(events, *standing)


def gates_for(asker: Membership, others: Collection[Membership]) -> dict[int, Gate]:
    """By membership the gate to each of these of the asker's own group, in as many statements for many as for one."""
    good = _well_placed([asker, *others])
    tallies = _tallies(asker.id, {one.id for one in others})
    return {
        one.id: gate_by(tallies.get(one.id, Tally()), asker.id in good, one.id in good)
        for one in others
    }


def people_met(
    membership_id: int, limit: int, among: Collection[int] | None = None
) -> list[Acquaintance]:
    """With whom the gate is open: by shared events, what they said to each other, and thanks, the most first.

    Without those whom the member has blocked (L1.8). Who may not be asked for other reasons the caller leaves out;
    whoever asks for some alone names them in `among`, which is quicker.
    """
    mine = db.session.get(Membership, membership_id)
    if mine is None or not _well_placed([mine]):
        return []
    found = _tallies(membership_id, among)
    tallies = {who: tally for who, tally in found.items() if not tally.lacks}
    there = db.session.scalars(sa.select(Membership).where(Membership.id.in_(tallies))).all()
    good = _well_placed(there) - hidden_from(mine.member_id)
    exchanges = rooms.exchanges_with(membership_id, good)
    thanks = rooms.thanks_between(membership_id, good)
    met = [Acquaintance(who, tallies[who], exchanges[who], thanks[who]) for who in good]
    return sorted(met, key=_rank)[:limit]


def _rank(one: Acquaintance) -> tuple[int, int, int, int]:
    return -one.tally.events, -one.exchanges, -one.thanks, one.membership_id


def _tallies(membership_id: int, among: Collection[int] | None) -> dict[int, Tally]:
    """By membership what they and this one share."""
    found: dict[int, Tally] = {}
    if among is not None and not among:
        return found
    for company in (meetings.company_in_sittings, forums.company_in_topics):
        for them in company(membership_id, among):
            tally = Tally(them.events, them.first, them.last)
            found[them.membership_id] = found.get(them.membership_id, Tally()).and_also(tally)
    return found


def _well_placed(people: Iterable[Membership]) -> set[int]:
    """Those who belong to the group now, are welcome on the site, and in good standing."""
    moment = now()
    here = [one.id for one in people if one.is_current and one.member.is_welcome(moment)]
    return in_good_standing_among(here)
