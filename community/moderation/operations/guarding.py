"""A group guards itself for a while: raid mode, and the lock on joining alone (L8.7). Both end by themselves."""

from datetime import timedelta

from community.clock import now
from community.extensions import db
from community.groups.models import Group
from community.groups.operations.attendance import hold_group_at
from community.groups.queries import inside_for, needs_moderator, staff_ready
from community.journal import record
from community.moderation import policies
from community.moderation.forms import GuardForm
from community.operations import operation
from community.registry import Happening, registry


@operation
def guard_group(member_id: int, slug: str, form: GuardForm) -> None:
    """Lock joining, let newcomers' words wait, and slow everybody down, for so many hours, at most 24.

    Doing it again sets a new end. Raises NotFound, Forbidden.
    """
    group = _kept(member_id, slug)
    group.guarded_until = now() + timedelta(hours=form.hours)
    _tell(member_id, group, "guarded", form.hours)


@operation
def stop_guarding(member_id: int, slug: str) -> None:
    """End raid mode before its time. Raises NotFound, Forbidden."""
    group = _kept(member_id, slug)
    if group.is_guarded(now()):
        group.guarded_until = None
        _tell(member_id, group, "unguarded")


@operation
def lock_joining(member_id: int, slug: str, form: GuardForm) -> None:
    """Let nobody come in for so many hours. Raises NotFound, Forbidden."""
    group = _kept(member_id, slug)
    group.joining_locked_until = now() + timedelta(hours=form.hours)
    record(member_id, "moderation:joining:locked", group.scope, {"hours": form.hours})


@operation
def unlock_joining(member_id: int, slug: str) -> None:
    """Let people come in again; raid mode goes on locking while it is on. Raises NotFound, Forbidden."""
    group = _kept(member_id, slug)
    if group.joining_locked_until is not None:
        group.joining_locked_until = None
        record(member_id, "moderation:joining:unlocked", group.scope)


def _kept(member_id: int, slug: str) -> Group:
    hold_group_at(slug)
    place = inside_for(member_id, slug)
    if not policies.can_keep_watch(place, staff_ready(member_id)):
        raise needs_moderator(place)
    return place.group


def _tell(member_id: int, group: Group, what: str, hours: int = 0) -> None:
    db.session.flush()
    record(member_id, f"moderation:group:{what}", group.scope, {"hours": hours} if hours else {})
    registry.happened(Happening.GROUP_GUARDED, group_id=group.id)
