"""What a member chooses: ways, hushed groups, quiet hours."""

import sqlalchemy as sa

from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group
from community.groups.queries import place_for
from community.notices import queries
from community.notices.forms import CalmForm, WaysForm
from community.notices.models import Choice, Hush, Manner
from community.notices.operations.delivering import plan_anew
from community.operations import operation


@operation
def keep_calm(member_id: int, form: CalmForm) -> None:
    """The member's quiet hours and the rhythm of their mail. What waits already follows them (L9.2)."""
    row = db.session.get(Manner, member_id) or Manner(member_id=member_id)
    row.quiet_from, row.quiet_until, row.mail_at = form.quiet_from, form.quiet_until, form.mail_at
    db.session.add(row)
    db.session.flush()
    plan_anew(member_id)


@operation
def choose_ways(member_id: int, form: WaysForm, slug: str = "") -> None:
    """By which ways each category reaches the member: from that group, or from any without a choice of its own."""
    group_id = _group_of(member_id, slug).id if slug else queries.ANY_GROUP
    for category, ways in form.ways.items():
        row = Choice(member_id=member_id, group_id=group_id, category=category)
        row.inbox, row.mail, row.push = ways.inbox, ways.mail, ways.push
        db.session.merge(row)


@operation
def forget_choices(member_id: int, slug: str) -> None:
    """Have the group follow the choices for any group again."""
    group = _group_of(member_id, slug)
    mine = sa.delete(Choice).where(Choice.member_id == member_id, Choice.group_id == group.id)
    db.session.execute(mine)


@operation
def hush_group(member_id: int, slug: str) -> None:
    """Tell the member nothing of a group of theirs but what concerns themselves. Again changes nothing."""
    group = _group_of(member_id, slug)
    if db.session.get(Hush, (member_id, group.id)) is None:
        db.session.add(Hush(member_id=member_id, group_id=group.id, since=now()))


@operation
def unhush_group(member_id: int, slug: str) -> None:
    """Tell the member of the group again, as they chose."""
    hush = db.session.get(Hush, (member_id, _group_of(member_id, slug).id))
    if hush is not None:
        db.session.delete(hush)


def _group_of(member_id: int, slug: str) -> Group:
    place = place_for(member_id, slug)
    if place.membership is None:
        raise NotFound
    return place.group
