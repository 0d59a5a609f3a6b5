"""What calls keep about people (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community.groups.models import Group, Membership
from community.groups.personal import OTHERS, by, of
from community.personal import Personal, Rows, walk
from community.registry import registry
from community.wellbeing.helping.models import HelpCall, HelpHours, HelpPeer, HelpTurn

GOES = "it tells no name, and goes seven days after the room closed"


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(
            HelpCall, ("membership_id",), "help_calls", _l("When you asked for somebody"), _calls, stays=GOES,
            mine=by(HelpCall.membership_id),
        ),
        Personal(HelpCall, ("answered_by",), withheld=OTHERS, stays=GOES, mine=by(HelpCall.answered_by)),
        Personal(
            HelpTurn, ("membership_id",), "help_turns", _l("When you were asked to come"), _turns, stays=GOES,
            mine=by(HelpTurn.membership_id),
        ),
        Personal(
            HelpHours, ("membership_id",), "help_hours", _l("When you can be asked to come"), _hours,
            mine=by(HelpHours.membership_id),
        ),
        Personal(
            HelpPeer, ("membership_id",), "help_offers", _l("Where you offered to be asked"), _offers,
            mine=by(HelpPeer.membership_id),
        ),
        Personal(HelpPeer, ("accepted_by",), withheld=OTHERS, stays="it tells no name"),
    )  # fmt: skip


def _calls(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), HelpCall.asked_at, HelpCall.answered_at, HelpCall.ended_at, HelpCall.ended_how
    ).join(Group, Group.id == HelpCall.group_id)  # fmt: skip
    return walk(wanted.where(of(HelpCall.membership_id, member_id)), HelpCall.id)


def _turns(member_id: int) -> Rows:
    wanted = (
        sa.select(Group.name.label("group"), HelpTurn.asked_at, HelpTurn.reply, HelpTurn.replied_at)
        .join(HelpCall, HelpCall.id == HelpTurn.call_id)
        .join(Group, Group.id == HelpCall.group_id)
    )
    mine = wanted.where(of(HelpTurn.membership_id, member_id))
    return walk(mine, HelpTurn.call_id, HelpTurn.membership_id)


def _hours(member_id: int) -> Rows:
    row = HelpHours
    wanted = sa.select(
        Group.name.label("group"), row.weekday, row.starts, row.ends, row.zone, row.made_at
    )
    wanted = wanted.join(Membership, Membership.id == row.membership_id)
    mine = wanted.join(Group, Group.id == Membership.group_id)
    return walk(mine.where(of(row.membership_id, member_id)), row.id)


def _offers(member_id: int) -> Rows:
    wanted = sa.select(
        Group.name.label("group"), HelpPeer.offered_at, HelpPeer.accepted_at, HelpPeer.away_since
    ).join(Membership, Membership.id == HelpPeer.membership_id)
    mine = wanted.join(Group, Group.id == Membership.group_id)
    return walk(mine.where(of(HelpPeer.membership_id, member_id)), HelpPeer.membership_id)
