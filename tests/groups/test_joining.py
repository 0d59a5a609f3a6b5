"""Coming in: open, by asking, by invitation; and under which name (L2.2, L2.5)."""

import pytest
from flask import Flask

from community.errors import Forbidden, Invalid, NotFound
from community.groups import operations, queries
from community.groups.forms import InvitationForm, JoinForm
from community.members.operations import Newcomer, join, revoke_invitation
from tests.factories import HASH, Circle, a_circle, a_group, a_person, admit
from tests.laws import law
from tests.stage import Browser


def an_invitation(circle: Circle, uses: int = 5) -> str:
    return operations.make_group_invitation(
        circle.moderator.id, circle.slug, InvitationForm(7, uses)
    )


@law("L2.2")
def test_an_open_group_lets_people_in_as_newcomers(app: Flask, as_member: Browser) -> None:
    circle = a_circle("harbour", visibility="open")
    answer = as_member(circle.outsider).post(
        "/groups/harbour/memberships", data={"handle": "kestrel"}
    )
    assert answer.location == "/groups/harbour"
    mine = queries.membership_of(circle.outsider.id, circle.group_id)
    assert mine is not None
    assert (mine.handle, mine.role) == ("kestrel", "newcomer")


@law("L2.2")
def test_a_group_that_asks_lets_nobody_in_by_themselves(circle: Circle, as_member: Browser) -> None:
    browser = as_member(circle.outsider)
    browser.post(f"/groups/{circle.slug}/memberships", data={"handle": "kestrel"})
    assert queries.membership_of(circle.outsider.id, circle.group_id) is None
    assert queries.count_requests(circle.group_id) == 1
    assert "You asked to join" in browser.get(f"/groups/{circle.slug}").text


def test_asking_twice_is_one_request(circle: Circle) -> None:
    first = operations.join_group(circle.outsider.id, circle.slug, JoinForm("kestrel"))
    again = operations.join_group(circle.outsider.id, circle.slug, JoinForm("kestrel"))
    assert first.request_id == again.request_id is not None


@law("L2.2")
def test_a_group_by_invitation_refuses_those_without(app: Flask, as_member: Browser) -> None:
    circle = a_circle("cove", visibility="closed")
    change = {"name": "Cove", "visibility": "closed", "joining": "invitation", "zone": "UTC"}
    as_member(circle.moderator).post("/groups/cove/settings", data=change)
    refused = as_member(circle.outsider).post(
        "/groups/cove/memberships", data={"handle": "kestrel"}
    )
    assert refused.status_code == 403
    assert "kestrel" in refused.text
    token = an_invitation(circle)
    form = {"handle": "kestrel", "invitation": token}
    assert as_member(circle.outsider).post("/groups/cove/memberships", data=form).status_code == 303
    assert queries.membership_of(circle.outsider.id, circle.group_id) is not None


@law("L2.2")
def test_an_invitation_is_counted(circle: Circle) -> None:
    token = an_invitation(circle, uses=1)
    operations.join_group(circle.outsider.id, circle.slug, JoinForm("kestrel", invitation=token))
    late = a_person()
    joined = operations.join_group(late.id, circle.slug, JoinForm("latecomer", invitation=token))
    assert joined.membership_id is None  # asked, as anyone can


@law("L2.2")
def test_an_invitation_taken_back_opens_nothing(circle: Circle, as_member: Browser) -> None:
    token = an_invitation(circle)
    link, _maker = queries.invitations_of(circle.group_id)[0]
    as_member(circle.moderator).post(f"/group-invitations/{link.id}/revocation")
    assert queries.slug_behind(token) is None
    assert as_member(circle.outsider).get(f"/invitations/{token}").status_code == 404


@law("L2.1", "L2.2")
def test_an_invitation_opens_a_hidden_group(app: Flask, as_member: Browser) -> None:
    circle = a_circle("cellar", visibility="hidden")
    token = an_invitation(circle)
    browser = as_member(circle.outsider)
    led = browser.get(f"/invitations/{token}")
    assert led.location == f"/groups/cellar/join?invitation={token}"
    assert browser.get(led.location).status_code == 200
    assert browser.get("/groups/cellar/join").status_code == 404
    browser.post("/groups/cellar/memberships", data={"handle": "kestrel", "invitation": token})
    assert browser.get("/groups/cellar").status_code == 200


@law("L2.2")
def test_whoever_signs_up_by_a_groups_invitation_is_in_it(circle: Circle, app: Flask) -> None:
    token = an_invitation(circle, uses=1)
    led = app.test_client().get(f"/invitations/{token}")
    assert led.location == f"/join?invitation={token}"
    joined = join(Newcomer("kestrel", HASH), token)
    mine = queries.membership_of(joined.member_id, circle.group_id)
    assert mine is not None
    assert mine.role == "newcomer"
    with pytest.raises(Forbidden):
        join(Newcomer("osprey", HASH), token)


def test_only_a_hash_of_an_invitation_is_kept(circle: Circle) -> None:
    token = an_invitation(circle)
    link, maker = queries.invitations_of(circle.group_id)[0]
    assert token not in link.hash
    assert maker == circle.moderator.handle


@law("L1.3", "L2.5")
@pytest.mark.parametrize("lookalike", ["kestrel", "KESTREL", "kestreI", "kestre1"])
def test_a_name_in_a_group_is_nobody_elses(app: Flask, as_member: Browser, lookalike: str) -> None:
    circle = a_circle("harbour", visibility="open")
    operations.join_group(circle.outsider.id, "harbour", JoinForm("kestrel"))
    late = a_person()
    with pytest.raises(Invalid) as refusal:
        operations.join_group(late.id, "harbour", JoinForm(lookalike))
    assert "looks the same" in refusal.value.fields["handle"]
    assert queries.membership_of(late.id, circle.group_id) is None


@law("L2.5")
def test_the_same_name_may_be_gone_by_in_two_groups(app: Flask) -> None:
    one, two = a_circle("harbour", visibility="open"), a_circle("kitchen", visibility="open")
    operations.join_group(one.outsider.id, "harbour", JoinForm("kestrel"))
    operations.join_group(two.outsider.id, "kitchen", JoinForm("kestrel"))
    assert queries.membership_of(two.outsider.id, two.group_id) is not None


@law("L1.10", "L2.5")
def test_one_is_asked_under_which_name_to_join(circle: Circle, as_member: Browser) -> None:
    page = as_member(circle.outsider).get(f"/groups/{circle.slug}/join").text
    assert 'name="handle"' in page
    assert "tells their members that you are one person" in page


def test_coming_back_is_the_same_membership_as_a_newcomer(app: Flask) -> None:
    circle = a_circle("harbour", visibility="open")
    before = circle.mid(circle.regular)
    operations.leave_group(circle.regular.id, "harbour")
    joined = operations.join_group(circle.regular.id, "harbour", JoinForm("returned"))
    assert joined.membership_id == before
    mine = queries.membership_of(circle.regular.id, circle.group_id)
    assert mine is not None
    assert (mine.handle, mine.role) == ("returned", "newcomer")


def test_joining_where_one_is_already_changes_nothing(circle: Circle) -> None:
    joined = operations.join_group(circle.regular.id, circle.slug, JoinForm("other-name"))
    assert joined.membership_id == circle.mid(circle.regular)
    assert circle.mid(circle.regular) is not None
    mine = queries.membership_of(circle.regular.id, circle.group_id)
    assert mine is not None
    assert mine.handle == circle.regular.handle


def test_answers_are_asked_for_and_kept(circle: Circle, as_member: Browser) -> None:
    change = {
        "name": "Harbour", "visibility": "closed", "joining": "request", "zone": "UTC",
        "question_1": "What brings you?", "question_2": "Who told you?",
    }  # fmt: skip
    as_member(circle.moderator).post(f"/groups/{circle.slug}/settings", data=change)
    browser = as_member(circle.outsider)
    form = {"handle": "kestrel", "answer_1": "The nights."}
    refused = browser.post(f"/groups/{circle.slug}/memberships", data=form)
    assert refused.status_code == 422
    assert "The nights." in refused.text
    browser.post(f"/groups/{circle.slug}/memberships", data={**form, "answer_2": "A friend."})
    asked = queries.requests_of(circle.group_id)
    assert [request.answers for request in asked] == [["The nights.", "A friend."]]


@pytest.mark.parametrize(
    "raw",
    [
        {},
        {"handle": ""},
        {"handle": "a" * 5000},
        {"handle": "kes\x00trel"},
        {"handle": "kes\u202etrel"},
        {"handle": "<script>alert(1)</script>"},
        {"handle": "moderator"},
        {"handle": "kestrel", "answer_1": "a\x00b"},
        {"handle": "kestrel", "answer_1": "a" * 5000},
        {"handle": "kestrel", "role": "moderator"},
    ],
)
def test_a_join_that_makes_no_sense_is_refused_in_words(
    circle: Circle, as_member: Browser, raw: dict[str, str]
) -> None:
    refused = as_member(circle.outsider).post(f"/groups/{circle.slug}/memberships", data=raw)
    assert refused.status_code == 422
    assert "<script>alert" not in refused.text
    assert queries.count_requests(circle.group_id) == 0


def test_an_invitation_of_one_group_opens_no_other(app: Flask) -> None:
    one, two = a_circle("harbour"), a_circle("cellar", visibility="hidden")
    token = an_invitation(one)
    with pytest.raises(NotFound):
        operations.join_group(one.outsider.id, "cellar", JoinForm("kestrel", invitation=token))
    assert queries.membership_of(one.outsider.id, two.group_id) is None


def test_a_group_that_operator_began_can_be_filled_from_the_machine(app: Flask) -> None:
    _group_id, slug = a_group("plain")
    person = admit(a_person("kestrel"), slug, "chair")
    assert [m.role for m in queries.memberships_of(person.id)] == ["chair"]
    admit(person, slug, "moderator")
    assert [m.role for m in queries.memberships_of(person.id)] == ["moderator"]


def test_a_revoked_invitation_stays_revoked(circle: Circle) -> None:
    an_invitation(circle)
    link, _maker = queries.invitations_of(circle.group_id)[0]
    operations.revoke_group_invitation(circle.moderator.id, link.id)
    operations.revoke_group_invitation(circle.moderator.id, link.id)
    revoke_invitation(circle.moderator.id, link.id)
    assert queries.invitations_of(circle.group_id) == []


@pytest.mark.parametrize("who", ["newcomer", "regular", "outsider"])
def test_nobody_but_moderators_takes_a_link_back(circle: Circle, who: str) -> None:
    an_invitation(circle)
    link, _maker = queries.invitations_of(circle.group_id)[0]
    with pytest.raises(NotFound):
        operations.revoke_group_invitation(circle.people[who].id, link.id)
    assert len(queries.invitations_of(circle.group_id)) == 1
