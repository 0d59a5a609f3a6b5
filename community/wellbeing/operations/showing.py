"""Showing a clock to a group, taking that back, and wanting to see what others show.

Each is a dated consent, in the journal by ids. Taking back holds from the same moment.
"""

import sqlalchemy as sa
from flask_babel import gettext as _

from community import journal
from community.clock import now
from community.errors import Conflict, NotFound
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import inside_for
from community.operations import operation
from community.wellbeing import policies
from community.wellbeing.forms import ConsentForm
from community.wellbeing.models import Clock, ClockConsent, ClockSight
from community.wellbeing.operations.holding import held


@operation
def show_clock(member_id: int, clock_id: int, form: ConsentForm) -> None:
    """Show a clock to one group, its days or its slips too; or nothing of it. Raises NotFound, Conflict."""
    clock = held(member_id, clock_id)
    membership = db.session.get(Membership, form.membership_id)
    if membership is None or membership.member_id != member_id or not membership.is_current:
        raise NotFound
    before = db.session.scalar(_in_force().where(
        ClockConsent.clock_id == clock.id, ClockConsent.membership_id == membership.id
    ))  # fmt: skip
    if before is not None and before.shows == form.shows:
        return
    if form.shows and not policies.can_show_clock(clock, membership):
        raise Conflict(_("This clock has ended, so it is shown to nobody."))
    if before is not None:
        _withdraw(before, member_id)
    if form.shows:
        db.session.add(
            ClockConsent(
                clock_id=clock.id, membership_id=membership.id, shows=form.shows, given_at=now()
            )
        )
        facts = {"membership": membership.id, "shows": form.shows}
        journal.record(member_id, "wellbeing:clock:shown", f"clock:{clock.id}", facts)
    db.session.flush()


@operation
def see_shown_days(member_id: int, slug: str, on: bool) -> None:
    """Want to see what others in the group show, or no longer. Raises NotFound."""
    place = inside_for(member_id, slug)
    if not policies.can_see_shown_days(place):
        raise NotFound
    mine = place.membership
    assert mine is not None
    known = db.session.get(ClockSight, mine.id)
    if on and known is None:
        db.session.add(ClockSight(membership_id=mine.id, since=now()))
    elif not on and known is not None:
        db.session.delete(known)
    db.session.flush()


def stop_showing(membership_id: int, group_id: int, member_id: int) -> None:
    """Whoever leaves a group shows nothing there any more, inside that unit."""
    theirs = _in_force().where(ClockConsent.membership_id == membership_id)
    for consent in db.session.scalars(theirs.order_by(ClockConsent.id)).all():
        _withdraw(consent, member_id)
    db.session.execute(sa.delete(ClockSight).where(ClockSight.membership_id == membership_id))


def stop_showing_clock(clock: Clock) -> None:
    """It is shown to nobody any more, inside the unit under way."""
    given = _in_force().where(ClockConsent.clock_id == clock.id)
    for consent in db.session.scalars(given.order_by(ClockConsent.id)).all():
        _withdraw(consent, clock.member_id)


def _withdraw(consent: ClockConsent, actor: int) -> None:
    consent.withdrawn_at = now()
    facts = {"membership": consent.membership_id}
    journal.record(actor, "wellbeing:clock:hidden", f"clock:{consent.clock_id}", facts)
    db.session.flush()


def _in_force() -> sa.Select[ClockConsent]:
    return sa.select(ClockConsent).where(ClockConsent.withdrawn_at.is_(None))
