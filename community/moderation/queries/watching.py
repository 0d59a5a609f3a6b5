"""Rules on watched words, for the group's moderators and for whatever is about to be said."""

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Place
from community.groups.policies import can_read
from community.groups.queries import group_by_id, needs_moderator, place_in, staff_ready
from community.moderation import policies
from community.moderation.engine import Rule, Unfit, matcher_of
from community.moderation.models import WatchRule


def rules_on(group_id: int) -> list[Rule]:
    """The rules that hold in a group now, ready to be used. What the engine takes no longer is left out."""
    rows = sa.select(
        WatchRule.id, WatchRule.action, WatchRule.sentence, WatchRule.language, WatchRule.how, WatchRule.words
    ).where(WatchRule.group_id == group_id, WatchRule.on_since.is_not(None))  # fmt: skip
    found = []
    for row in db.session.execute(rows.order_by(WatchRule.made_at)):
        try:
            matcher = matcher_of(row.how, row.words)
        except Unfit:
            continue
        found.append(Rule(row.id, row.action, row.sentence, row.language, matcher))
    return found


def rules_of(group_id: int) -> list[WatchRule]:
    """All rules of a group: those that are on first, then the newest."""
    rows = sa.select(WatchRule).where(WatchRule.group_id == group_id)
    ordered = rows.order_by(WatchRule.on_since.is_(None), WatchRule.made_at.desc())
    return list(db.session.scalars(ordered))


def count_rules(group_id: int) -> int:
    """How many rules a group has, on or off."""
    rows = sa.select(sa.func.count(WatchRule.id)).where(WatchRule.group_id == group_id)
    return db.session.scalar(rows) or 0


def rule_for(member_id: int, rule_id: int) -> tuple[Place, WatchRule]:
    """A rule of a group that the member moderates. Raises NotFound from outside, Forbidden to others inside."""
    rule = db.session.get(WatchRule, rule_id, populate_existing=True)
    place = place_in(member_id, group_by_id(rule.group_id)) if rule is not None else None
    if rule is None or place is None or not can_read(place):
        raise NotFound
    if not policies.can_keep_watch(place, staff_ready(member_id)):
        raise needs_moderator(place)
    return place, rule
