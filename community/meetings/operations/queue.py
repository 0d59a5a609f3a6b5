"""The one queue: first come first served, second shares after all firsts; the chair may move people (L5.5)."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Forbidden
from community.extensions import db
from community.groups.models import NEWCOMER, Membership
from community.meetings import policies, queries
from community.meetings.models import Hand, Sitting
from community.meetings.operations.chairing import as_chair
from community.meetings.operations.telling import hold, tell_queue
from community.meetings.queries import Scene
from community.operations import operation
from community.realtime.streams import position_of


@dataclass(frozen=True)
class InQueue:
    """The entry that told it, and one's place, from 1; None where one does not wait."""

    seq: int
    position: int | None


@operation
def raise_hand(member_id: int, room_id: int) -> InQueue:
    """Ask for the floor. Raised twice it stays where it is. Raises NotFound, Conflict, Forbidden.

    A first share tonight goes before every second one, but overtakes nobody who waits for a first share too,
    wherever the chair has put them.
    """
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    hands = queries.hands_of(scene.sitting.id)
    if scene.who.waiting:
        return InQueue(position_of(room_id)[0], _place(hands, scene.who.id))
    if not policies.can_raise_hand(scene.sitting, scene.part, scene.who):
        raise _why_not(scene)
    hand = _hand(scene.sitting, scene.who.id)
    hands.insert(_place_for(hand, hands), hand)
    _arrange(hands)
    return InQueue(tell_queue(scene.sitting), _place(hands, scene.who.id))


@operation
def lower_hand(member_id: int, room_id: int) -> InQueue:
    """Leave the queue. Doing it again changes nothing. Raises NotFound, Conflict."""
    hold(room_id)
    scene = queries.scene_for(member_id, room_id)
    if not scene.who.waiting:
        return InQueue(position_of(room_id)[0], None)
    take_hand(scene.sitting, scene.who.id)
    return InQueue(tell_queue(scene.sitting), None)


@operation
def move_in_queue(member_id: int, room_id: int, membership_id: int, to: int) -> int:
    """The chair puts somebody who waits at place `to`, from 1; the seq. Raises NotFound, Conflict, Forbidden."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    hands = queries.hands_of(scene.sitting.id)
    hand = _waiting(hands, membership_id)
    hands.remove(hand)
    hand.put_last = False
    hands.insert(max(0, to - 1), hand)
    _arrange(hands)
    return tell_queue(scene.sitting)


@operation
def newcomers_first(member_id: int, room_id: int) -> int:
    """The chair lets the newcomers who wait speak first; the seq. Raises NotFound, Conflict, Forbidden."""
    hold(room_id)
    scene = as_chair(member_id, room_id)
    hands = queries.hands_of(scene.sitting.id)
    asked = {hand.membership_id for hand in hands}
    new = sa.select(Membership.id).where(Membership.id.in_(asked), Membership.role == NEWCOMER)
    newcomers = set(db.session.scalars(new))
    _arrange(sorted(hands, key=lambda hand: hand.membership_id not in newcomers))
    return tell_queue(scene.sitting)


def take_hand(sitting: Sitting, membership_id: int) -> Hand | None:
    """Take somebody out of the queue, without telling anybody yet; what they had raised."""
    hand = db.session.get(Hand, (sitting.id, membership_id))
    if hand is not None:
        db.session.delete(hand)
        db.session.flush()
    return hand


def put_last(sitting: Sitting, membership_id: int) -> None:
    """Put somebody at the end of the queue: not out (L5.5). The caller tells the queue.

    Whoever reads along by now keeps their hand down (L5.8).
    """
    if queries.is_reading_along(sitting.id, membership_id):
        take_hand(sitting, membership_id)
        return
    hands = queries.hands_of(sitting.id)
    mine = [hand for hand in hands if hand.membership_id == membership_id]
    others = [hand for hand in hands if hand.membership_id != membership_id]
    hand = mine[0] if mine else _hand(sitting, membership_id)
    hand.put_last = True
    _arrange([*others, hand])


def clear_queue(sitting: Sitting) -> None:
    """A part with a queue is over: nobody waits any more."""
    hands = queries.hands_of(sitting.id)
    for hand in hands:
        db.session.delete(hand)
    db.session.flush()
    if hands:
        tell_queue(sitting)


def _place_for(hand: Hand, hands: list[Hand]) -> int:
    later = [i for i, other in enumerate(hands) if other.share > hand.share]
    sooner = [
        i for i, other in enumerate(hands) if other.share <= hand.share and not other.put_last
    ]
    return max(later[0] if later else len(hands), sooner[-1] + 1 if sooner else 0)


def _hand(sitting: Sitting, membership_id: int) -> Hand:
    share = 2 if queries.has_shared(sitting.id, membership_id) else 1
    hand = Hand(
        sitting_id=sitting.id, membership_id=membership_id, place=0, share=share, put_last=False, raised_at=now()
    )  # fmt: skip
    db.session.add(hand)
    return hand


def _arrange(hands: list[Hand]) -> None:
    for place, hand in enumerate(hands, 1):
        hand.place = place
    db.session.flush()


def _place(hands: list[Hand], membership_id: int) -> int:
    return next(i for i, hand in enumerate(hands, 1) if hand.membership_id == membership_id)


def _waiting(hands: list[Hand], membership_id: int) -> Hand:
    for hand in hands:
        if hand.membership_id == membership_id:
            return hand
    raise Conflict(_("They are not in the queue any more."))


def _why_not(scene: Scene) -> Forbidden | Conflict:
    who = scene.who
    if who.membership is None:
        return Forbidden(_("Join the group to talk here. You can read along."))
    if who.muted:
        return Forbidden(_("You cannot share here for now, so your hand stays down."), code="muted")
    if who.reading_along:
        return Forbidden(
            _("You are reading along tonight, so your hand stays down. Nobody else sees that.")
        )
    if scene.sitting.holder_id == who.id:
        return Conflict(_("You have the floor."))
    return Conflict(
        _("There is no queue in this part of the meeting. You can write when it is open to you.")
    )
