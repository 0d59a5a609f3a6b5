"""Watched words of a group: made, tried on what was written, switched on and off (L8.6)."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.groups.queries import managed_for
from community.groups.views.blueprint import bound
from community.moderation import operations, queries
from community.moderation.forms import RuleForm
from community.moderation.models import WatchRule
from community.moderation.models.watching import HOLD, WORDS
from community.moderation.showing import actions, found_views, languages
from community.moderation.trying import try_rule
from community.moderation.views.blueprint import pages
from community.web import answer, me, redraws


@pages.get("/groups/<slug>/watched-words")
def list_rules(slug: str) -> ResponseReturnValue:
    """The group's rules, and the form of a new one."""
    place = managed_for(me().id, slug)
    g.values = g.get("values") or {"how": WORDS, "action": HOLD}
    return render_template(
        "moderation/rules.html", **bound(place), rules=queries.rules_of(place.group.id),
        actions=actions(), languages=languages(),
    )  # fmt: skip


@pages.post("/groups/<slug>/watched-words")
@redraws(list_rules)
def create_rule(slug: str) -> ResponseReturnValue:
    """Make a rule; it is off at first."""
    rule_id = operations.add_rule(me().id, slug, RuleForm.parse(request.form))
    return answer(f"/watched-words/{rule_id}")


@pages.get("/watched-words/<int:rule_id>")
def show_rule(rule_id: int) -> ResponseReturnValue:
    """A rule, what it found in what was written here, and the form to change it."""
    place, rule = queries.rule_for(me().id, rule_id)
    g.values = g.get("values") or _values(rule)
    return render_template(
        "moderation/rule.html", **bound(place), rule=rule, found=found_views(rule),
        actions=actions(), languages=languages(),
    )  # fmt: skip


@pages.post("/watched-words/<int:rule_id>")
@redraws(show_rule)
def change_rule(rule_id: int) -> ResponseReturnValue:
    """Change a rule."""
    operations.change_rule(me().id, rule_id, RuleForm.parse(request.form))
    flash(_("Saved."))
    return answer(f"/watched-words/{rule_id}")


@pages.post("/watched-words/<int:rule_id>/trial")
@redraws(show_rule)
def create_trial(rule_id: int) -> ResponseReturnValue:
    """Try a rule on what was written here in the last 90 days."""
    _place, rule = queries.rule_for(me().id, rule_id)
    tried = try_rule(rule)
    operations.note_try(me().id, rule_id, tried)
    return answer(f"/watched-words/{rule_id}#found")


@pages.post("/watched-words/<int:rule_id>/switch")
@redraws(show_rule)
def switch_rule(rule_id: int) -> ResponseReturnValue:
    """Switch a rule on (`on=yes`) or off."""
    slug = operations.switch_rule(me().id, rule_id, request.form.get("on") == "yes")
    return answer(f"/groups/{slug}/watched-words")


def _values(rule: WatchRule) -> Mapping[str, Any]:
    return {
        "how": rule.how, "words": rule.words, "action": rule.action, "language": rule.language,
        "sentence": rule.sentence,
    }  # fmt: skip
