"""What a mentee lets their mentor read: item by item, from that moment until it is taken back or they part (L7.8)."""

from community.mentoring import operations
from community.wellbeing.queries.checkins import today_of
from tests.factories import Circle
from tests.laws import law
from tests.mentoring.stage import of, together, two_who_met
from tests.stage import Browser
from tests.wellbeing.stage import a_clock, has_no_app


@law("L6.1", "L7.8")
def test_a_mentor_reads_what_was_let_be_read_and_nothing_else(
    circle: Circle, as_member: Browser
) -> None:
    two = two_who_met(circle)
    page = f"/mentorships/{together(two)}/grants"
    mentee, mentor = as_member(two.mentee), as_member(two.mentor)
    clock = a_clock(two.mentee, 45)
    assert "Nothing at the moment." in mentor.get(page).text
    for what in (f"clock:{clock}", "moods"):
        assert mentee.post(page, data={"what": what}).status_code == 303
    seen = mentor.get(page).text
    assert "45 days" in seen
    assert "How their days were" in seen
    assert "Their plan" not in seen
    assert mentee.get(page).text.count("can be read") == 2


@law("L7.8")
def test_what_is_taken_back_is_gone_with_the_next_look_and_nobody_is_told(
    circle: Circle, as_member: Browser
) -> None:
    two = two_who_met(circle)
    page = f"/mentorships/{together(two)}/grants"
    mentee, mentor = as_member(two.mentee), as_member(two.mentor)
    before = mentor.get("/notices").text.count("<li")
    mentee.post(page, data={"what": "plan"})
    assert "Their plan" in mentor.get(page).text
    mentee.post(f"{page}/withdrawal", data={"what": "plan"})
    assert "Nothing at the moment." in mentor.get(page).text
    assert mentor.get("/notices").text.count("<li") == before


@law("L7.8")
def test_parting_takes_everything_back_for_good(circle: Circle, as_member: Browser) -> None:
    two = two_who_met(circle)
    mentorship = together(two)
    page = f"/mentorships/{mentorship}/grants"
    mentee, mentor = as_member(two.mentee), as_member(two.mentor)
    mentee.post(page, data={"what": "plan"})
    operations.leave(two.mentor.id, mentorship)
    assert "Nothing at the moment." in mentor.get(page).text
    assert "can be read" not in mentee.get(page).text
    assert mentee.post(page, data={"what": "plan"}).status_code == 404


@law("L7.8")
def test_nobody_else_gives_or_reads_and_nonsense_is_refused(
    circle: Circle, as_member: Browser
) -> None:
    two = two_who_met(circle)
    page = f"/mentorships/{together(two)}/grants"
    assert as_member(two.mentor).post(page, data={"what": "plan"}).status_code == 404
    for person in (circle.moderator, circle.newcomer, circle.outsider):
        assert as_member(person).get(page).status_code == 404
    refused = as_member(two.mentee).post(page, data={"what": "everything"})
    assert refused.status_code == 422
    assert "Choose one of these." in refused.text


@law("L6.3")
def test_a_day_is_told_to_a_mentor_in_the_channel_and_to_nobody_else(
    circle: Circle, as_member: Browser
) -> None:
    two = two_who_met(circle)
    room_id = of(together(two)).room_id
    mentee, today = as_member(two.mentee), str(today_of(two.mentee.id))
    mentee.post("/you/checkins", data={"mood": "2"})
    page = mentee.get(f"/you/checkins/{today}/sharing").text
    assert f"To your mentor <b>{two.mentor.handle}</b>" in page
    told = {"thread": str(room_id), "body": "A low day.", "key": "a-key-of-mine"}
    answer = mentee.post(f"/you/checkins/{today}/sharing", data=told)
    assert answer.headers["Location"].startswith(f"/rooms/{room_id}")
    assert "A low day." in as_member(two.mentor).get(f"/rooms/{room_id}").text
    mentor = as_member(two.mentor)
    mentor.post("/you/checkins", data={"mood": "4"})
    told["key"] = "another-key"
    assert mentor.post(f"/you/checkins/{today}/sharing", data=told).status_code == 404


@law("L1.5", "L7.8")
def test_without_an_authenticator_the_page_says_what_is_missing(
    circle: Circle, as_member: Browser
) -> None:
    two = two_who_met(circle)
    page = f"/mentorships/{together(two)}/grants"
    as_member(two.mentee).post(page, data={"what": "plan"})
    assert "Their plan" in as_member(two.mentor).get(page).text
    has_no_app(two.mentor)
    seen = as_member(two.mentor).get(page).text
    assert "Add an authenticator app first" in seen
    assert "Their plan" not in seen
