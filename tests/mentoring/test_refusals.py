"""What is no longer to be done is refused in words."""

import pytest

from community.errors import Conflict, Forbidden
from community.mentoring import operations
from community.mentoring.forms import AgreementForm
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.mentoring.stage import last_vouch, make_mentor, switched_on, two_who_met, under_way


@law("L7.7")
def test_what_does_not_fit_how_it_stands_is_refused(circle: Circle) -> None:
    two = two_who_met(circle)
    mentorship_id = under_way(two)
    with pytest.raises(Conflict):
        operations.resume(two.mentee.id, mentorship_id)
    operations.leave(two.mentee.id, mentorship_id)
    with pytest.raises(Conflict):
        operations.part(two.mentor.id, mentorship_id)
    with pytest.raises(Conflict):
        operations.accept_agreement(two.mentor.id, mentorship_id, AgreementForm(2))


@law("L7.3")
def test_nobody_decides_on_themselves_or_vouches_afterwards(circle: Circle) -> None:
    switched_on()
    keeper = admit(a_person(staff=True), circle.slug, "moderator")
    mentor_id = make_mentor(circle, keeper, approved=False)
    with pytest.raises(Forbidden):
        operations.approve_mentor(keeper.id, mentor_id)
    vouch_id = last_vouch(mentor_id)
    operations.approve_mentor(circle.moderator.id, mentor_id)
    with pytest.raises(Conflict):
        operations.decline_vouch(circle.other.id, vouch_id)
    with pytest.raises(Conflict):
        operations.refuse_mentor(circle.moderator.id, mentor_id)
