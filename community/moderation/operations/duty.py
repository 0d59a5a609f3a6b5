"""Hours of one's own, being away, notes for the next, and one's own limit (L8.7)."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from community import vault
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid
from community.extensions import db
from community.groups.models import Membership
from community.groups.operations.attendance import hold_group
from community.journal import record
from community.moderation import policies, queries
from community.moderation.forms.duty import AbsenceForm, HandOverForm, LimitForm, ShiftForm
from community.moderation.models import Absence, ExposureLimit, HandOver, Shift
from community.moderation.operations.holding import words_go
from community.moderation.queries.duty import Roster, Rostered
from community.operations import in_order_of, operation

MOST_SHIFTS = 28
"""Hours that one person can have on one roster: four spans a day."""


@operation
def add_shifts(member_id: int, slug: str, form: ShiftForm) -> None:
    """Be there at these hours of every week, on the days chosen. Again changes nothing.

    Raises NotFound, Forbidden; Conflict for more than anybody can keep in mind.
    """
    roster = _kept(member_id, slug)
    mine = queries.own_shifts(roster, member_id)
    there = {(one.weekday, one.starts, one.ends, one.zone) for one in mine}
    days = [day for day in form.weekdays if (day, form.starts, form.ends, form.zone) not in there]
    if len(mine) + len(days) > MOST_SHIFTS:
        raise Conflict(_("That is too many. Remove some of your hours first."))
    for day in days:
        db.session.add(
            Shift(
                group_id=roster.id, member_id=member_id, weekday=day, starts=form.starts, ends=form.ends,
                zone=form.zone, made_at=now(),
            )
        )  # fmt: skip
    record(member_id, "moderation:duty:hours_added", roster.scope, {"days": days})


@operation
def remove_shift(member_id: int, shift_id: int) -> str:
    """Be there at these hours no longer; where the roster's pages begin. Raises NotFound."""
    shift = queries.own_shift(member_id, shift_id)
    roster = queries.roster_with(shift.group_id)
    db.session.delete(shift)
    record(member_id, "moderation:duty:hours_removed", roster.scope)
    return roster.address


@operation
def go_away(member_id: int, slug: str, form: AbsenceForm) -> None:
    """Be away from now on: one's hours do not count until then. Again sets a new end. Raises NotFound, Forbidden."""
    roster = _kept(member_id, slug)
    _come_back(member_id, roster.id)
    until = now() + form.length if form.length is not None else None
    db.session.add(Absence(group_id=roster.id, member_id=member_id, since=now(), until=until))
    record(member_id, "moderation:duty:away", roster.scope, {"until": _said(until)})


@operation
def come_back(member_id: int, slug: str) -> None:
    """One's hours count again. Raises NotFound, Forbidden."""
    roster = _kept(member_id, slug)
    if _come_back(member_id, roster.id):
        record(member_id, "moderation:duty:back", roster.scope)


@operation
def hand_over(member_id: int, slug: str, form: HandOverForm) -> int:
    """Leave a note for whoever comes next; its id. Its words are sealed, its cases kept as ids.

    Raises NotFound, Forbidden; Invalid for a case that does not exist for its writer at this desk.
    """
    roster = _kept(member_id, slug)
    cases = queries.cases_among(queries.office_of(member_id), roster, form.cases)
    if len(cases) != len(set(form.cases)):
        raise Invalid({"form": _("One of these cases is not here any more. Choose again.")})
    note = HandOver(
        group_id=roster.id, author=member_id, handle=queries.name_on(roster, member_id), at=now(),
        cases=[case.id for case in cases],
    )  # fmt: skip
    db.session.add(note)
    db.session.flush()
    note.sealed = vault.seal(form.words, f"hand_over:{note.id}")
    facts = {"note": note.id, "cases": note.cases}
    record(member_id, "moderation:duty:handed_over", roster.scope, facts)
    return note.id


@operation
def take_over(member_id: int, note_id: int) -> None:
    """Take over what a note leaves. Again changes nothing. Raises NotFound, Forbidden, Conflict after another."""
    in_order_of(f"hand_over:{note_id}")
    locked = sa.select(HandOver.id).where(HandOver.id == note_id).with_for_update()
    db.session.execute(locked)
    note, office = queries.note_for(member_id, note_id)
    if note.taken_by == member_id:
        return
    if note.taken_by is not None:
        raise Conflict(_("%(who)s has taken over already.", who=note.taken_handle))
    if not policies.can_take_over(note, office):
        raise Forbidden(_("Whoever comes next takes over what you leave."))
    roster = queries.roster_with(note.group_id)
    note.taken_by, note.taken_at = member_id, now()
    note.taken_handle = queries.name_on(roster, member_id)
    record(member_id, "moderation:duty:taken_over", roster.scope, {"note": note.id})


@operation
def set_limit(member_id: int, form: LimitForm) -> None:
    """After how many opened words a day one wants to be asked. Nobody else's, so on no record. Raises NotFound."""
    queries.reader_of_desk(member_id)
    row = db.session.get(ExposureLimit, member_id) or ExposureLimit(member_id=member_id)
    row.most = form.most
    db.session.add(row)


def what_is_theirs_goes(*, membership_id: int, **who: int) -> None:
    """Whoever has left or was banned has nothing waiting any more, and no hours."""
    words_go(membership_id=membership_id, **who)
    hours_go(membership_id=membership_id)


def hours_go(*, membership_id: int, **_more: object) -> None:
    """Whoever no longer moderates a group has no hours there."""
    person = db.session.get_one(Membership, membership_id)
    if not person.is_moderator:
        _forget_hours(person.member_id, person.group_id)


def site_hours_go(*, member_id: int, **_more: object) -> None:
    """Whoever is neither lead nor contact any more has no hours for the site."""
    if member_id not in queries.named_officers():
        _forget_hours(member_id, None)


def _kept(member_id: int, slug: str) -> Roster:
    """A roster that the member shares, changed by one at a time."""
    roster = queries.roster_for(member_id, slug)
    if roster.id is not None:
        hold_group(roster.id)
    in_order_of(f"roster:{roster.id}")
    return roster


def _come_back(member_id: int, group_id: Rostered) -> bool:
    mine = [one for one in queries.absences_in(group_id, now()) if one.member_id == member_id]
    for absence in mine:
        db.session.delete(absence)
    return bool(mine)


def _forget_hours(member_id: int, group_id: Rostered) -> None:
    for table in (Shift, Absence):
        here = table.group_id.is_(None) if group_id is None else table.group_id == group_id
        theirs = sa.delete(table).where(here, table.member_id == member_id)
        db.session.execute(theirs, execution_options={"synchronize_session": False})


def _said(until: datetime | None) -> str:
    return until.isoformat() if until is not None else ""
