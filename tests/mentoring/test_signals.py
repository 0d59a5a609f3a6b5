"""What is noticed without reading, who looks into it, and that nothing else happens (L7.10)."""

from datetime import timedelta
from functools import partial

import pytest
from flask import Flask

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.errors import Conflict, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.members import operations as members
from community.members.models import LEAD, Member
from community.members.queries import office_held
from community.mentoring import operations as mentoring
from community.mentoring.oversight import operations, queries
from community.mentoring.oversight.forms import LookForm
from community.mentoring.oversight.rules import AT_NIGHT, ONE_SIDED, SEVERAL, SILENT
from community.operations import operation
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.members.answering import a_contact, a_lead
from tests.mentoring.overseen import (
    DAY,
    ODD,
    a_moment_ago,
    answer_how,
    asked_how,
    heard,
    signals,
    the_lead,
    watched,
    wrote,
)
from tests.mentoring.stage import Two, met, set_cap, two_who_met, under_way
from tests.races import at_once, on_both
from tests.stage import Browser

NOTED = LookForm("They work at night.")


def one_sided(two: Two, mentorship_id: int, theirs: int = 2) -> None:
    """Thirty messages, so many of them by the mentor."""
    people = [two.mentee] * (30 - theirs) + [two.mentor] * theirs
    wrote(mentorship_id, [(who, a_moment_ago(30 - number)) for number, who in enumerate(people)])


@law("L7.10")
def test_a_channel_that_one_of_them_fills_asks_for_a_look_and_the_two_hear_nothing(
    two: Two, as_member: Browser
) -> None:
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id)
    before = [heard(two.mentee), heard(two.mentor)]
    pages = [as_member(person).get("/").status_code for person in (two.mentee, two.mentor)]
    assert ONE_SIDED in watched()
    assert [heard(two.mentee), heard(two.mentor)] == before
    assert pages == [200, 200]
    assert heard(the_lead()).count("mentoring_signal") == len(signals())
    page = as_member(the_lead()).get("/site/mentoring").text
    assert "nine of every ten" in page
    assert two.mentee.handle in page
    assert "Tea." not in page


@law("L7.10")
def test_nobody_looks_at_a_channel_in_a_pause_or_at_its_end(two: Two) -> None:
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id)
    mentoring.pause(two.mentee.id, mentorship_id)
    operations.watch_mentorship(mentorship_id)
    mentoring.resume(two.mentee.id, mentorship_id)
    mentoring.leave(two.mentee.id, mentorship_id)
    operations.watch_mentorship(mentorship_id)
    assert signals() == []


@operation
def lives_in(member_id: int, zone: str) -> None:
    """Their clocks are those of that zone."""
    db.session.get_one(Member, member_id).zone = zone


@law("L7.10")
def test_nine_to_one_is_not_over_nine_to_one(two: Two) -> None:
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id, theirs=3)
    assert ONE_SIDED not in watched()


@law("L7.10")
def test_nights_are_those_of_the_mentee_wherever_the_mentor_is(two: Two) -> None:
    mentorship_id = under_way(two)
    noon = now().replace(hour=12, minute=0)
    lives_in(two.mentee.id, "Pacific/Auckland")  # then it is one or two in the night there
    both = [two.mentee, two.mentor] * 15
    wrote(
        mentorship_id,
        [(who, noon + number * timedelta(minutes=1)) for number, who in enumerate(both)],
    )
    lives_in(two.mentor.id, "Pacific/Auckland")
    lives_in(two.mentee.id, "UTC")
    assert AT_NIGHT not in watched()
    lives_in(two.mentee.id, "Pacific/Auckland")
    assert AT_NIGHT in watched()


@law("L7.10")
def test_a_silence_asks_for_a_look_once_and_a_pause_does_not(two: Two) -> None:
    mentorship_id = under_way(two)
    wrote(mentorship_id, [(two.mentee, a_moment_ago(minutes)) for minutes in (4, 3, 2, 1)])
    clock.move(13.9 * DAY)
    assert watched() == []
    clock.move(0.1 * DAY)
    assert watched() == watched() == [SILENT]
    operations.look_into(the_lead().id, signals()[0].id, NOTED)
    clock.move(10 * DAY)
    assert watched() == [SILENT]
    mentoring.pause(two.mentee.id, mentorship_id)
    assert watched() == [SILENT]


@law("L7.10")
def test_what_goes_on_is_asked_of_again_after_four_weeks_and_only_with_something_new(
    two: Two,
) -> None:
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id)
    assert watched().count(ONE_SIDED) == 1
    for signal in signals():
        operations.look_into(the_lead().id, signal.id, NOTED)
    clock.move(29 * DAY)
    assert watched().count(ONE_SIDED) == 1
    wrote(mentorship_id, [(two.mentee, a_moment_ago())])
    assert watched().count(ONE_SIDED) == 2


@law("L7.10")
def test_a_mentor_whom_several_leave_early_or_find_uncomfortable_is_noticed(two: Two) -> None:
    mentees = [two.mentee, two.circle.other, two.circle.newcomer]
    met(two.circle, *mentees[1:], two.mentor)
    set_cap(two.mentor_id, 3)
    for number, mentee in enumerate(mentees):
        one = Two(two.circle, mentee, two.mentor, two.mentor_id)
        mentorship_id = under_way(one)
        if number == 0:
            asked_how()
            answer_how(mentee, ODD)
        else:
            assert SEVERAL not in watched()
            mentoring.leave(mentee.id, mentorship_id)
    assert watched().count(SEVERAL) == 1
    assert watched().count(SEVERAL) == 1
    found = next(signal for signal in signals() if signal.rule == SEVERAL)
    assert (found.mentorship_id, found.mentor.member_id) == (None, two.mentor.id)


@law("L7.10", "L8.3")
def test_nobody_but_leads_finds_the_page(two: Two, as_member: Browser) -> None:
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id)
    watched()
    signal_id = signals()[0].id
    administrator = a_person(administrator=True)
    for person in (two.mentor, two.mentee, two.circle.moderator, two.circle.regular, administrator):
        client = as_member(person)
        assert client.get("/site/mentoring").status_code == 404
        sent = client.post(f"/site/mentoring/signals/{signal_id}", data={"words": "x"})
        assert sent.status_code == 404
        with pytest.raises(NotFound):
            operations.look_into(person.id, signal_id, NOTED)
        assert "/site/mentoring" not in client.get("/you").text


@law("L7.10", "L8.3")
def test_a_lead_whom_it_concerns_sees_nothing_of_it(two: Two, as_member: Browser) -> None:
    another = the_lead()
    members.name_lead(OPERATOR, two.mentor.handle)
    mentorship_id = under_way(two)
    before, client = heard(two.mentor), as_member(two.mentor)
    nothing = [client.get(each).status_code for each in ("/desk", "/site/mentoring")]
    empty = client.get("/site/mentoring").text
    one_sided(two, mentorship_id)
    watched()
    assert nothing == [200, 200]
    assert client.get("/site/mentoring").text.count("<li>") == empty.count("<li>")
    assert "asks for a look" not in client.get("/desk").text
    heard_since = [kind for kind in heard(two.mentor) if kind != "channel_news"]
    assert heard_since == before
    signal_id = signals()[0].id
    with pytest.raises(NotFound):
        operations.look_into(two.mentor.id, signal_id, NOTED)
    operations.look_into(another.id, signal_id, NOTED)


@law("L7.10", "L1.8")
def test_a_lead_with_a_block_between_them_and_one_of_the_two_sees_nothing_of_it(two: Two) -> None:
    blocking, blocked = (admit(a_lead(), two.circle.slug) for _lead in range(2))
    groups.block_person(blocking.id, two.circle.mid(two.mentor))
    groups.block_person(two.mentee.id, two.circle.mid(blocked))
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id)
    watched()
    (signal, *_others) = signals()
    kept_out = queries.kept_out_of(signal)
    assert kept_out == {two.mentee.id, two.mentor.id, blocking.id, blocked.id}
    for lead in (blocking, blocked):
        assert queries.signals_for(lead.id).waiting == []
        assert "mentoring_signal" not in heard(lead)


@law("L7.10", "L8.3")
def test_where_no_lead_is_free_the_contact_looks(two: Two, as_member: Browser) -> None:
    office, contact = office_held(the_lead().id, LEAD), a_contact()
    assert office is not None
    mentorship_id = under_way(two)
    assert as_member(contact).get("/site/mentoring").status_code == 404
    members.name_lead(OPERATOR, two.mentor.handle)
    members.end_lead(OPERATOR, office.id)
    one_sided(two, mentorship_id)
    watched()
    assert heard(contact)[-1] == "mentoring_signal"
    assert "nine of every ten" in as_member(contact).get("/site/mentoring").text
    operations.look_into(contact.id, signals()[0].id, NOTED)


@law("L7.10")
def test_a_look_is_noted_sealed_once_and_by_ids(two: Two, as_member: Browser) -> None:
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id)
    watched()
    signal_id, lead, another = signals()[0].id, the_lead(), a_lead()
    client = as_member(lead)
    address = f"/site/mentoring/signals/{signal_id}"
    assert client.post(address, data={"words": " "}).status_code == 422
    assert client.post(address, data={"words": "x" * 1_001}).status_code == 422
    assert client.post(address, data={"words": "They work at night."}).status_code == 303
    looked = signals()[0]
    assert "night" not in looked.note
    assert "They work at night." in client.get("/site/mentoring").text
    operations.look_into(lead.id, signal_id, NOTED)
    with pytest.raises(Conflict, match="looked meanwhile"):
        operations.look_into(another.id, signal_id, NOTED)
    kinds = {row.kind: row for row in db.session.query(JournalEntry) if "signal" in row.kind}
    assert set(kinds) == {"mentoring:signal:raised", "mentoring:signal:looked_at"}
    assert all("night." not in str(row.facts) for row in kinds.values())


@law("L7.10")
@on_both
def test_two_leads_at_once_one_of_them_looked(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    lead, another = the_lead(), a_lead()
    one_sided(two, under_way(two))
    watched()
    signal_id = signals()[0].id
    deeds = [partial(operations.look_into, who.id, signal_id, NOTED) for who in (lead, another)]
    results = at_once(app, *deeds)
    assert sorted(map(type, results), key=str) == sorted((type(None), Conflict), key=str)


@law("L7.10")
@on_both
def test_two_workers_at_once_notice_once(app: Flask, circle: Circle, database: str) -> None:
    two = two_who_met(circle)
    mentorship_id = under_way(two)
    one_sided(two, mentorship_id)
    deed = partial(operations.watch_mentorship, mentorship_id)
    at_once(app, deed, deed, deed)
    assert [signal.rule for signal in signals()].count(ONE_SIDED) == 1
