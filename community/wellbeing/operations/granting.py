"""Letting a mentor read something of one's own, and taking that back, which holds at once (L6.1, L6.5, L7.8).

Each is a dated consent, in the journal by ids.
"""

import sqlalchemy as sa
from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Conflict, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import membership_of
from community.operations import in_order_of, operation
from community.registry import registry
from community.wellbeing import policies
from community.wellbeing.forms.grants import GrantForm
from community.wellbeing.models import Clock
from community.wellbeing.models.grants import CLOCK, SLIPS, Grant
from community.wellbeing.operations.holding import held
from community.wellbeing.queries.grants import in_force


@operation
def grant(member_id: int, form: GrantForm) -> None:
    """Let one's mentor read it from now on. Again changes nothing.

    Raises NotFound where that is nobody's mentor, or nothing of one's own; Conflict where a clock has ended.
    """
    in_order_of(f"checkins:{member_id}")
    owner, to = _pair(member_id, form.to_id)
    if not policies.can_grant(owner, to, registry.mentored_by(owner.id, to.id)):
        raise NotFound
    _refuse_item(member_id, form.what)
    pair = in_force().where(Grant.owner_id == owner.id, Grant.to_id == to.id)
    if db.session.scalar(pair.where(Grant.what == form.what)) is not None:
        return
    given = Grant(owner_id=owner.id, to_id=to.id, what=form.what, since=now())
    db.session.add(given)
    db.session.flush()
    facts = {"membership": to.id, "what": form.what}
    journal.record(member_id, "wellbeing:grant:given", f"grant:{given.id}", facts)


@operation
def take_back(member_id: int, form: GrantForm) -> None:
    """It is read no more from this moment on; nothing need be between the two for that. Again changes nothing."""
    in_order_of(f"checkins:{member_id}")
    mine = in_force().join(Membership, Membership.id == Grant.owner_id)
    that = mine.where(
        Membership.member_id == member_id, Grant.to_id == form.to_id, Grant.what == form.what
    )
    _withdraw(that, member_id)


def stop_granting(membership_id: int, member_id: int) -> None:
    """Whoever leaves a group grants nothing there any more, and nothing is granted to them, inside that unit."""
    either = sa.or_(Grant.owner_id == membership_id, Grant.to_id == membership_id)
    _withdraw(in_force().where(either), member_id)


def stop_granting_between(owner_id: int, to_id: int, member_id: int) -> None:
    """What the one granted the other is taken back, as when they are mentor and mentee no longer, inside that unit."""
    _withdraw(in_force().where(Grant.owner_id == owner_id, Grant.to_id == to_id), member_id)


def stop_granting_clock(clock: Clock) -> None:
    """It is read by nobody any more, inside the unit under way."""
    mine = in_force().join(Membership, Membership.id == Grant.owner_id)
    that = Grant.what.in_((f"{CLOCK}:{clock.id}", f"{SLIPS}:{clock.id}"))
    _withdraw(mine.where(that, Membership.member_id == clock.member_id), clock.member_id)


def forget_grants_of(clock: Clock) -> None:
    """A clock that is deleted leaves nothing of whom it was shown to, inside the unit under way."""
    stop_granting_clock(clock)
    that = Grant.what.in_((f"{CLOCK}:{clock.id}", f"{SLIPS}:{clock.id}"))
    db.session.execute(sa.delete(Grant).where(that))


def _pair(member_id: int, to_id: int) -> tuple[Membership, Membership]:
    """One's own membership and that one, of the same group. Raises NotFound."""
    to = db.session.get(Membership, to_id)
    owner = membership_of(member_id, to.group_id) if to is not None else None
    if to is None or owner is None:
        raise NotFound
    return owner, to


def _refuse_item(member_id: int, what: str) -> None:
    """A clock must be one's own, and run."""
    kind, _colon, clock_id = what.partition(":")
    if kind in (CLOCK, SLIPS) and not policies.can_change_clock(held(member_id, int(clock_id))):
        raise Conflict(_("This clock has ended, so it is shown to nobody."))


def _withdraw(which: sa.Select[Grant], actor: int) -> None:
    for given in db.session.scalars(which.order_by(Grant.id)).all():
        given.withdrawn_at = now()
        facts = {"membership": given.to_id, "what": given.what}
        journal.record(actor, "wellbeing:grant:taken-back", f"grant:{given.id}", facts)
    db.session.flush()
