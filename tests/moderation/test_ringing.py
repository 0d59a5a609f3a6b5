"""How often a danger rings for those on duty: once for a brigade, and always when it becomes one (L8.7)."""

from datetime import timedelta

from community import clock
from community.moderation import operations
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.moderation.desk import case_of, report, said
from tests.moderation.test_roster import always_there, told


@law("L8.7")
def test_a_brigade_that_cries_danger_rings_once_and_an_hour_later_again(circle: Circle) -> None:
    other = always_there(circle)
    ref = said(circle, circle.regular, "I do not want to be here any more.")
    for number in range(12):
        crier = admit(a_person(), circle.slug)
        clock.move(timedelta(seconds=number))
        report(crier, ref, reason="danger")
    assert told(other) == ["danger_waits"]
    clock.move(timedelta(hours=1))
    case = case_of(report(circle.newcomer, ref, reason="danger"))
    assert told(other) == ["danger_waits"] * 2
    assert case.reports == 13


@law("L8.7")
def test_what_turns_out_to_be_a_danger_rings_whatever_was_reported_before(circle: Circle) -> None:
    other = always_there(circle)
    ref = said(circle, circle.regular, "I do not want to be here any more.")
    case = case_of(report(circle.other, ref, reason="rules"))
    operations.claim_case(circle.moderator.id, case.id)
    report(circle.newcomer, ref, reason="danger")
    assert told(other) == ["case_waits", "danger_waits"]
