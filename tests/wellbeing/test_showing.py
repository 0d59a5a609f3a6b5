"""Nobody learns of a clock or a slip without a named consent that is in force at that moment (L6.1, L6.2)."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient

from community import clock
from community.errors import NotFound
from community.extensions import db
from community.groups import operations as groups
from community.groups.models import Group
from community.jobs import Job
from community.journal import JournalEntry
from community.notices.models import Notice
from community.realtime.streams import Entry
from community.wellbeing import operations, queries
from community.wellbeing.forms import ConsentForm
from community.wellbeing.models import ClockConsent
from tests.factories import Circle, Person, a_circle, a_person, admit
from tests.laws import law
from tests.portability.stage import downloaded, everything
from tests.stage import Browser
from tests.wellbeing.stage import a_clock, a_slip, day, moves_to, see, show

ONCE = re.compile(
    r'(nonce|name="(key|csrf_token)" value|data-now)="[^"]*"|"nonce":"[^"]*"|<time.*?</time>'
)


def line_of(browser: FlaskClient, circle: Circle) -> str:
    """What the group's page says of shown days, without markup; empty where it says nothing."""
    page = browser.get(f"/groups/{circle.slug}").text
    found = re.search(r'<section[^>]*"shown-days">.*?</section>', page, re.S)
    return " ".join(re.sub(r"<[^>]*>", " ", found[0]).split()) if found else ""


def of(person: Person, circle: Circle, text: str) -> str:
    """Somebody's line."""
    return f"{person.handle} {text}"


@pytest.fixture
def shown(circle: Circle, as_member: Browser) -> int:
    """The regular's clock, whose days are shown to the group; the other wants to see such days."""
    clock_id = a_clock(circle.regular, 90)
    assert show(as_member(circle.regular), clock_id, circle.mid(circle.regular)) == 303
    assert see(as_member(circle.other), circle.slug) == 303
    return clock_id


@law("L6.1")
def test_a_clock_is_shown_to_one_group_and_taken_back_at_once(
    circle: Circle, as_member: Browser
) -> None:
    clock_id, mine, other = (
        a_clock(circle.regular, 90),
        as_member(circle.regular),
        as_member(circle.other),
    )
    see(other, circle.slug)
    assert line_of(other, circle) == ""
    show(mine, clock_id, circle.mid(circle.regular))
    assert of(circle.regular, circle, "90 days") in line_of(other, circle)
    assert "No alcohol" not in other.get(f"/groups/{circle.slug}").text
    show(mine, clock_id, circle.mid(circle.regular), "nothing")
    assert line_of(other, circle) == ""
    kinds = [row.kind for row in db.session.query(JournalEntry).order_by(JournalEntry.seq)]
    assert kinds[-2:] == ["wellbeing:clock:shown", "wellbeing:clock:hidden"]
    (given,) = db.session.query(ClockConsent).all()
    assert given.given_at < given.withdrawn_at
    assert db.session.query(Notice).count() == 0


@law("L6.2")
def test_before_another_beginning_one_reads_who_would_see_another_number(
    circle: Circle, as_member: Browser, shown: int
) -> None:
    mine, other = as_member(circle.regular), as_member(circle.other)
    name, said = db.session.get_one(Group, circle.group_id).name, "With another beginning they read"
    page = mine.get(f"/you/clocks/{shown}/edit").text
    assert f"Its days are read by: {name}. {said} another number" in page
    typed = {"kind": "abstinence", "name": "No alcohol", "began_on": day(2), "began_at": ""}
    assert mine.post(f"/you/clocks/{shown}/edit", data=typed).status_code == 303
    assert of(circle.regular, circle, "2 days") in line_of(other, circle)  # so it had to be said
    show(mine, shown, circle.mid(circle.regular), "nothing")
    assert said not in mine.get(f"/you/clocks/{shown}/edit").text


@law("L6.1")
def test_only_whoever_wants_to_see_days_sees_them(
    circle: Circle, as_member: Browser, shown: int
) -> None:
    keeper = as_member(circle.moderator)
    assert circle.regular.handle not in line_of(keeper, circle)
    assert "Show them to me" in line_of(keeper, circle)
    see(keeper, circle.slug)
    assert of(circle.regular, circle, "90 days") in line_of(keeper, circle)
    see(keeper, circle.slug, "")
    assert circle.regular.handle not in line_of(keeper, circle)


@law("L6.1")
def test_another_group_sees_nothing(circle: Circle, as_member: Browser, shown: int) -> None:
    elsewhere = a_circle("elsewhere")
    admit(circle.regular, elsewhere.slug)
    reader = as_member(elsewhere.regular)
    assert see(reader, elsewhere.slug) == 303
    assert line_of(reader, elsewhere) == ""
    assert see(reader, circle.slug) == 404


@law("L6.1")
@pytest.mark.parametrize("visibility", ["open", "closed"])
def test_whoever_does_not_belong_sees_nothing(as_member: Browser, visibility: str) -> None:
    circle = a_circle("by-the-river", visibility)
    clock_id = a_clock(circle.regular, 90)
    show(as_member(circle.regular), clock_id, circle.mid(circle.regular))
    outsider = as_member(circle.outsider)
    assert see(outsider, circle.slug) == 404
    assert line_of(outsider, circle) == ""


@law("L6.1", "L1.8")
def test_whoever_blocked_somebody_is_not_shown_their_days(
    circle: Circle, as_member: Browser, shown: int
) -> None:
    other = as_member(circle.other)
    other.post(f"/memberships/{circle.mid(circle.regular)}/block")
    assert line_of(other, circle) == ""


@law("L6.1")
def test_nobody_shows_a_clock_of_anybody_else_or_to_a_group_of_others(
    circle: Circle, as_member: Browser
) -> None:
    clock_id = a_clock(circle.regular, 90)
    mine = as_member(circle.regular)
    assert show(as_member(circle.other), clock_id, circle.mid(circle.other)) == 404
    assert show(mine, clock_id, circle.mid(circle.other)) == 404
    assert show(mine, clock_id, 1) == 404
    assert show(mine, clock_id, circle.mid(circle.regular), "everything") == 422
    assert db.session.query(ClockConsent).count() == 0


@law("L6.1")
def test_leaving_ends_it_and_coming_back_does_not_begin_it_again(
    circle: Circle, as_member: Browser, shown: int
) -> None:
    other = as_member(circle.other)
    groups.leave_group(circle.regular.id, circle.slug)
    assert line_of(other, circle) == ""
    admit(circle.regular, circle.slug)
    assert line_of(other, circle) == ""
    form = ConsentForm(circle.mid(circle.other), "days")
    with pytest.raises(NotFound):
        operations.show_clock(circle.regular.id, shown, form)


@law("L6.1")
def test_an_ended_clock_is_shown_to_nobody(circle: Circle, as_member: Browser, shown: int) -> None:
    mine, other = as_member(circle.regular), as_member(circle.other)
    mine.post(f"/you/clocks/{shown}/ending")
    assert line_of(other, circle) == ""
    assert show(mine, shown, circle.mid(circle.regular)) == 409
    mine.post(f"/you/clocks/{shown}/resumption")
    assert line_of(other, circle) == ""


@law("L6.2")
def test_days_tell_of_no_slip(circle: Circle, as_member: Browser, shown: int) -> None:
    other = as_member(circle.other)
    assert of(circle.regular, circle, "90 days") in line_of(other, circle)
    a_slip(circle.regular, shown)
    a_slip(circle.regular, shown, 40)
    assert of(circle.regular, circle, "90 days") in line_of(other, circle)
    clock.move(timedelta(days=3))
    other = as_member(circle.other)
    assert of(circle.regular, circle, "93 days") in line_of(other, circle)


@law("L6.2")
def test_slips_can_be_told_only_while_that_very_consent_holds(
    circle: Circle, as_member: Browser, shown: int
) -> None:
    mine, other = as_member(circle.regular), as_member(circle.other)
    a_slip(circle.regular, shown)
    clock.move(timedelta(days=1))
    mine, other = as_member(circle.regular), as_member(circle.other)
    assert of(circle.regular, circle, "91 days") in line_of(other, circle)
    show(mine, shown, circle.mid(circle.regular), "slips")
    assert of(circle.regular, circle, "90 of 91 days") in line_of(other, circle)
    assert "so people there can tell" in mine.get(f"/you/clocks/{shown}/slips/new").text
    show(mine, shown, circle.mid(circle.regular), "days")
    assert "Nobody is told." in mine.get(f"/you/clocks/{shown}/slips/new").text
    assert of(circle.regular, circle, "91 days") in line_of(other, circle)
    consents = db.session.query(ClockConsent).order_by(ClockConsent.given_at).all()
    assert [each.shows for each in consents] == ["days", "slips", "days"]
    assert [each.withdrawn_at is None for each in consents] == [False, False, True]


@law("L6.2", "L1.10")
def test_days_tell_nothing_of_where_somebody_lives(
    circle: Circle, as_member: Browser, shown: int
) -> None:
    before = line_of(as_member(circle.other), circle)
    for zone in ("Pacific/Kiritimati", "Pacific/Midway"):
        moves_to(circle.regular, zone)
        assert line_of(as_member(circle.other), circle) == before


def pages_of(browser: FlaskClient, circle: Circle) -> Iterator[tuple[str, str]]:
    """Every page on which something could be told, and everything that can be taken along, without what is of once."""
    addresses = (
        "/", "/groups", f"/groups/{circle.slug}", f"/groups/{circle.slug}/people", f"/groups/{circle.slug}/forum",
        f"/groups/{circle.slug}/meetings", f"/memberships/{circle.mid(circle.regular)}", "/notices", "/meetings",
        f"/rooms/{circle.room_id}", f"/rooms/{circle.room_id}/state", "/you", "/you/clocks", "/you/record",
        "/you/attendance", "/desk", "/desk/weeks", "/transparency", "/transparency.csv", "/metrics",
        f"/groups/{circle.slug}/requests", f"/groups/{circle.slug}/waiting", f"/groups/{circle.slug}/settings",
        "/site/retention", "/site/answering", "/site/offices", "/calendar.ics", "/meetings.json",
    )  # fmt: skip
    for address in addresses:
        answer = browser.get(address)
        yield address, f"{answer.status_code} {ONCE.sub('', answer.text)}"
    yield "/you/data", everything(downloaded(browser))


def numbers() -> dict[str, int]:
    """How many of what others could be told by there are."""
    tables = (Notice, Job, JournalEntry, Entry)
    return {table.__tablename__: db.session.query(table).count() for table in tables}


@law("L6.2")
@pytest.mark.parametrize("shows", ["nothing", "days"])
@pytest.mark.parametrize("reader", ["other", "moderator", "administrator"])
def test_nothing_that_anybody_else_can_read_changes_with_a_slip(
    circle: Circle, as_member: Browser, shows: str, reader: str
) -> None:
    clock_id = a_clock(circle.regular, 90)
    if shows == "days":
        show(as_member(circle.regular), clock_id, circle.mid(circle.regular), shows)
    who = (
        admit(a_person("running", administrator=True), circle.slug)
        if reader == "administrator"
        else circle.people[reader]
    )
    browser = as_member(who)
    see(browser, circle.slug)
    list(pages_of(browser, circle))  # what a first look changes (what was read) has changed
    before, counted = dict(pages_of(browser, circle)), numbers()
    assert (f"{circle.regular.handle}</bdi>" in before[f"/groups/{circle.slug}"]) == (
        shows == "days"
    )
    for ago in (0, 0, 1, 30, 89):
        a_slip(circle.regular, clock_id, ago, "Nobody knows.")
    assert queries.clock_of(circle.regular.id, clock_id).count.slipped
    after = dict(pages_of(browser, circle))
    assert [address for address in before if before[address] != after[address]] == []
    assert numbers() == counted


@law("L6.2")
def test_the_owner_takes_all_of_it_along_and_the_reader_none(
    circle: Circle, as_member: Browser, shown: int
) -> None:
    a_slip(circle.regular, shown, 3, "At my sister’s.")
    mine = everything(downloaded(as_member(circle.regular)))
    for words in ("No alcohol", "At my sister’s.", "days-90", "clock_consents"):
        assert words in mine
    theirs = everything(downloaded(as_member(circle.other)))
    for words in ("No alcohol", "sister", "days-90"):
        assert words not in theirs
