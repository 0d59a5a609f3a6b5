"""The leads' key: made by a lead, shown once, confirmed from paper, kept nowhere (L8.3)."""

import re
from collections.abc import Callable

import pyotp
import pytest
from flask.testing import FlaskClient

from community.actors import OPERATOR
from community.clock import now
from community.errors import Invalid, NotFound
from community.extensions import db
from community.members import operations, queries, totp
from community.members.models import LeadsKey
from community.sealed_to import open_with, public_half, seal_to
from tests.factories import HASH, Person, a_person
from tests.laws import law
from tests.members.answering import a_lead, acts, told
from tests.members.door import WORDS, with_passphrase

pytestmark = pytest.mark.usefixtures("app")
Browser = Callable[[Person], FlaskClient]


def code_of(person: Person) -> str:
    assert person.totp_key is not None
    return pyotp.TOTP(person.totp_key).at(now())


def made_by(lead: Person) -> str:
    return operations.make_leads_key(lead.id, HASH, code_of(lead))


def word_of(private: str) -> str:
    return private.split()[-1]


@law("L8.3")
def test_a_lead_makes_the_key_and_it_counts_once_the_check_word_is_typed() -> None:
    lead, other = a_lead(), a_lead()
    private = made_by(lead)
    assert queries.leads_key() is None
    operations.confirm_leads_key(lead.id, word_of(private).lower())
    key = queries.leads_key()
    assert key is not None
    assert public_half(private) == key.public
    assert told(other)[-1] == "leads_key_changed"
    assert acts()[-2:] == ["members:leads_key:made", "members:leads_key:confirmed"]
    assert open_with(private, seal_to(key.public, b"grave", "case:1"), "case:1") == b"grave"


@law("L8.3")
def test_only_a_lead_makes_it_and_only_its_maker_confirms() -> None:
    keeper, lead, other = a_person(administrator=True), a_lead(), a_lead()
    private = made_by(lead)
    with pytest.raises(NotFound):
        operations.make_leads_key(keeper.id, HASH, code_of(keeper))
    for person in (keeper, other):
        with pytest.raises(NotFound):
            operations.confirm_leads_key(person.id, word_of(private))
    assert queries.leads_key() is None


def test_a_wrong_word_or_code_lets_nothing_count() -> None:
    lead = a_lead()
    with pytest.raises(Invalid):
        operations.make_leads_key(lead.id, HASH, "000000")
    private = made_by(lead)
    for word in ("", "AAAA", word_of(private)[:3], private):
        with pytest.raises(Invalid):
            operations.confirm_leads_key(lead.id, word)
    assert queries.leads_key() is None


@law("L8.3")
def test_a_lost_key_is_replaced_and_the_others_are_told() -> None:
    lead, other = a_lead(), a_lead()
    first = made_by(lead)
    operations.confirm_leads_key(lead.id, word_of(first))
    second = made_by(other)
    before = queries.leads_key()
    operations.confirm_leads_key(other.id, word_of(second))
    key = queries.leads_key()
    assert key is not None
    assert before is not None
    assert public_half(second) == key.public
    assert before.retired_at is not None
    assert told(lead)[-1] == "leads_key_changed"


def test_what_was_never_confirmed_is_worth_nothing() -> None:
    key = totp.new_key()
    lead = with_passphrase("heron", key)
    operations.name_lead(OPERATOR, "heron")
    first = operations.make_leads_key(
        lead.id, queries.member_for(lead.id).passphrase, code_of(lead)
    )
    kept = db.session.query(LeadsKey).one()
    assert first.replace(" ", "") not in repr(vars(kept))
    operations.confirm_leads_key(lead.id, word_of(first))
    with pytest.raises(NotFound):
        operations.confirm_leads_key(lead.id, word_of(first))


@law("L8.3")
def test_the_page_shows_it_once_and_to_that_lead_alone(as_member: Browser) -> None:
    lead, keeper = with_passphrase("heron", totp.new_key()), a_person(administrator=True)
    operations.name_lead(OPERATOR, "heron")
    page = as_member(lead)
    wrong = page.post("/site/leads-key", data={"passphrase": "no", "code": code_of(lead)})
    assert wrong.status_code == 422
    shown = page.post("/site/leads-key", data={"passphrase": WORDS, "code": code_of(lead)})
    private = re.findall(r'<p class="codes">([A-Z2-7 ]+)</p>', shown.text)[0]
    assert shown.headers["Cache-Control"] == "no-store"
    assert private not in page.get("/site/leads-key").text
    assert as_member(keeper).get("/site/leads-key").status_code == 404
    assert as_member(keeper).post("/site/leads-key", data={"code": "1"}).status_code == 404
    refused = page.post("/site/leads-key/confirmation", data={"word": "nope"})
    assert refused.status_code == 422
    done = page.post("/site/leads-key/confirmation", data={"word": word_of(private)})
    assert done.status_code == 303
    assert queries.leads_key() is not None


@law("L8.3")
def test_the_private_half_is_nowhere_on_the_machine(as_member: Browser) -> None:
    lead = a_lead()
    private = made_by(lead)
    operations.confirm_leads_key(lead.id, word_of(private))
    letters = private.rsplit(" ", 1)[0]
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(table.select()):
            said = repr(tuple(row))
            assert letters not in said
            assert letters.replace(" ", "") not in said
