"""Who answers for the site: named in the open, relieved in the open, and nobody by themselves."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.actors import OPERATOR
from community.errors import Forbidden, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.groups import queries as places
from community.groups.forms import JoinForm
from community.meetings.queries import week_for
from community.members import operations, queries
from community.members.models import CONTACT, LEAD, Office
from community.notices.queries import in_words
from community.registry import registry
from tests.factories import Circle, Person, a_circle, a_person, admit
from tests.laws import law
from tests.members.answering import a_contact, a_lead, acts, told
from tests.members.test_commands import run

Browser = Callable[[Person], FlaskClient]


@law("L1.5", "L8.3")
def test_an_administrator_names_a_lead_and_all_of_staff_hears(circle: Circle) -> None:
    keeper, other = a_person(administrator=True), a_person(administrator=True)
    earlier, heron = a_lead(), a_person("heron", staff=True)
    operations.name_lead(keeper.id, "heron")
    assert queries.officers(LEAD) == {earlier.id, heron.id}
    for person in (heron, earlier, other, circle.moderator):
        assert told(person)[-1] == "office_named"
    assert "office_named" not in told(circle.regular)
    assert acts()[-1] == "members:office:named"


@law("L8.3")
def test_nobody_else_names_and_nobody_names_themselves(circle: Circle) -> None:
    keeper, lead = a_person(administrator=True), a_lead()
    for person in (circle.moderator, circle.regular, lead):
        with pytest.raises(NotFound):
            operations.name_lead(person.id, circle.moderator.handle)
        with pytest.raises(NotFound):
            operations.name_contact(person.id, circle.moderator.handle)
    with pytest.raises(Forbidden):
        operations.name_lead(keeper.id, keeper.handle)
    assert queries.officers(LEAD) == {lead.id}


@law("L1.5")
def test_without_an_authenticator_nobody_answers_for_the_site(app: Flask) -> None:
    keeper, kestrel = a_person(administrator=True), a_person("kestrel")
    for name in (operations.name_lead, operations.name_contact):
        with pytest.raises(Invalid) as refusal:
            name(keeper.id, kestrel.handle)
        assert "authenticator" in refusal.value.fields["handle"]
    with pytest.raises(Invalid):
        operations.name_lead(keeper.id, "nobody-here")
    assert db.session.query(Office).count() == 0


def test_naming_twice_changes_nothing(app: Flask) -> None:
    keeper, heron = a_person(administrator=True), a_person("heron", staff=True)
    first = operations.name_lead(keeper.id, "heron")
    assert operations.name_lead(keeper.id, "heron") == first
    assert (told(heron), acts().count("members:office:named")) == (["office_named"], 1)


@law("L8.3")
def test_nobody_is_relieved_in_silence(circle: Circle) -> None:
    keeper, heron, other = a_person(administrator=True), a_lead("heron"), a_lead()
    office = queries.office_held(heron.id, LEAD)
    assert office is not None
    with pytest.raises(NotFound):
        operations.end_lead(other.id, office.id)
    with pytest.raises(NotFound):
        operations.end_contact(keeper.id, office.id)
    operations.end_lead(keeper.id, office.id)
    operations.end_lead(keeper.id, office.id)
    assert queries.officers(LEAD) == {other.id}
    for person in (heron, other, circle.moderator):
        assert told(person).count("office_ended") == 1
    assert acts().count("members:office:ended") == 1


def test_a_lead_may_lay_the_office_down(app: Flask) -> None:
    heron = a_lead("heron")
    office = queries.office_held(heron.id, LEAD)
    assert office is not None
    operations.end_lead(heron.id, office.id)
    assert queries.officers(LEAD) == set()


@law("L8.3")
def test_the_external_contact_is_from_outside(circle: Circle) -> None:
    keeper, lead = a_person(administrator=True), a_lead()
    outsider = a_person("magpie", staff=True)
    for person in (circle.moderator, lead, a_person(administrator=True)):
        with pytest.raises(Invalid):
            operations.name_contact(keeper.id, person.handle)
    operations.name_contact(keeper.id, "magpie")
    assert queries.officers(CONTACT) == {outsider.id}
    with pytest.raises(Invalid):
        operations.name_lead(keeper.id, "magpie")


@law("L8.3")
def test_whoever_asked_to_join_a_group_is_not_the_contact(circle: Circle) -> None:
    wishing = a_person("wishing", staff=True)
    groups.join_group(wishing.id, circle.slug, JoinForm("wishing"))
    assert registry.belongs_anywhere(wishing.id)
    with pytest.raises(Invalid):
        operations.name_contact(OPERATOR, "wishing")


@law("L8.3")
def test_no_group_exists_for_the_contact(app: Flask) -> None:
    circle, open_one = a_circle(), a_circle(visibility="open")
    contact, neighbour = a_contact("magpie"), a_person()
    assert places.place_for(neighbour.id, open_one.slug)
    assert open_one.slug in {group.slug for group in places.other_groups(neighbour.id)}
    assert places.other_groups(contact.id) == []
    for slug in (circle.slug, open_one.slug):
        with pytest.raises(NotFound):
            places.place_for(contact.id, slug)
        with pytest.raises(NotFound):
            groups.join_group(contact.id, slug, JoinForm("magpie"))
        with pytest.raises(Forbidden):
            admit(contact, slug)
    since = db.session.query(Office).first().named_at
    assert week_for(contact.id, since, since) == []


@law("L8.3")
def test_an_open_room_is_shut_to_the_contact(app: Flask, as_member: Browser) -> None:
    circle, magpie = a_circle(visibility="open"), a_person("magpie", staff=True)
    page = f"/rooms/{circle.room_id}"
    assert as_member(magpie).get(page).status_code == 200
    operations.name_contact(OPERATOR, "magpie")
    assert as_member(magpie).get(page).status_code == 404
    assert as_member(magpie).get(f"/groups/{circle.slug}").status_code == 404


def test_the_pages_name_and_relieve(app: Flask, as_member: Browser) -> None:
    keeper, heron = a_person(administrator=True), a_person("heron", staff=True)
    page = as_member(keeper)
    said = {"handle": "heron", "kind": "lead"}
    assert page.post("/site/offices", data=said).status_code == 303
    assert "heron" in as_member(heron).get("/site/answering").text
    office = queries.office_held(heron.id, LEAD)
    assert office is not None
    assert page.post(f"/site/offices/leads/{office.id}/ending").status_code == 303
    assert queries.officers(LEAD) == set()


def test_a_refused_naming_keeps_what_was_typed(app: Flask, as_member: Browser) -> None:
    page = as_member(a_person(administrator=True))
    refused = page.post("/site/offices", data={"handle": "kestral", "kind": "contact"})
    assert refused.status_code == 422
    assert 'value="kestral"' in refused.text
    assert page.post("/site/offices", data={"handle": "", "kind": "king"}).status_code == 422


def test_the_machine_names_lists_and_relieves(app: Flask) -> None:
    a_person("heron", staff=True)
    assert run(app, "office", "list")[1] == "Nobody is named."
    assert run(app, "office", "name", "lead", "heron")[0] == 0
    assert "heron" in run(app, "office", "list")[1]
    assert run(app, "office", "name", "contact", "heron")[0] == 1
    assert run(app, "office", "end", "lead", "heron")[0] == 0
    assert run(app, "office", "end", "lead", "heron") == (0, "heron is no lead.")
    assert queries.officers(LEAD) == set()


def test_the_notices_say_who_and_what(app: Flask) -> None:
    heron = a_lead("heron")
    office = queries.office_held(heron.id, LEAD)
    assert office is not None
    for kind in ("office_named", "office_ended"):
        said, address = in_words(kind, {"office": office.id}, "UTC")
        assert "heron" in said
        assert address == "/site/answering"
        assert "You" in in_words(kind, {"office": office.id, "mine": True}, "UTC")[0]


@law("L1.2")
def test_a_lead_who_lost_everything_is_let_in_again_and_the_others_hear(app: Flask) -> None:
    heron, other = a_lead("heron"), a_lead()
    code, printed = run(app, "recover-admin", "heron")
    assert (code, len(printed.splitlines())) == (0, 11)
    assert told(other)[-1] == "lead_recovered"
    assert "heron" in in_words("lead_recovered", {"member": heron.id}, "UTC")[0]
    assert queries.officers(LEAD) == {other.id}
    assert run(app, "recover-admin", a_person("kestrel").handle)[0] == 1
