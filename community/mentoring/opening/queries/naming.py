"""Who is told that somebody was named: everybody in a mentorship, whom nobody told already (L7.11)."""

import sqlalchemy as sa

from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import moderators_everywhere
from community.members.models import Office
from community.members.queries import named_contacts, named_leads, who_runs_the_site
from community.mentoring.models import Mentorship


def people_to_tell(office: Office, after: int, most: int) -> list[int]:
    """The next members in a mentorship, by number, without staff, who heard of it with the naming."""
    of = sa.or_(Mentorship.mentee_id == Membership.id, Mentorship.mentor_id == Membership.id)
    inside = sa.select(Membership.member_id).join(Mentorship, of)
    inside = inside.where(Mentorship.ended_at.is_(None), Membership.member_id > after)
    heard = moderators_everywhere() | named_leads() | named_contacts() | who_runs_the_site()
    told = heard | {office.member_id}
    chosen = inside.where(Membership.member_id.not_in(told)).distinct()
    return list(db.session.scalars(chosen.order_by(Membership.member_id).limit(most)))
