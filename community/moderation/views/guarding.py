"""A group guards itself: buttons on its page for moderators (L8.7)."""

from collections.abc import Mapping
from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from community.clock import now
from community.groups.models import Group
from community.groups.queries import place_in
from community.groups.views.groups import show_group
from community.moderation import operations, policies, queries
from community.moderation.forms import LOCK_HOURS, RAID_HOURS, GuardForm, hours_offered
from community.moderation.showing_duty import usual_in_words
from community.moderation.views.blueprint import pages
from community.web import answer, me, redraws


@pages.post("/groups/<slug>/raid-mode")
@redraws(show_group)
def create_guard(slug: str) -> ResponseReturnValue:
    """Switch raid mode on, for so many hours."""
    operations.guard_group(me().id, slug, GuardForm.parse_raid(request.form))
    return answer(f"/groups/{slug}")


@pages.post("/groups/<slug>/raid-mode/ending")
@redraws(show_group)
def end_guard(slug: str) -> ResponseReturnValue:
    """Switch raid mode off."""
    operations.stop_guarding(me().id, slug)
    return answer(f"/groups/{slug}")


@pages.post("/groups/<slug>/join-lock")
@redraws(show_group)
def create_join_lock(slug: str) -> ResponseReturnValue:
    """Let nobody come in for a while."""
    operations.lock_joining(me().id, slug, GuardForm.parse_lock(request.form))
    return answer(f"/groups/{slug}")


@pages.post("/groups/<slug>/join-lock/ending")
@redraws(show_group)
def end_join_lock(slug: str) -> ResponseReturnValue:
    """Let people come in again."""
    operations.unlock_joining(me().id, slug)
    return answer(f"/groups/{slug}")


def of_group(member_id: int, group: Group) -> Mapping[str, Any]:
    """On a group's page: what is on now, for everybody in calm words; for moderators the buttons, and what waits."""
    moment = now()
    place, lead = place_in(member_id, group), queries.is_lead(member_id)
    keeps = policies.can_keep_watch(place, me().has_totp)
    sees = policies.can_see_waiting(place, me().has_totp, lead)
    return {
        "guarded_until": group.guarded_until if group.is_guarded(moment) else None,
        "locked_until": group.joining_locked_until if group.is_shut(moment) else None,
        "keeps": keeps, "sees": sees, "slug": group.slug, "group": group,
        "waiting": queries.count_waiting(group.id) if sees else 0,
        "marks": queries.count_marks(group.id) if sees else 0,
        "usually": usual_in_words(group) if place.membership is not None else "",
        "raid_hours": hours_offered(RAID_HOURS), "lock_hours": hours_offered(LOCK_HOURS),
    }  # fmt: skip
