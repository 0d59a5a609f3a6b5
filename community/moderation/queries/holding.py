"""Words that wait: their author's own, and what waits in a group for whoever decides (L3.6)."""

from collections.abc import Sequence
from datetime import datetime
from statistics import median

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Group, Membership, Place
from community.groups.queries import group_by_id, place_for, place_in, staff_ready
from community.members.queries import officers
from community.moderation import policies
from community.moderation.models import POSTED, REFUSED, Held, Mark, WatchRule

MEASURED = 20
"""So many of the last decisions tell how long it usually takes."""

SHOWN = 50
"""So many are on a page."""

OWN_WAITING = (
    sa.select(Held)
    .where(
        Held.decided_at.is_(None),
        Held.place == sa.bindparam("place"),
        Held.membership_id == sa.bindparam("membership_id"),
    )
    .order_by(Held.at, Held.id)
)

Waiting = tuple[Held, Membership, WatchRule | None]


def held_under(membership_id: int, key: str) -> Held | None:
    """What that membership sent under a key and was held, whatever became of it."""
    return db.session.scalar(
        sa.select(Held).where(Held.membership_id == membership_id, Held.key == key)
    )


def usual_wait(group_id: int) -> int | None:
    """Minutes until somebody usually decides in a group, at least one; None where nobody has yet."""
    rows = (
        sa.select(Held.at, Held.decided_at)
        .where(Held.group_id == group_id, Held.outcome.in_((POSTED, REFUSED)))
        .order_by(Held.decided_at.desc())
        .limit(MEASURED)
    )
    waits = [(end - at).total_seconds() for at, end in db.session.execute(rows) if end is not None]
    return max(1, round(median(waits) / 60)) if waits else None


def own_waiting_at(membership_id: int, place: str) -> list[Held]:
    """One's own words that wait in a place, in the order of writing."""
    asked = {"place": place, "membership_id": membership_id}
    return list(db.session.scalars(OWN_WAITING, asked))


def own_held(member_id: int, held_id: int) -> Held:
    """Words of the member's own that waited or wait. Raises NotFound."""
    held = db.session.get(Held, held_id)
    if held is None or author_of(held).member_id != member_id:
        raise NotFound
    return held


def waiting_for(member_id: int, slug: str) -> Place:
    """A group whose waiting words the member may see. Raises NotFound."""
    if is_lead(member_id):
        group = db.session.scalar(sa.select(Group).where(Group.slug == slug))
        place = place_in(member_id, group) if group is not None else None
        if place is not None and _sees(place, member_id):
            return place
    place = place_for(member_id, slug)
    if not _sees(place, member_id):
        raise NotFound
    return place


def held_for(member_id: int, held_id: int) -> tuple[Place, Held, Membership]:
    """Words that wait in a group whose waiting words the member may see, and their author. Raises NotFound."""
    held = db.session.get(Held, held_id, populate_existing=True)
    if held is None:
        raise NotFound
    place = place_in(member_id, group_by_id(held.group_id))
    if not _sees(place, member_id):
        raise NotFound
    return place, held, author_of(held)


def waiting_in(group_id: int) -> list[Waiting]:
    """What waits in a group, the longest first, whoever may have blocked whom."""
    rows = (
        sa.select(Held, Membership, WatchRule)
        .join(Membership, Membership.id == Held.membership_id)
        .outerjoin(WatchRule, WatchRule.id == Held.rule_id)
        .where(Held.group_id == group_id, Held.decided_at.is_(None))
    )
    found = db.session.execute(rows.order_by(Held.at, Held.id).limit(SHOWN))
    return [(held, author, rule) for held, author, rule in found]


def count_waiting(group_id: int) -> int:
    """How many wait in a group."""
    rows = sa.select(sa.func.count(Held.id)).where(
        Held.group_id == group_id, Held.decided_at.is_(None)
    )
    return db.session.scalar(rows) or 0


def waiting_since(moment: datetime) -> list[Held]:
    """What waits since before that moment, in any group."""
    return list(db.session.scalars(_waiting().where(Held.at < moment).order_by(Held.group_id)))


def marks_in(group_id: int) -> list[Mark]:
    """What rules marked and nobody has looked at, the newest first."""
    rows = sa.select(Mark).where(Mark.group_id == group_id, Mark.seen_at.is_(None))
    return list(db.session.scalars(rows.order_by(Mark.at.desc()).limit(SHOWN)))


def count_marks(group_id: int) -> int:
    """How many marks nobody has looked at."""
    rows = sa.select(sa.func.count(Mark.id)).where(
        Mark.group_id == group_id, Mark.seen_at.is_(None)
    )
    return db.session.scalar(rows) or 0


def mark_for(member_id: int, mark_id: int) -> Mark:
    """A mark in a group whose waiting words the member may see. Raises NotFound."""
    mark = db.session.get(Mark, mark_id)
    if mark is None or not _sees(place_in(member_id, group_by_id(mark.group_id)), member_id):
        raise NotFound
    return mark


def author_of(held: Held) -> Membership:
    """Whose words they are."""
    return db.session.get_one(Membership, held.membership_id)


def is_lead(member_id: int) -> bool:
    """Whether the member answers for the safety of the site."""
    return member_id in officers("lead")


def rules_by_id(ids: Sequence[int]) -> dict[int, WatchRule]:
    """Those rules, by id."""
    rows = sa.select(WatchRule).where(WatchRule.id.in_(ids))
    return {rule.id: rule for rule in db.session.scalars(rows)} if ids else {}


def _sees(place: Place, member_id: int) -> bool:
    return policies.can_see_waiting(place, staff_ready(member_id), is_lead(member_id))


def _waiting() -> sa.Select[Held]:
    return sa.select(Held).where(Held.decided_at.is_(None))
