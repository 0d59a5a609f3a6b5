"""Members suggest entries, keepers decide, and the directory takes nothing that sells (L11.1)."""

import pytest
from flask import Flask

from community.directory import operations, queries
from community.directory.forms import AnswerForm, EntryForm
from community.directory.models import LISTED, REFUSED, WAITING, Listing
from community.errors import Conflict, Forbidden, Invalid, NotFound
from community.extensions import db
from community.notices.queries import inbox_of
from tests.directory.stage import a_suggestion, an_entry, entry, typed
from tests.factories import Circle, Person, a_circle, a_person
from tests.laws import law
from tests.members.answering import a_lead, acts, told
from tests.stage import Browser


@pytest.fixture
def keeper(app: Flask) -> Person:
    return a_person(administrator=True)


@law("L11.1")
def test_what_a_member_suggests_waits_until_a_keeper_has_checked_it(
    keeper: Person, as_member: Browser
) -> None:
    member, other = a_person(), a_person()
    browser = as_member(member)
    page = browser.get(browser.post("/directory", data=typed()).location)
    assert "waits for somebody" in page.text
    waiting = db.session.query(Listing).one()
    assert waiting.state == WAITING
    assert "Harbour Clinic" not in as_member(other).get("/directory").text
    assert as_member(other).get(f"/directory/{waiting.id}").status_code == 404
    assert told(keeper) == ["suggestion_waits"]
    as_member(keeper).post(f"/directory/{waiting.id}/approval")
    assert "Harbour Clinic" in as_member(other).get("/directory").text
    assert inbox_of(member.id, "UTC")[0].address == f"/directory/{waiting.id}"
    listed = entry(waiting.id)
    assert (listed.owner_id, listed.verified_by) == (keeper.id, keeper.id)
    assert listed.verified_on is not None


@law("L11.1")
def test_whoever_suggested_hears_why_it_was_not_taken_up(
    keeper: Person, as_member: Browser
) -> None:
    member = a_person()
    entry_id = a_suggestion(member)
    as_member(keeper).post(f"/directory/{entry_id}/refusal", data={"words": "It has closed."})
    assert entry(entry_id).state == REFUSED
    assert "It has closed." in inbox_of(member.id, "UTC")[0].sentence
    assert "It has closed." in as_member(member).get("/directory/mine").text
    assert keeper.handle not in as_member(member).get("/directory/mine").text


def test_what_a_keeper_brings_stands_there_at_once(keeper: Person) -> None:
    assert entry(an_entry(keeper)).state == LISTED
    assert entry(an_entry(a_lead(), name="Another")).state == LISTED


def test_an_administrator_without_an_authenticator_only_suggests(app: Flask) -> None:
    keyless = a_person()
    entry_id = a_suggestion(keyless)
    with pytest.raises(Forbidden):
        operations.accept_entry(keyless.id, entry_id)
    assert entry(entry_id).state == WAITING


@law("L11.1")
def test_only_keepers_of_the_list_decide(keeper: Person, circle: Circle) -> None:
    ours, sites = a_suggestion(circle.regular, circle), a_suggestion(circle.regular)
    for person, entry_id in ((keeper, ours), (circle.moderator, sites), (circle.other, sites)):
        with pytest.raises(NotFound):
            operations.accept_entry(person.id, entry_id)
    operations.accept_entry(circle.moderator.id, ours)
    operations.accept_entry(keeper.id, sites)
    assert {entry(ours).state, entry(sites).state} == {LISTED}


def test_deciding_twice_is_harmless_and_deciding_otherwise_is_refused(keeper: Person) -> None:
    member, second = a_person(), a_lead()
    entry_id = a_suggestion(member)
    operations.accept_entry(keeper.id, entry_id)
    operations.accept_entry(second.id, entry_id)
    assert entry(entry_id).decided_by == keeper.id
    assert told(member) == ["suggestion_taken"]
    with pytest.raises(Conflict):
        operations.refuse_entry(second.id, entry_id, AnswerForm())


def test_the_same_sent_twice_is_one_suggestion(keeper: Person) -> None:
    member = a_person()
    assert a_suggestion(member) == a_suggestion(member)
    assert a_suggestion(member, name="Another") != a_suggestion(member)


def test_keepers_hear_of_the_first_that_waits_only(keeper: Person) -> None:
    for number in range(3):
        a_suggestion(a_person(), name=f"Clinic {number}")
    assert told(keeper) == ["suggestion_waits"]


def test_ten_may_wait_and_an_eleventh_may_not(keeper: Person) -> None:
    member = a_person()
    for number in range(10):
        a_suggestion(member, name=f"Clinic {number}")
    with pytest.raises(Forbidden, match="10 of your suggestions wait"):
        a_suggestion(member, name="One more")
    operations.refuse_entry(keeper.id, queries.waiting_in(None)[0].id, AnswerForm())
    assert a_suggestion(member, name="One more")


@pytest.mark.usefixtures("limits_stand")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_an_eleventh_suggestion_within_an_hour_waits(keeper: Person, as_member: Browser) -> None:
    browser = as_member(keeper)
    sent = [
        browser.post("/directory", data=typed(name=f"Clinic {number}")).status_code
        for number in range(11)
    ]
    assert sent == [303] * 10 + [429]


@law("L11.1")
@pytest.mark.parametrize(
    "address",
    [
        "https://clinic.example/?ref=jo", "https://clinic.example/?utm_source=x", "https://clinic.example/#aff=7",
        "https://clinic.example/?a=1&AFF_ID=2", "https://clinic.example/?%75tm_source=x", "https://bit.ly/abc",
        "https://www.bit.ly/abc", "https://BIT.LY./abc", "https://linktr.ee/clinic", "https://t.co/x",
        "https://x.hop.clickbank.net/", "https://www.awin1.com/cread.php?p=1", "https://amzn.to/x",
        "https://clinic.example/go?to=https://elsewhere.example", "https://clinic.example/?u=https%3A%2F%2Fe.example",
        "https://clinic.example/?u=https%253A%252F%252Fe.example", "https://clinic.example/www.elsewhere.example",
    ],
)  # fmt: skip
def test_an_address_that_refers_or_hides_is_refused_in_words(app: Flask, address: str) -> None:
    with pytest.raises(Invalid) as refusal:
        EntryForm.parse(typed(web=address))
    assert "no advertising, referral links or sale" in refusal.value.fields["web"]


@pytest.mark.parametrize(
    "address",
    [
        "http://clinic.example", "clinic.example", "ftp://clinic.example", "javascript:alert(1)", "https://",
        "https://me@clinic.example", "https:/clinic.example", "https://clinic.example:0/", "https://a b.example",
        "https://127.0.0.300/", "HTTP://CLINIC.EXAMPLE",
    ],
)  # fmt: skip
def test_an_address_that_is_no_plain_https_is_refused(app: Flask, address: str) -> None:
    with pytest.raises(Invalid) as refusal:
        EntryForm.parse(typed(web=address))
    assert "https://" in refusal.value.fields["web"]


@pytest.mark.parametrize(
    "address",
    [
        "https://clinic.example",
        "https://clinic.example/a/b?place=cork",
        "https://xn--mller-kva.example/",
    ],
)
def test_a_plain_address_is_taken(app: Flask, address: str) -> None:
    assert EntryForm.parse(typed(web=address)).web == address


@pytest.mark.parametrize(
    "field", ["name", "area", "address", "phone", "languages", "cost", "about"]
)
@pytest.mark.parametrize("words", ["See https://bit.ly/x", "At WWW.elsewhere.example"])
def test_no_address_hides_in_another_field(app: Flask, field: str, words: str) -> None:
    with pytest.raises(Invalid) as refusal:
        EntryForm.parse(typed(**{field: words}))
    assert "their own field" in refusal.value.fields[field]


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"kind": "casino"}, "kind"), ({"kind": ""}, "kind"), ({"name": " "}, "name"), ({"name": "x" * 121}, "name"),
        ({"country": "XX"}, "country"), ({"country": "ie"}, "country"), ({"cost": ""}, "cost"),
        ({"about": "x" * 1001}, "about"), ({"phone": "", "web": ""}, "phone"), ({"owner_id": "7"}, "form"),
        ({"languages": ",".join("abcdefghi")}, "languages"), ({"languages": "x" * 41}, "languages"),
        ({"name": "a\u202eb"}, "name"), ({"name": "a\x00b"}, "name"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_field(
    app: Flask, other: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        EntryForm.parse(typed(**other))
    assert field in refusal.value.fields


def test_what_was_typed_is_kept_when_it_is_refused(keeper: Person, as_member: Browser) -> None:
    page = as_member(a_person()).post("/directory", data=typed(web="https://bit.ly/x"))
    assert page.status_code == 422
    assert "Harbour Clinic" in page.text
    assert "no advertising, referral links or sale" in page.text


@law("L11.1")
def test_a_group_has_a_list_of_its_own(circle: Circle, as_member: Browser) -> None:
    entry_id = a_suggestion(circle.regular, circle)
    address = f"/groups/{circle.slug}/directory"
    assert told(circle.moderator)[-1] == "suggestion_waits"
    assert "Harbour Clinic" in as_member(circle.moderator).get(f"{address}/keeping").text
    operations.accept_entry(circle.moderator.id, entry_id)
    assert "Harbour Clinic" in as_member(circle.other).get(address).text
    page = as_member(circle.other).get(f"/directory/{entry_id}").text
    assert circle.moderator.handle in page
    assert circle.regular.handle not in page.partition("<main")[2]
    assert as_member(circle.outsider).get(address).status_code == 404
    assert as_member(circle.outsider).get(f"/directory/{entry_id}").status_code == 404
    assert "Harbour Clinic" not in as_member(circle.other).get("/directory").text


def test_an_outsider_suggests_nothing_to_a_group(circle: Circle) -> None:
    with pytest.raises(NotFound):
        a_suggestion(circle.outsider, circle)


def test_in_an_open_group_the_site_reads_and_members_suggest(
    app: Flask, as_member: Browser
) -> None:
    circle = a_circle("open-door", visibility="open")
    an_entry(circle.moderator, circle)
    assert "Harbour Clinic" in as_member(circle.outsider).get("/groups/open-door/directory").text
    assert as_member(circle.outsider).get("/groups/open-door/directory/new").status_code == 404


def test_every_act_is_on_record_by_ids(keeper: Person) -> None:
    entry_id = a_suggestion(a_person())
    operations.accept_entry(keeper.id, entry_id)
    assert [act for act in acts() if act.startswith("directory:")] == [
        "directory:entry:suggested",
        "directory:entry:accepted",
    ]
