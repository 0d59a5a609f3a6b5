"""A group's rules on watched words: made, tried over history, switched on and off (L8.6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from community.clock import now
from community.errors import Conflict, Invalid
from community.extensions import db
from community.groups.operations.attendance import hold_group, hold_group_at
from community.groups.queries import inside_for, needs_moderator, staff_ready
from community.journal import record
from community.moderation import policies, queries
from community.moderation.forms import RuleForm
from community.moderation.models import WatchRule
from community.operations import operation

MOST_RULES = 200
"""Rules of one group, on or off."""


@dataclass(frozen=True)
class Tried:
    """What a look over history found: how many posts were read, how many fit, and the newest of those."""

    read: int
    found: int
    newest: Sequence[tuple[str, int]]
    rule: str
    """Of which words and action: what was changed meanwhile was not tried."""


@operation
def add_rule(member_id: int, slug: str, form: RuleForm) -> int:
    """Make a rule, which is off at first; its id. Raises NotFound, Forbidden, Conflict."""
    hold_group_at(slug)
    place = inside_for(member_id, slug)
    if not policies.can_keep_watch(place, staff_ready(member_id)):
        raise needs_moderator(place)
    if queries.count_rules(place.group.id) >= MOST_RULES:
        raise Conflict(_("A group has at most %(most)d rules.", most=MOST_RULES))
    rule = WatchRule(group_id=place.group.id, author=member_id, made_at=now(), tried={})
    _write(rule, form)
    db.session.add(rule)
    db.session.flush()
    _record(member_id, rule, "made")
    return rule.id


@operation
def change_rule(member_id: int, rule_id: int, form: RuleForm) -> None:
    """Change a rule. A holding one with other words is off again until it was tried. Raises NotFound, Forbidden."""
    rule = _held(member_id, rule_id)
    before = rule_as_tried(rule)
    _write(rule, form)
    if rule_as_tried(rule) != before:
        rule.tried_at, rule.tried = None, {}
        rule.on_since = None if rule.needs_a_try else rule.on_since
    _record(member_id, rule, "changed")


@operation
def note_try(member_id: int, rule_id: int, tried: Tried) -> None:
    """Keep what a look over history found. Raises Conflict where the rule was changed meanwhile."""
    rule = _held(member_id, rule_id)
    if rule_as_tried(rule) != tried.rule:
        raise Conflict(_("The rule was changed meanwhile. Try it once more."))
    rule.tried_at = now()
    rule.tried = {
        "read": tried.read,
        "found": tried.found,
        "newest": [list(one) for one in tried.newest],
    }
    _record(member_id, rule, "tried")


@operation
def switch_rule(member_id: int, rule_id: int, on: bool) -> str:
    """Switch a rule on or off; the group's slug. Raises Invalid where a holding rule was not tried yet (L8.6)."""
    rule = _held(member_id, rule_id)
    if on and rule.needs_a_try:
        raise Invalid(
            {
                "form": _(
                    "See first what this rule would have held: try it on what was written here."
                )
            }
        )
    if on != (rule.on_since is not None):
        rule.on_since = now() if on else None
        _record(member_id, rule, "on" if on else "off")
    return queries.rule_for(member_id, rule_id)[0].group.slug


def rule_as_tried(rule: WatchRule) -> str:
    """What a look over history is about: with another of these it would find something else."""
    return "\n".join((rule.how, rule.action, rule.language, rule.words))


def _held(member_id: int, rule_id: int) -> WatchRule:
    hold_group(queries.rule_for(member_id, rule_id)[1].group_id)
    return queries.rule_for(member_id, rule_id)[1]


def _write(rule: WatchRule, form: RuleForm) -> None:
    rule.how, rule.words, rule.action = form.how, form.words, form.action
    rule.language, rule.sentence, rule.changed_at = form.language, form.sentence, now()


def _record(member_id: int, rule: WatchRule, what: str) -> None:
    db.session.flush()
    facts = {"group": rule.group_id, "action": rule.action}
    record(member_id, f"moderation:rule:{what}", f"rule:{rule.id}", facts)
