"""Reads about acts of office, always through the member."""

import sqlalchemy as sa

from community.errors import NotFound
from community.extensions import db
from community.groups.models import Membership, Place, Standing
from community.groups.queries import person_for, place_in, staff_ready, standings_of
from community.moderation import policies
from community.moderation.models import GROUP, LIFT, Act, Case
from community.moderation.queries.cases import kept_out_of
from community.moderation.queries.offices import office_of


def standing_for(member_id: int, standing_id: int) -> tuple[Place, Membership, Standing]:
    """What holds against somebody in a group the member moderates. Raises NotFound."""
    standing = db.session.get(Standing, standing_id)
    if standing is None:
        raise NotFound
    if handles_behind(member_id, standing):
        person = db.session.get_one(Membership, standing.membership_id)
        return place_in(member_id, person.group), person, standing
    place, person = person_for(member_id, standing.membership_id)
    if not policies.can_see_standings(place, person, staff_ready(member_id)):
        raise NotFound
    return place, person, standing


def standings_shown(member_id: int, place: Place, person: Membership) -> list[Standing]:
    """What holds against somebody now, for those who may know it."""
    if not policies.can_see_standings(place, person, staff_ready(member_id)):
        return []
    return standings_of(person.id)


def case_behind(standing: Standing) -> Case | None:
    """The case of the leads, or of the external contact, in which it was decided; None where it was the group's."""
    chosen = sa.select(Case).join(Act, Act.case_id == Case.id)
    return db.session.scalar(
        chosen.where(Act.standing_id == standing.id, Act.kind != LIFT, Case.desk != GROUP).limit(1)
    )


def handles_behind(member_id: int, standing: Standing) -> bool | None:
    """Whether the member may handle the case behind it; None where it was the group's to decide."""
    case = case_behind(standing)
    if case is None:
        return None
    return policies.can_handle(case, kept_out_of(case.id), office_of(member_id))


def may_lift(member_id: int, place: Place, person: Membership, standing: Standing) -> bool:
    """Whether the member may end it now."""
    handles = handles_behind(member_id, standing)
    return policies.can_lift(place, person, staff_ready(member_id), handles)


def standings_decided_in(case: Case) -> list[Standing]:
    """What was decided in a case of the leads or the contact and holds now."""
    if case.desk == GROUP or case.about_membership is None:
        return []
    chosen = sa.select(Act.standing_id).where(Act.case_id == case.id, Act.kind != LIFT)
    ids = set(db.session.scalars(chosen))
    return [standing for standing in standings_of(case.about_membership) if standing.id in ids]


def standing_by_id(standing_id: int) -> Standing:
    """A standing by id, for what its own subject is told."""
    return db.session.get_one(Standing, standing_id)


def act_by_id(act_id: int) -> Act:
    """An act by id, for what its own subject is told."""
    return db.session.get_one(Act, act_id)
