"""Whether somebody looks after a group (L2.4)."""

from community.actors import SYSTEM
from community.clock import now
from community.groups import policies, queries
from community.groups.models import Group
from community.journal import record
from community.registry import Happening, registry


def note_attendance(group: Group) -> None:
    """Make the group unattended where no moderator is left to look after it, and attended again where one is.

    A group that never had a moderator (OPERATOR began it) is nobody's loss, and stays as it is.
    """
    moment = now()
    attended = any(
        policies.looks_after(moderator, moment) for moderator in queries.moderators_of(group.id)
    )
    if attended == (group.unattended_since is None):
        return
    group.unattended_since = None if attended else moment
    kind = "groups:group:attended" if attended else "groups:group:unattended"
    record(SYSTEM, kind, f"group:{group.id}")
    registry.happened(Happening.GROUP_CHANGED, group_id=group.id)
