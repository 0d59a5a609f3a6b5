"""Whom one could ask, of those one has met, and why (L7.4).

A suggestion is made of what the reader may know anyway: who mentors and says to have room, what the two share, what is
between them, and what a mentor lets be concluded. Whether a mentor paused, is full, blocked the reader or wishes for
others is not looked at: it changes neither who stands here nor in which order (docs/mentoring.md).
"""

from collections.abc import Collection
from dataclasses import dataclass, field

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.groups.queries import memberships_of
from community.mentoring import policies
from community.mentoring.finding.facts import Facts, hours_overlap
from community.mentoring.finding.queries.preferences import facts_among, preferences_of
from community.mentoring.models import Ask, Mentor
from community.mentoring.queries import related_to
from community.mentoring.queries.meeting import Acquaintance, people_met

A_DOZEN = 12
"""Suggestions of one group."""


@dataclass(frozen=True)
class Suggestion:
    """A mentor whom the reader could ask, and what speaks for it."""

    mentor_id: int
    handle: str
    group: str
    events: int
    exchanges: int
    thanks: int
    hours: bool = False
    languages: tuple[str, ...] = ()
    alike: tuple[str, ...] = field(default=())
    """What both said of themselves, by name."""

    @property
    def rank(self) -> tuple[object, ...]:
        """The lowest first: shared events, exchanges and thanks, hours, languages, what both said."""
        said = self.exchanges + self.thanks
        return (
            -self.events,
            -said,
            not self.hours,
            not self.languages,
            -len(self.alike),
            self.handle.lower(),
        )


def suggestions_for(member_id: int) -> list[Suggestion]:
    """In each of the member's groups, the closest first."""
    found: list[Suggestion] = []
    for mine in memberships_of(member_id):  # whoever is kept out of one has met nobody there
        found += sorted(_in_group(mine), key=lambda one: one.rank)[:A_DOZEN]
    return found


def _in_group(mine: Membership) -> list[Suggestion]:
    there = _who_mentor(mine)
    met = {one.membership_id: one for one in people_met(mine.id, len(there), there.keys())}
    mentors = {who: there[who] for who in met}
    taken = _walked_or_asked(mine.id, mentors)
    facts, wishes = preferences_of(mine.id)
    theirs = facts_among(mentors)
    return [
        _suggestion(mine, mentor, met[who], facts, theirs.get(who, Facts()))
        for who, mentor in mentors.items()
        if who not in taken and wishes.fit(theirs.get(who, Facts()))
    ]


def _who_mentor(mine: Membership) -> dict[int, Mentor]:
    """Who mentors in the group of `mine` and takes asks. Few do: whom one has met is asked of these alone."""
    moment = now()
    rows = sa.select(Mentor).join(Membership, Membership.id == Mentor.membership_id)
    rows = rows.where(Membership.group_id == mine.group_id, Mentor.membership_id != mine.id)
    rows = rows.where(Mentor.ended_at.is_(None))
    return {
        mentor.membership_id: mentor
        for mentor in db.session.scalars(rows).unique()
        if policies.can_be_asked(mentor, in_good_standing=True, moment=moment)  # people_met asks
    }


def _walked_or_asked(mine: int, others: Collection[int]) -> set[int]:
    """With whom there is a channel, and who was asked: the reader's own doing."""
    found = related_to(mine)
    moment = now()
    asked = sa.select(Ask).where(Ask.mentee_id == mine, Ask.mentor_id.in_(others))
    for ask in db.session.scalars(asked):
        if ask.again_at(moment) is not None:  # an open one as well
            found.add(ask.mentor_id)
    return found


def _suggestion(
    mine: Membership, mentor: Mentor, met: Acquaintance, facts: Facts, theirs: Facts
) -> Suggestion:
    them = mentor.membership
    alike = [name for name in facts.identities if name in theirs.identities]
    alike += [said for said in (facts.faith,) if said and said == theirs.faith]
    return Suggestion(
        mentor.id, them.handle, them.group.name, met.tally.events, met.exchanges, met.thanks,
        hours_overlap(facts, mine.member.zone, theirs, them.member.zone, now()),
        tuple(one for one in facts.languages if one in theirs.languages), tuple(alike),
    )  # fmt: skip
