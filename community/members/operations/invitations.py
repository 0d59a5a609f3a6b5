"""Links into the site: counted, expiring, revocable; each opens the site, or the site and one group."""

from dataclasses import dataclass, field
from datetime import timedelta

from flask_babel import gettext as _

from community import journal
from community.actors import is_person
from community.clock import now
from community.errors import Forbidden, NotFound
from community.extensions import db
from community.members import policies, queries
from community.members.credentials import hash_secret, new_secret
from community.members.models import Invitation
from community.operations import operation

USES, DAYS = 10, 14
"""Of an invitation, unless its maker says otherwise."""


@dataclass(frozen=True)
class Made:
    """An invitation, and the secret of its address, which is shown once."""

    id: int
    token: str = field(repr=False)


@operation
def make_invitation(
    actor: int, group_id: int | None = None, uses: int = USES, days: int = DAYS
) -> Made:
    """Make a link for `uses` people and `days` days. For a group, the caller has asked the group's law."""
    if group_id is None and is_person(actor):
        member = queries.member_for(actor)
        if not policies.can_make_invitation(member, queries.site(), queries.people()):
            raise Forbidden(
                _("Only administrators with an authenticator app invite to the whole site.")
            )
    secret = new_secret()
    invitation = Invitation(
        hash=hash_secret(secret), made_by=actor, group_id=group_id, created_at=now(),
        expires_at=now() + timedelta(days=days), uses_left=uses,
    )  # fmt: skip
    db.session.add(invitation)
    db.session.flush()
    facts = {"group": group_id, "uses": uses, "days": days}
    journal.record(actor, "members:invitation:made", f"invitation:{invitation.id}", facts)
    return Made(invitation.id, secret)


@operation
def revoke_invitation(actor: int, invitation_id: int) -> None:
    """Let a link open nothing any more. Whether the actor may, its maker's feature has asked."""
    invitation = db.session.get(Invitation, invitation_id)
    if invitation is None:
        raise NotFound
    if invitation.revoked_at is None:
        invitation.revoked_at = now()
        journal.record(actor, "members:invitation:revoked", f"invitation:{invitation.id}")


@operation
def use_invitation(token: str) -> int | None:
    """Count one use by somebody who has an account already; the group it leads to. Raises NotFound."""
    invitation = find_good_invitation(token)
    if invitation is None:
        raise NotFound
    return spend(invitation)


def find_good_invitation(token: str) -> Invitation | None:
    """The invitation with that secret, if it still opens the door."""
    invitation = queries.invitation_by_secret(token)
    if invitation is None:
        return None
    db.session.refresh(invitation, with_for_update=True)  # two may hold the last use
    return invitation if invitation.is_good(now()) else None


def spend(invitation: Invitation) -> int | None:
    """Count one use, within the unit under way; the group it leads to."""
    invitation.uses_left -= 1
    return invitation.group_id
