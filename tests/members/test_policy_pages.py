"""Policy pages: shipped with gaps, filled in by the site, and the door opens by them (L1.1, R17)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.groups.forms import InvitationForm
from community.jobs import run_due
from community.members import operations, policy_pages, queries
from community.members.forms import PolicyForm
from community.members.models import Consent, Member, PolicyVersion
from community.members.operations import Newcomer
from community.members.policy_pages import PAGES, RISKS, TERMS
from community.operations import operation
from tests.factories import HASH, Circle, Person, a_person, a_site
from tests.laws import law
from tests.members.answering import acts, gaps_of, told, write_page, write_policy_pages
from tests.members.door import WORDS, sign_in
from tests.members.test_commands import run

Browser = Callable[[Person], FlaskClient]


@law("L1.1")
@pytest.mark.parametrize("last", PAGES)
def test_the_door_opens_once_all_four_pages_are_whole(app: Flask, last: str) -> None:
    a_site()
    for page in [page for page in PAGES if page != last]:
        write_page(page, gaps_of(page))
    half = gaps_of(last)
    half.popitem()
    write_page(last, half)
    assert queries.site().policy_pages_at is None
    with pytest.raises(Forbidden):
        operations.change_site(OPERATOR, "open")
    write_page(last, gaps_of(last))
    assert queries.site().policy_pages_at is not None
    operations.change_site(OPERATOR, "open")
    assert operations.join(Newcomer("lantern-jo", HASH)).codes


@law("L1.1")
def test_a_gap_that_comes_back_shuts_the_open_door(app: Flask) -> None:
    write_policy_pages()
    operations.change_site(OPERATOR, "open")
    operations.join(Newcomer("lantern-jo", HASH))
    write_page("contact", gaps_of("contact", reach=""))
    assert queries.site().policy_pages_at is None
    with pytest.raises(Forbidden):
        operations.join(Newcomer("oldboots", HASH))
    assert operations.join(Newcomer("oldboots", HASH), operations.make_invitation(OPERATOR).token)


def test_changing_a_whole_page_leaves_the_day_on_which_all_were_whole(app: Flask) -> None:
    write_policy_pages()
    since = queries.site().policy_pages_at
    clock.move(timedelta(days=3))
    write_page("contact", gaps_of("contact", reach="post@example.org"))
    assert queries.site().policy_pages_at == since


@law("L1.1")
def test_no_door_opens_to_anybody_without_them(app: Flask, as_member: Browser) -> None:
    keeper = as_member(a_person(administrator=True))
    page = keeper.post("/site/registration", data={"registration": "open"})
    assert page.status_code == 403
    assert "policy pages" in page.text
    assert run(app, "registration", "open")[0] == 1
    assert queries.site().registration == "invitation"
    write_policy_pages()
    assert keeper.post("/site/registration", data={"registration": "open"}).status_code == 303
    assert run(app, "registration", "open")[0] == 0
    assert app.test_client().get("/join").text.count('name="passphrase"') == 1


@law("L1.1")
def test_beyond_fifty_nobody_comes_in_by_a_groups_invitation_either(
    circle: Circle, app: Flask
) -> None:
    link = groups.make_group_invitation(circle.moderator.id, circle.slug, InvitationForm(7, 5))
    keeper = a_person(administrator=True)
    fill_up_to(50)
    with pytest.raises(Forbidden):
        operations.make_invitation(keeper.id)
    door = app.test_client()
    said = {"handle": "lantern-jo", "passphrase": WORDS, "adult": "yes", "consent": "yes"}
    assert door.post("/join", data={**said, "invitation": link}).status_code == 403
    write_policy_pages()
    assert operations.make_invitation(keeper.id)
    assert door.post("/join", data={**said, "invitation": link}).status_code == 200
    assert queries.people() == 51


@operation
def fill_up_to(number: int) -> None:
    for one in range(number - queries.people()):
        name = f"crowd-{one}"
        db.session.add(Member(handle=name, skeleton=name, passphrase=HASH, joined_at=now()))


@law("L1.1")
def test_only_who_runs_the_site_writes_them(circle: Circle) -> None:
    form = PolicyForm.parse(gaps_of(TERMS), TERMS)
    for person in (circle.moderator, circle.regular):
        with pytest.raises(NotFound):
            operations.write_policy_page(person.id, TERMS, form)
    with pytest.raises(NotFound):
        operations.write_policy_page(OPERATOR, "imprint", form)
    assert operations.write_policy_page(a_person(administrator=True).id, TERMS, form) == 1
    assert acts()[-1] == "members:policy:written"


def test_every_version_is_kept_and_the_same_words_make_none(app: Flask) -> None:
    a_site()
    assert write_page("contact", {"reach": "post@example.org"}) == 1
    assert write_page("contact", {"reach": "post@example.org"}) == 1
    assert write_page("contact", {"reach": "letters@example.org"}) == 2
    kept = [version.fields["reach"] for version in queries.versions_of("contact")]
    assert kept == ["letters@example.org", "post@example.org"]


def test_two_who_write_at_once_do_not_overwrite_each_other(app: Flask, as_member: Browser) -> None:
    keeper = as_member(a_person(administrator=True))
    stale = {"reach": "mine@example.org", "based_on": "0"}
    write_page("contact", {"reach": "theirs@example.org"})
    with pytest.raises(Conflict):
        operations.write_policy_page(OPERATOR, "contact", PolicyForm.parse(stale, "contact"))
    page = keeper.post("/site/policies/contact", data=stale)
    assert page.status_code == 409
    assert "mine@example.org" in page.text
    assert 'name="based_on" value="1"' in page.text


@pytest.mark.parametrize(
    ("page", "wrong"),
    [
        (RISKS, {"threats_likelihood": "huge"}),
        (RISKS, {"threats_reviewed": "yesterday"}),
        (RISKS, {"threats_reviewed": "2099-01-01"}),
        (TERMS, {"country": "x" * 201}),
        (TERMS, {"purpose": "x" * 2_001}),
        (TERMS, {"king": "me"}),
        (TERMS, {"based_on": "-1"}),
    ],
)
def test_what_does_not_fit_is_refused_and_kept_on_the_page(
    app: Flask, as_member: Browser, page: str, wrong: dict[str, str]
) -> None:
    keeper = as_member(a_person(administrator=True))
    with pytest.raises(Invalid):
        PolicyForm.parse(wrong, page)
    typed = {PAGES[page].gaps[2].name: "Three moderators read along.", **wrong}
    refused = keeper.post(f"/site/policies/{page}", data=typed)
    assert refused.status_code == 422
    assert "Three moderators read along." in refused.text
    assert db.session.query(PolicyVersion).count() == 0


@law("L1.1")
def test_anybody_reads_them_without_an_account(app: Flask) -> None:
    stranger = app.test_client()
    a_site()
    for page in PAGES:
        bare = stranger.get(f"/policies/{page}")
        assert (bare.status_code, "not written this yet" in bare.text) == (200, True)
    write_policy_pages()
    for page in PAGES:
        whole = stranger.get(f"/policies/{page}")
        assert "not written this yet" not in whole.text
        assert "Version 1" in whole.text
    assert stranger.get("/policies/imprint").status_code == 404
    for linked in ("/policies", "/join", "/sign-in"):
        assert 'href="/policies' in stranger.get(linked).text


def test_what_is_written_is_never_markup(app: Flask) -> None:
    a_site()
    write_page("contact", gaps_of("contact", reach="<b>me</b>", post="<script>alert(1)</script>"))
    shown = app.test_client().get("/policies/contact").text
    assert "<b>me" not in shown
    assert "<script>alert" not in shown


def test_who_owns_a_risk_is_not_shown_outside(app: Flask) -> None:
    a_site()
    write_page(RISKS, gaps_of(RISKS, threats_owner="heron on Tuesdays"))
    assert "heron" not in app.test_client().get("/policies/risks").text


@law("L1.1")
def test_consent_names_the_version_of_the_terms(app: Flask) -> None:
    a_site()
    before = operations.join(Newcomer("early", HASH), operations.make_invitation(OPERATOR).token)
    write_policy_pages()
    after = operations.join(Newcomer("later", HASH), operations.make_invitation(OPERATOR).token)
    agreed = {row.member_id: row.text_version for row in db.session.query(Consent)}
    assert (agreed[before.member_id], agreed[after.member_id]) == ("2026-11", "2026-11/1")


@law("L1.1")
def test_new_terms_are_told_and_asked_for_at_the_next_sign_in(
    guest: FlaskClient, kestrel: Person
) -> None:
    write_page(TERMS, gaps_of(TERMS), asks="yes")
    assert run_due() >= 1
    assert told(kestrel) == ["terms_changed"]
    asked = sign_in(guest, next="/groups")
    assert asked.location == "/you/agreement?next=%2Fgroups"
    assert "I agree" in guest.get(asked.location).text
    assert guest.get("/groups").status_code == 200
    done = guest.post("/you/agreement", data={"number": "1", "next": "/groups"})
    assert done.location == "/groups"
    db.session.rollback()
    assert queries.last_consent(kestrel.id).text_version == "2026-11/1"
    assert sign_in(guest, next="/groups").location == "/groups"


def test_nobody_agrees_to_a_version_they_have_not_seen(guest: FlaskClient, kestrel: Person) -> None:
    with pytest.raises(NotFound):
        operations.agree_to_terms(kestrel.id, 1)
    write_page(TERMS, gaps_of(TERMS))
    sign_in(guest)
    write_page(TERMS, gaps_of(TERMS, country="Wales"))
    page = guest.post("/you/agreement", data={"number": "1"})
    assert page.status_code == 409
    assert "Wales" in page.text
    assert guest.post("/you/agreement", data={"number": "x"}).status_code == 409
    assert db.session.query(Consent).one().text_version == "2026-11"


def test_a_mended_spelling_asks_nobody(guest: FlaskClient, kestrel: Person) -> None:
    write_page(TERMS, gaps_of(TERMS))
    write_page(TERMS, {**gaps_of(TERMS), "country": ""}, asks="yes")
    run_due()
    assert told(kestrel) == []
    assert sign_in(guest, next="/groups").location == "/groups"


def test_a_crowd_is_told_a_handful_at_a_time(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("community.members.operations.pages.HANDFUL", 2)
    people = [a_person() for _one in range(5)]
    write_page(TERMS, gaps_of(TERMS), asks="yes")
    while run_due():
        pass
    assert [told(person) for person in people] == [["terms_changed"]] * 5


@law("L1.1")
def test_a_risk_register_that_nobody_looked_at_for_a_year_is_told_once_a_month(app: Flask) -> None:
    keeper, regular = a_person(administrator=True), a_person()
    write_page(RISKS, gaps_of(RISKS, threats_reviewed=f"{now():%Y-%m-%d}"))
    operations.remind_of_risks()
    assert told(keeper) == []
    clock.move(timedelta(days=366))
    for _day in range(3):
        operations.remind_of_risks()
    assert (told(keeper), told(regular)) == (["risks_overdue"], [])
    clock.move(timedelta(days=31))
    operations.remind_of_risks()
    assert told(keeper) == ["risks_overdue"] * 2


def test_a_year_ends_on_its_day() -> None:
    looked = {"threats_reviewed": "2026-11-29"}
    names = [risk.name for risk in policy_pages.overdue(looked, date(2027, 11, 29))]
    assert names == ["threats"]
    assert not list(policy_pages.overdue(looked, date(2027, 11, 28)))
    assert not list(policy_pages.overdue({}, date(2027, 11, 28)))


def test_the_keepers_page_says_what_is_missing(app: Flask, as_member: Browser) -> None:
    keeper, regular = as_member(a_person(administrator=True)), as_member(a_person())
    assert "gaps to fill in" in keeper.get("/site/policies").text
    assert keeper.get("/site/policies/risks").status_code == 200
    saved = keeper.post("/site/policies/contact", data={"reach": "post@example.org"})
    assert saved.location == "/site/policies/contact"
    whole = {**gaps_of("contact"), "based_on": "1"}
    assert keeper.post("/site/policies/contact", data=whole).location == "/site/policies"
    for address in ("/site/policies", "/site/policies/contact"):
        assert regular.get(address).status_code == 404
    assert regular.post("/site/policies/contact", data=whole).status_code == 404
    assert keeper.get("/site/policies/imprint").status_code == 404
    assert keeper.post("/site/policies/imprint", data=whole).status_code == 404
