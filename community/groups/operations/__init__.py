"""The verbs of groups."""

from community.groups.operations.blocks import block_person, unblock_person
from community.groups.operations.groups import (
    archive_group,
    change_group,
    close_due_groups,
    close_group,
    create_group,
    keep_group_open,
    restore_group,
)
from community.groups.operations.invitations import make_group_invitation, revoke_group_invitation
from community.groups.operations.joining import (
    add_person,
    admit_invited,
    end_membership,
    join_group,
    leave_every_group,
    leave_group,
)
from community.groups.operations.offices import tell_moderators
from community.groups.operations.requests import (
    accept_request,
    refuse_request,
)
from community.groups.operations.roles import (
    change_role,
    hand_over_group,
    promote_newcomers,
    see_to_attendance,
    see_to_groups_of,
)
from community.groups.operations.setup import set_up

__all__ = [
    "accept_request",
    "add_person",
    "admit_invited",
    "archive_group",
    "block_person",
    "change_group",
    "change_role",
    "close_due_groups",
    "close_group",
    "create_group",
    "end_membership",
    "hand_over_group",
    "join_group",
    "keep_group_open",
    "leave_every_group",
    "leave_group",
    "make_group_invitation",
    "promote_newcomers",
    "refuse_request",
    "restore_group",
    "revoke_group_invitation",
    "see_to_attendance",
    "see_to_groups_of",
    "set_up",
    "tell_moderators",
    "unblock_person",
]
