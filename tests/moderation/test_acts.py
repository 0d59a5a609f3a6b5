"""Acts of office on people: reasoned, told, recorded, and never hidden (L4.7, L8.4)."""

from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.errors import Conflict, Forbidden, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.groups import queries
from community.groups.forms import JoinForm
from community.groups.models import BANNED, Standing
from community.journal import JournalEntry, verify
from community.moderation import operations
from community.moderation.forms import ActForm
from community.moderation.models import Act
from community.notices.queries import inbox_of
from tests.factories import Circle, a_circle, a_person, admit
from tests.laws import law
from tests.meetings.stage import in_sharing
from tests.stage import Browser

REASON = "Please let others finish."
FORM = {"minutes": "60", "reason": REASON}


def form_of(deed: str) -> dict[str, str]:
    return FORM if deed != "ban" else {"reason": REASON}


def standings(circle: Circle, who: str) -> list[Standing]:
    db.session.rollback()
    return queries.standings_of(circle.mid(circle.people[who]))


@law("L4.7", "L8.4")
@pytest.mark.parametrize(
    ("deed", "kind"), [("mute", "muted"), ("removal", "removed"), ("ban", "banned")]
)
def test_a_moderator_acts_with_reason_and_the_person_is_told(
    circle: Circle, as_member: Browser, deed: str, kind: str
) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/{deed}"
    assert as_member(circle.moderator).post(path, data=form_of(deed)).status_code == 303
    (standing,) = standings(circle, "regular")
    assert (standing.kind, standing.reason) == (kind, REASON)
    assert standing.author_handle == circle.moderator.handle
    told = inbox_of(circle.regular.id, "UTC")[0].sentence
    assert REASON in told
    assert circle.moderator.handle in told


@law("L8.4")
@pytest.mark.parametrize("deed", ["mute", "removal", "ban"])
def test_standing_statement_and_journal_come_together(
    circle: Circle, as_member: Browser, deed: str
) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/{deed}"
    as_member(circle.moderator).post(path, data=form_of(deed))
    act = db.session.query(Act).one()
    (standing,) = standings(circle, "regular")
    assert act.standing_id == standing.id
    assert REASON in act.statement
    entries = db.session.query(JournalEntry).filter(JournalEntry.kind.startswith("moderation:"))
    (entry,) = entries
    assert (entry.actor, entry.facts["act"]) == (circle.moderator.id, act.id)
    assert circle.regular.handle not in f"{entry.facts}{entry.subject}"
    assert verify() is None


@pytest.mark.parametrize("deed", ["mute", "removal", "ban"])
@pytest.mark.parametrize(("who", "status"), [("newcomer", 403), ("other", 403), ("outsider", 404)])
def test_nobody_else_acts(
    circle: Circle, as_member: Browser, deed: str, who: str, status: int
) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/{deed}"
    assert as_member(circle.people[who]).post(path, data=form_of(deed)).status_code == status
    assert standings(circle, "regular") == []
    assert db.session.query(Act).count() == 0


@pytest.mark.parametrize("role", ["chair", "moderator"])
@pytest.mark.parametrize("deed", ["mute", "removal", "ban"])
def test_neither_a_chair_nor_a_moderator_without_authenticator_acts(
    circle: Circle, as_member: Browser, role: str, deed: str
) -> None:
    somebody = admit(a_person("greenhorn", staff=role == "chair"), circle.slug, role)
    path = f"/memberships/{circle.mid(circle.regular)}/{deed}"
    assert as_member(somebody).post(path, data=form_of(deed)).status_code == 403
    assert standings(circle, "regular") == []


@law("L1.5")
def test_without_authenticator_a_moderator_is_told_what_is_missing(
    circle: Circle, as_member: Browser
) -> None:
    green = admit(a_person("greenhorn"), circle.slug, "moderator")
    path = f"/memberships/{circle.mid(circle.regular)}"
    refused = as_member(green).post(f"{path}/mute", data=FORM)
    assert "authenticator" in refused.text
    assert "Acts of a moderator" not in as_member(green).get(path).text
    assert "Acts of a moderator" in as_member(circle.moderator).get(path).text


@law("L8.4")
@pytest.mark.parametrize("deed", ["mute", "removal", "ban"])
def test_nobody_acts_on_themselves(circle: Circle, as_member: Browser, deed: str) -> None:
    path = f"/memberships/{circle.mid(circle.moderator)}/{deed}"
    assert as_member(circle.moderator).post(path, data=form_of(deed)).status_code == 403
    assert standings(circle, "moderator") == []


def test_moderators_act_on_moderators(circle: Circle) -> None:
    second = admit(a_person("seconder", staff=True), circle.slug, "moderator")
    operations.mute_person(second.id, circle.mid(circle.moderator), an_hour())
    assert [s.kind for s in standings(circle, "moderator")] == ["muted"]


def test_moderators_of_another_group_find_nobody(circle: Circle) -> None:
    other = a_circle("kitchen")
    with pytest.raises(NotFound):
        operations.ban_person(other.moderator.id, circle.mid(circle.regular), ActForm(REASON))
    assert standings(circle, "regular") == []


def test_a_removed_moderator_no_longer_acts(circle: Circle) -> None:
    second = admit(a_person("seconder", staff=True), circle.slug, "moderator")
    operations.remove_person(second.id, circle.mid(circle.moderator), an_hour())
    with pytest.raises(NotFound):
        operations.mute_person(circle.moderator.id, circle.mid(second), an_hour())
    assert queries.standings_of(circle.mid(second)) == []


@law("L4.7")
def test_a_removed_person_is_out_until_it_ends(circle: Circle, as_member: Browser) -> None:
    operations.remove_person(circle.moderator.id, circle.mid(circle.regular), an_hour())
    browser = as_member(circle.regular)
    assert browser.get(f"/groups/{circle.slug}/people").status_code == 404
    assert "/rooms/" not in browser.get(f"/groups/{circle.slug}").text.split("<main")[1]
    clock.move(timedelta(minutes=61))
    assert browser.get(f"/groups/{circle.slug}/people").status_code == 200


@law("L4.7")
def test_a_banned_person_is_out_and_cannot_join_again(app: Flask, as_member: Browser) -> None:
    circle = a_circle("harbour", visibility="open")
    operations.ban_person(circle.moderator.id, circle.mid(circle.regular), ActForm(REASON))
    browser = as_member(circle.regular)
    assert browser.get("/groups/harbour/people").status_code == 404
    refused = browser.post("/groups/harbour/memberships", data={"handle": "again"})
    assert refused.status_code == 403
    assert queries.membership_of(circle.regular.id, circle.group_id) is None


def test_somebody_who_left_can_be_banned_and_not_muted(app: Flask) -> None:
    circle = a_circle("harbour", visibility="open")
    mid = circle.mid(circle.regular)
    groups.leave_group(circle.regular.id, "harbour")
    with pytest.raises(Forbidden):
        operations.mute_person(circle.moderator.id, mid, an_hour())
    operations.ban_person(circle.moderator.id, mid, ActForm(REASON))
    with pytest.raises(Forbidden):
        groups.join_group(circle.regular.id, "harbour", JoinForm("again"))


@law("L4.7", "L8.4")
def test_what_holds_can_be_lifted_and_that_is_told_too(circle: Circle, as_member: Browser) -> None:
    done = operations.mute_person(circle.moderator.id, circle.mid(circle.regular), an_hour())
    path = f"/standings/{done.standing_id}/lifting"
    lifted = as_member(circle.moderator).post(path, data={"reason": "We talked."})
    assert lifted.status_code == 303
    assert standings(circle, "regular") == []
    assert "We talked." in inbox_of(circle.regular.id, "UTC")[0].sentence
    assert [act.kind for act in db.session.query(Act).order_by(Act.at)] == ["mute", "lift"]
    with pytest.raises(Conflict):
        operations.lift_standing(circle.moderator.id, done.standing_id, ActForm("Again."))


@pytest.mark.parametrize(
    ("who", "status"), [("newcomer", 404), ("regular", 403), ("outsider", 404), ("other", 404)]
)
def test_nobody_else_lifts(circle: Circle, as_member: Browser, who: str, status: int) -> None:
    done = operations.mute_person(circle.moderator.id, circle.mid(circle.regular), an_hour())
    path = f"/standings/{done.standing_id}/lifting"
    answer = as_member(circle.people[who]).post(path, data={"reason": "Why not."})
    assert answer.status_code == status
    assert len(standings(circle, "regular")) == 1


def test_a_lifted_ban_lets_somebody_join_again(app: Flask) -> None:
    circle = a_circle("harbour", visibility="open")
    done = operations.ban_person(circle.moderator.id, circle.mid(circle.regular), ActForm(REASON))
    operations.lift_standing(circle.moderator.id, done.standing_id, ActForm("A mistake."))
    groups.join_group(circle.regular.id, "harbour", JoinForm("again"))
    mine = queries.membership_of(circle.regular.id, circle.group_id)
    assert mine is not None
    assert mine.role == "newcomer"


@law("L1.8")
def test_an_act_of_office_reaches_who_blocked_its_author(circle: Circle) -> None:
    groups.block_person(circle.regular.id, circle.mid(circle.moderator))
    operations.mute_person(circle.moderator.id, circle.mid(circle.regular), an_hour())
    assert REASON in inbox_of(circle.regular.id, "UTC")[0].sentence


def test_what_holds_is_seen_by_moderators_and_the_person_only(
    circle: Circle, as_member: Browser
) -> None:
    operations.mute_person(circle.moderator.id, circle.mid(circle.regular), an_hour())
    page = f"/memberships/{circle.mid(circle.regular)}"
    assert REASON in as_member(circle.moderator).get(page).text
    assert REASON in as_member(circle.regular).get(page).text
    assert REASON not in as_member(circle.other).get(page).text


def test_the_end_is_told_in_the_persons_own_time(circle: Circle) -> None:
    operations.mute_person(circle.moderator.id, circle.mid(circle.regular), an_hour())
    there = inbox_of(circle.regular.id, "Asia/Kolkata")[0].sentence
    here = inbox_of(circle.regular.id, "UTC")[0].sentence
    assert there != here


@law("L4.7")
def test_good_standing_survives_a_short_mute_only(circle: Circle) -> None:
    mid = circle.mid(circle.regular)
    assert queries.is_in_good_standing(mid)
    operations.mute_person(circle.moderator.id, mid, an_hour())
    assert queries.is_in_good_standing(mid)
    long = ActForm(REASON, clock.now() + timedelta(days=7))
    operations.mute_person(circle.moderator.id, mid, long)
    db.session.rollback()
    assert not queries.is_in_good_standing(mid)


@pytest.mark.parametrize("deed", ["mute", "removal"])
@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"minutes": "60"},
        {"minutes": "60", "reason": "   "},
        {"minutes": "60", "reason": "a\x00b"},
        {"minutes": "60", "reason": "a" * 1001},
        {"minutes": "61", "reason": REASON},
        {"minutes": "-60", "reason": REASON},
        {"minutes": "1e3", "reason": REASON},
        {"reason": REASON},
        {"minutes": "60", "reason": REASON, "scope": "group:1"},
    ],
)
def test_an_act_that_makes_no_sense_is_refused_in_words(
    circle: Circle, as_member: Browser, deed: str, raw: dict[str, str]
) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/{deed}"
    refused = as_member(circle.moderator).post(path, data=raw)
    assert refused.status_code == 422
    assert standings(circle, "regular") == []


def test_a_reason_with_markup_is_shown_as_typed(circle: Circle, as_member: Browser) -> None:
    path = f"/memberships/{circle.mid(circle.regular)}/mute"
    as_member(circle.moderator).post(path, data={"minutes": "60", "reason": "<b>no</b>"})
    page = as_member(circle.regular).get("/notices").text
    assert "&lt;b&gt;no&lt;/b&gt;" in page
    assert "<b>no</b>" not in page


def test_a_ban_has_no_end(circle: Circle) -> None:
    operations.ban_person(circle.moderator.id, circle.mid(circle.regular), ActForm(REASON))
    clock.move(timedelta(days=4000))
    assert [s.kind for s in standings(circle, "regular")] == [BANNED]


def an_hour() -> ActForm:
    return ActForm(REASON, clock.now() + timedelta(hours=1))


@law("L5.7", "L8.4")
def test_a_chair_quietens_others_in_the_meeting_and_never_themselves(circle: Circle) -> None:
    evening = in_sharing(circle, circle.other)
    chair, soon = circle.other.id, ActForm(REASON, clock.now() + timedelta(hours=1))
    assert operations.mute_person(chair, circle.mid(circle.regular), soon, evening.stream).act_id
    for person in (circle.other, circle.moderator):
        with pytest.raises(Forbidden):
            operations.mute_person(chair, circle.mid(person), soon, evening.stream)
    with pytest.raises(Forbidden):
        operations.mute_person(chair, circle.mid(circle.newcomer), soon)
