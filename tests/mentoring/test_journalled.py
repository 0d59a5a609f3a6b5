"""Changes of asks, proposals and shadow months are on record by ids, and tell nothing that an asker may not know."""

import pytest

from community.actors import SYSTEM
from community.extensions import db
from community.journal import JournalEntry
from community.mentoring import operations
from community.mentoring.finding import operations as finding
from community.mentoring.finding.forms import ProposalForm, SwitchForm
from community.mentoring.finding.models import Proposal
from community.mentoring.forms import PauseForm
from community.mentoring.path import operations as path
from community.mentoring.path.forms import ChecklistForm, GuideForm
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.mentoring.stage import Two, after, asked, make_mentor, two_who_met, under_way


@pytest.fixture
def two(circle: Circle) -> Two:
    """Two who have met."""
    return two_who_met(circle)


def record_of(subject: str) -> list[tuple[str, int]]:
    """What is on record of it, in order: kind and actor."""
    db.session.rollback()
    found = db.session.query(JournalEntry).filter_by(subject=subject).order_by(JournalEntry.seq)
    return [(one.kind, one.actor) for one in found]


@pytest.mark.parametrize("keeps_out", [False, True])
@law("L7.5", "L8.8")
def test_an_ask_is_on_record_alike_whether_it_arrived_or_not(two: Two, keeps_out: bool) -> None:
    if keeps_out:
        operations.pause_asks(two.mentor.id, two.circle.slug, PauseForm(on=True))
    ask_id = asked(two)
    after(8)
    assert record_of(f"ask:{ask_id}") == [
        ("mentoring:ask:made", two.mentee.id),
        ("mentoring:ask:handled", SYSTEM),
        ("mentoring:ask:over", SYSTEM),
    ]


@law("L7.5", "L8.8")
def test_putting_a_proposal_aside_is_on_record(two: Two) -> None:
    moderator, slug = two.circle.moderator.id, two.circle.slug
    finding.allow_proposals(moderator, slug, SwitchForm(on=True))
    finding.propose(moderator, slug, ProposalForm(two.mentee.handle, two.mentor.handle))
    db.session.rollback()
    made = db.session.query(Proposal.id).scalar()
    finding.dismiss_proposal(two.mentee.id, made)
    assert record_of(f"proposal:{made}")[-1] == ("mentoring:proposal:dismissed", two.mentee.id)


@law("L7.12", "L8.8")
def test_what_was_gone_through_is_on_record(two: Two) -> None:
    under_way(two)
    apprentice = admit(a_person("", staff=True), two.circle.slug)
    make_mentor(two.circle, apprentice, approved=False)
    month = path.ask_to_shadow(apprentice.id, two.circle.slug, GuideForm(two.mentor_mid))
    path.accept_shadow(two.mentor.id, month)
    for _again in range(2):
        path.go_through(apprentice.id, month, ChecklistForm(("limits",)))
    told = [kind for kind, _actor in record_of(f"shadowing:{month}")]
    assert told.count("mentoring:shadow:gone_through") == 1
