"""Who is on duty, and what that changes: a danger reaches them first, whatever the hour (L8.7)."""

from datetime import UTC, datetime, timedelta

import pytest

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry, verify
from community.members.operations import end_contact, suspend_from_site
from community.members.queries import offices
from community.moderation import operations, queries
from community.moderation.forms import AbsenceForm, ActForm, ShiftForm
from community.moderation.models import Absence, Case, Shift
from community.notices.forms import CalmForm
from community.notices.models import Notice
from community.notices.operations import keep_calm
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.members.answering import a_contact, a_lead
from tests.moderation.desk import HARSH, case_of, report, said
from tests.stage import Browser

ALWAYS = ShiftForm(tuple(range(7)), 0, 0, "UTC")
BACK = AbsenceForm(None)


def always_there(circle: Circle) -> Person:
    """Another moderator of the group, on duty at any hour."""
    person = admit(a_person(staff=True), circle.slug, "moderator")
    operations.add_shifts(person.id, circle.slug, ALWAYS)
    return person


def told(person: Person) -> list[str]:
    """The kinds of what somebody was told of cases, and whether quiet hours held it."""
    db.session.rollback()
    rows = db.session.query(Notice).filter_by(member_id=person.id).order_by(Notice.at, Notice.id)
    return [
        f"{row.kind}{' held' if row.held_until else ''}"
        for row in rows
        if row.kind in ("case_waits", "danger_waits")
    ]


def in_quiet_hours(person: Person) -> None:
    """They want nothing to ring now."""
    begin, end = now() - timedelta(hours=1), now() + timedelta(hours=2)
    keep_calm(person.id, CalmForm(begin.hour * 60, end.hour * 60, None))


def danger(circle: Circle, about: Person | None = None) -> Case:
    """The newcomer reports that somebody may be in danger."""
    ref = said(circle, about or circle.regular, "I do not want to be here any more.")
    return case_of(report(circle.newcomer, ref, reason="danger"))


@law("L8.7")
def test_on_duty_are_those_within_their_hours(circle: Circle) -> None:
    keeper = circle.moderator.id
    assert queries.on_duty(circle.group_id, now()) == frozenset()
    form = ShiftForm.parse(
        {"day_4": "yes", "starts": "22:00", "ends": "02:00", "zone": "Europe/Berlin"}
    )
    operations.add_shifts(keeper, circle.slug, form)
    operations.add_shifts(keeper, circle.slug, form)
    assert db.session.query(Shift).count() == 1
    friday = datetime(2026, 12, 4, 21, 0, tzinfo=UTC)
    assert queries.on_duty(circle.group_id, friday) == {keeper}
    assert queries.on_duty(circle.group_id, friday + timedelta(hours=3, minutes=59)) == {keeper}
    assert queries.on_duty(circle.group_id, friday + timedelta(hours=4)) == frozenset()
    assert queries.on_duty(circle.group_id, friday - timedelta(minutes=1)) == frozenset()
    assert queries.on_duty(None, friday) == frozenset()


@law("L8.7")
def test_whoever_is_away_is_not_on_duty_until_then(circle: Circle) -> None:
    other, slug = always_there(circle), circle.slug
    operations.go_away(other.id, slug, AbsenceForm(timedelta(hours=12)))
    assert queries.on_duty(circle.group_id, now()) == frozenset()
    assert queries.on_duty(circle.group_id, now() + timedelta(hours=12, minutes=1)) == {other.id}
    operations.go_away(other.id, slug, BACK)
    assert db.session.query(Absence).one().until is None
    assert queries.on_duty(circle.group_id, now() + timedelta(days=400)) == frozenset()
    operations.come_back(other.id, slug)
    operations.come_back(other.id, slug)
    assert queries.on_duty(circle.group_id, now()) == {other.id}


@law("L8.7")
@pytest.mark.parametrize("how", ["role", "left", "banned", "suspended", "muted", "removed"])
def test_who_cannot_act_is_never_on_duty(circle: Circle, how: str) -> None:
    other = always_there(circle)
    mid, keeper = circle.mid(other), circle.moderator.id
    assert queries.on_duty(circle.group_id, now()) == {other.id}
    act = ActForm("Please rest.", now() + timedelta(days=3))
    if how == "role":
        groups.change_role(keeper, mid, "member")
    elif how == "left":
        groups.leave_group(other.id, circle.slug)
    elif how == "suspended":
        suspend_from_site(OPERATOR, other.id, now() + timedelta(days=3))
    else:
        verb = {"banned": "ban", "muted": "mute", "removed": "remove"}[how]
        getattr(operations, f"{verb}_person")(keeper, mid, act)
    db.session.rollback()
    assert queries.on_duty(circle.group_id, now()) == frozenset()
    assert db.session.query(Shift).count() == (7 if how in ("suspended", "muted", "removed") else 0)


@law("L8.7", "L1.5")
def test_hours_are_said_by_moderators_with_an_authenticator_and_for_themselves(
    circle: Circle,
) -> None:
    bare = admit(a_person(), circle.slug, "moderator")
    for person in (circle.regular, circle.newcomer, bare):
        with pytest.raises(Forbidden):
            operations.add_shifts(person.id, circle.slug, ALWAYS)
    with pytest.raises(NotFound):
        operations.add_shifts(circle.outsider.id, circle.slug, ALWAYS)
    other = always_there(circle)
    theirs = db.session.query(Shift).filter_by(member_id=other.id).first()
    assert theirs is not None
    with pytest.raises(NotFound):
        operations.remove_shift(circle.moderator.id, theirs.id)
    for start in (60, 120, 180):
        operations.add_shifts(
            other.id, circle.slug, ShiftForm(ALWAYS.weekdays, start, start + 30, "UTC")
        )
    with pytest.raises(Conflict):
        operations.add_shifts(other.id, circle.slug, ShiftForm((0,), 240, 270, "UTC"))


@law("L8.7")
def test_the_sites_hours_are_those_of_leads_and_the_contact(circle: Circle) -> None:
    lead, contact = a_lead(), a_contact()
    for person in (lead, contact):
        operations.add_shifts(person.id, "", ALWAYS)
    assert queries.on_duty(None, now()) == {lead.id, contact.id}
    with pytest.raises(NotFound):
        operations.add_shifts(circle.moderator.id, "", ALWAYS)
    (office,) = [office for office, member in offices("contact") if member.id == contact.id]
    end_contact(OPERATOR, office.id)
    assert queries.on_duty(None, now()) == {lead.id}
    assert db.session.query(Shift).filter_by(member_id=contact.id).count() == 0


@law("L8.7", "L9.2")
def test_a_danger_reaches_those_on_duty_at_once_through_quiet_hours(circle: Circle) -> None:
    lead, other = a_lead(), always_there(circle)
    for person in (circle.moderator, other):
        in_quiet_hours(person)
    case = danger(circle)
    assert told(other) == ["danger_waits"]
    assert told(circle.moderator) == ["case_waits held"]
    assert told(lead) == []
    assert case.leads_called_at is None
    with pytest.raises(NotFound):
        queries.case_for(lead.id, case.id)


@law("L8.7")
def test_what_is_no_danger_breaks_through_nothing(circle: Circle) -> None:
    other = always_there(circle)
    in_quiet_hours(other)
    report(circle.newcomer, said(circle, circle.regular, HARSH))
    assert told(other) == ["case_waits held"]


@law("L8.7", "L8.3")
def test_with_nobody_on_duty_all_moderators_and_the_leads_are_called(
    circle: Circle, as_member: Browser
) -> None:
    lead, resting = a_lead(), a_lead()
    operations.add_shifts(lead.id, "", ALWAYS)
    case = danger(circle)
    assert told(circle.moderator) == ["case_waits"]
    assert (told(lead), told(resting)) == (["danger_waits"], ["case_waits"])
    assert case.leads_called_at is not None
    page = as_member(lead).get(f"/cases/{case.id}").text
    assert "as nobody was on duty" in page
    assert f"/cases/{case.id}" in as_member(lead).get("/desk").text
    operations.claim_case(lead.id, case.id)
    assert "The safeguarding leads" in as_member(circle.moderator).get(f"/cases/{case.id}").text
    kinds = {entry.kind for entry in db.session.query(JournalEntry)}
    assert "moderation:case:leads_called" in kinds
    assert verify() is None


@law("L8.3", "L8.7")
def test_a_lead_whom_it_names_or_who_reported_it_is_never_called(circle: Circle) -> None:
    named, reporter, third = a_lead(), a_lead(), a_lead()
    for person in (named, reporter):
        admit(person, circle.slug)
    case = case_of(report(reporter, said(circle, circle.regular, "I am done."), reason="danger"))
    assert (told(reporter), told(named), told(third)) == ([], ["case_waits"], ["case_waits"])
    with pytest.raises(NotFound):
        queries.case_for(reporter.id, case.id)
    about = case_of(report(circle.newcomer, said(circle, named, "I am done too."), reason="danger"))
    assert about.desk == "leads"
    assert about.leads_called_at is None
    with pytest.raises(NotFound):
        queries.case_for(named.id, about.id)
    assert told(named) == ["case_waits"]


@law("L8.7")
def test_a_case_handed_to_another_is_told_to_those_who_may_go_on(circle: Circle) -> None:
    other = admit(a_person(staff=True), circle.slug, "moderator")
    case = case_of(report(circle.newcomer, said(circle, circle.regular, HARSH)))
    operations.claim_case(circle.moderator.id, case.id)
    before = len(told(circle.moderator))
    operations.release_case(circle.moderator.id, case.id)
    assert told(other) == ["case_waits", "case_waits"]
    assert len(told(circle.moderator)) == before
    operations.claim_case(other.id, case.id)


@law("L8.7", "L1.10")
def test_the_page_tells_hours_by_the_readers_clock_and_no_zone_of_others(
    circle: Circle, as_member: Browser
) -> None:
    page, other = f"/groups/{circle.slug}/roster", always_there(circle)
    assert "You have said no hours" in as_member(circle.moderator).get(page).text
    form = {"day_0": "yes", "starts": "23:00", "ends": "01:00", "zone": "Pacific/Auckland"}
    assert as_member(other).post(f"{page}/shifts", data=form).status_code == 303
    assert "Pacific/Auckland" in as_member(other).get(page).text.split("Add hours")[0]
    shown = as_member(circle.moderator).get(page).text
    assert f"{other.handle} is on duty until" in shown
    assert "Pacific/Auckland" not in shown.split("Add hours")[0]
    assert "Somebody is there at every hour." in shown
    assert as_member(other).post(f"{page}/absence", data={"away": "168"}).status_code == 303
    shown = as_member(circle.moderator).get(page).text
    assert "Nobody is on duty" in shown
    assert f"{other.handle} is away until" in shown


@law("L8.7")
@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({}, "day_0"), ({"day_0": "yes", "starts": "25:00"}, "starts"), ({"day_0": "yes", "zone": "Moon"}, "zone"),
        ({"day_0": "yes", "ends": ""}, "ends"), ({"day_0": "no"}, "day_0"),
    ],
)  # fmt: skip
def test_hours_that_are_none_are_refused_and_kept_in_the_form(
    circle: Circle, as_member: Browser, typed: dict[str, str], field: str
) -> None:
    whole = {"starts": "09:00", "ends": "10:00", "zone": "UTC"} | typed
    answer = as_member(circle.moderator).post(f"/groups/{circle.slug}/roster/shifts", data=whole)
    assert answer.status_code == 422
    assert f'href="#{field}"' in answer.text
    assert db.session.query(Shift).count() == 0


@law("L8.7", "L4.4")
def test_members_read_when_somebody_is_usually_there_and_never_who(
    circle: Circle, as_member: Browser
) -> None:
    page = f"/groups/{circle.slug}"
    assert "usually there" not in as_member(circle.regular).get(page).text
    evenings = ShiftForm(tuple(range(7)), 18 * 60, 22 * 60, "UTC")
    operations.add_shifts(circle.moderator.id, circle.slug, evenings)
    before = as_member(circle.regular).get(page).text
    assert "A moderator is usually there between 18:00 and 22:00 (UTC)." in before
    assert "/roster" not in before
    operations.go_away(circle.moderator.id, circle.slug, BACK)
    assert "between 18:00 and 22:00" in as_member(circle.regular).get(page).text
    assert as_member(circle.regular).get(f"{page}/roster").status_code == 403


@law("L8.7", "L8.8")
def test_hours_are_on_record_by_ids_and_go_with_the_account(circle: Circle) -> None:
    other = always_there(circle)
    operations.go_away(other.id, circle.slug, BACK)
    operations.come_back(other.id, circle.slug)
    kinds = [entry.kind for entry in db.session.query(JournalEntry)]
    assert {"moderation:duty:hours_added", "moderation:duty:away", "moderation:duty:back"} <= set(
        kinds
    )
    clock.move(timedelta(days=1))
    assert queries.on_duty(circle.group_id, now()) == {other.id}
