"""The crisis lines are the site's own: seeded, confirmed, changed, kept fresh, and there whatever happens (L6.6)."""

from datetime import timedelta

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from community import clock
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.jobs import run_due
from community.wellbeing.crisis import current, operations
from community.wellbeing.crisis.forms import LineForm
from community.wellbeing.crisis.models import CrisisLine
from community.wellbeing.crisis_lines import PLACES
from tests.factories import Person, a_person
from tests.laws import law
from tests.members.answering import a_lead, acts, told
from tests.stage import Browser

SHIPPED = sum(1 + len(place.lines) for place in PLACES.values())
IRISH = {
    "country": "ie", "sort": "line", "name": "Lantern", "phone": "1800 555 010", "text": "text LANTERN to 50555",
    "chat_url": "https://lantern.example/chat", "hours": "18:00 to 24:00", "languages": "English, Gaeilge",
    "audience": "Young people", "source": "lantern.example",
}  # fmt: skip


def typed(**other: str) -> LineForm:
    return LineForm.parse({**IRISH, **other})


def line(country: str, name: str) -> CrisisLine:
    """A row, read anew."""
    db.session.rollback()
    return db.session.query(CrisisLine).filter_by(country=country, name=name).one()


@pytest.fixture
def keeper(app: Flask) -> Person:
    made = a_person(administrator=True)
    operations.seed_lines()
    return made


@pytest.fixture
def guest(app: Flask, keeper: Person) -> FlaskClient:
    return app.test_client()


@law("L6.6")
def test_the_shipped_lines_are_put_there_once_each_with_its_source(keeper: Person) -> None:
    rows = db.session.query(CrisisLine).all()
    assert len(rows) == SHIPPED
    assert all(row.source and row.verified_on and row.confirmed_at is None for row in rows)
    assert operations.seed_lines() == 0
    assert db.session.query(CrisisLine).count() == SHIPPED


@law("L6.6")
def test_rows_say_what_was_shipped(app: Flask, guest: FlaskClient) -> None:
    shown = {code: guest.get(f"/crisis/{code}").text for code in PLACES}
    for code, place in PLACES.items():
        for words in (place.name, place.emergency, *(one.number for one in place.lines)):
            assert words in shown[code]
        assert "Not yet confirmed by this site." in shown[code]


@law("L6.6")
def test_an_administrator_confirms_a_line_and_the_page_says_so_at_once(
    keeper: Person, guest: FlaskClient, as_member: Browser
) -> None:
    assert guest.get("/crisis/ca").text.count("Not yet confirmed") == 2
    clock.move(timedelta(days=3))
    for name in ("988 Suicide Crisis Helpline", "Emergency"):
        as_member(keeper).post(f"/site/crisis/{line('ca', name).id}/confirmation")
    page = guest.get("/crisis/ca").text
    assert "Not yet confirmed" not in page
    assert f"{clock.now().day} " in page
    confirmed = line("ca", "Emergency")
    assert (confirmed.verified_by, confirmed.verified_on) == (keeper.id, clock.now().date())
    assert "wellbeing:crisis:confirmed" in acts()


@law("L6.6")
@pytest.mark.parametrize("code", ["ke", "zz", "germany", "%3Cb%3E"])
def test_a_place_that_is_not_known_still_leads_to_somebody(guest: FlaskClient, code: str) -> None:
    page = guest.get(f"/crisis/{code}")
    assert page.status_code == 404
    for words in ("We have no line for that place.", "findahelpline.com", 'href="/crisis/us"'):
        assert words in page.text


@law("L6.6")
def test_an_administrator_adds_a_line_for_a_country_that_had_none(
    keeper: Person, guest: FlaskClient, as_member: Browser
) -> None:
    assert guest.get("/crisis/ke").status_code == 404
    as_member(keeper).post("/site/crisis", data={**IRISH, "country": "ke"})
    as_member(keeper).post("/site/crisis", data={**IRISH, "country": "ke"})
    page = guest.get("/crisis/ke").text
    for words in ("Kenya", "Lantern", 'href="tel:1800555010"', "text LANTERN to 50555", "Young people", "Gaeilge",
                  "https://lantern.example/chat", "lantern.example", "Not yet confirmed"):  # fmt: skip
        assert words in page
    assert page.count("text LANTERN to 50555") == 1
    assert "Kenya" in guest.get("/crisis").text
    assert "Lantern" in guest.get("/offline").text


def test_a_line_that_was_checked_when_it_was_added_is_confirmed(keeper: Person) -> None:
    operations.add_line(keeper.id, typed(checked="yes"))
    assert line("ie", "Lantern").confirmed_at is not None


@law("L6.6")
def test_a_changed_line_is_unconfirmed_until_it_is_checked(
    keeper: Person, guest: FlaskClient
) -> None:
    line_id = operations.add_line(keeper.id, typed(checked="yes"))
    operations.change_line(keeper.id, line_id, typed(phone="1800 555 011"))
    assert 'href="tel:1800555011"' in guest.get("/crisis/ie").text
    assert line("ie", "Lantern").confirmed_at is None
    operations.change_line(keeper.id, line_id, typed(phone="1800 555 012", checked="yes"))
    assert line("ie", "Lantern").confirmed_at is not None


@law("L6.6")
def test_a_line_taken_off_stays_off_and_the_page_is_never_empty(
    keeper: Person, guest: FlaskClient
) -> None:
    for row in db.session.query(CrisisLine).filter_by(country="nz").all():
        operations.retire_line(keeper.id, row.id)
    operations.seed_lines()
    page = guest.get("/crisis/nz").text
    assert "1737" not in page.partition("<main")[2]
    assert "No line with a source" in page
    assert "findahelpline.com" in page
    assert "call your local emergency number" in page
    gone = line("nz", "1737, need to talk?").id
    with pytest.raises(Conflict):
        operations.confirm_line(keeper.id, gone)
    operations.return_line(keeper.id, gone)
    assert "1737" in guest.get("/crisis/nz").text.partition("<main")[2]


def test_what_a_later_version_ships_is_followed_unless_somebody_here_answered_for_it(
    keeper: Person,
) -> None:
    old, own = line("us", "Crisis Text Line"), line("ca", "Emergency")
    operations.confirm_line(keeper.id, own.id)
    _ship_otherwise(old.id, own.id)
    assert operations.seed_lines() == 0
    assert line("us", "Crisis Text Line").text == "text HOME to 741741"
    assert db.session.get_one(CrisisLine, own.id).phone == "000"


def _ship_otherwise(*ids: int) -> None:
    """As an older version had shipped it."""
    from_elsewhere(
        sa.update(CrisisLine).where(CrisisLine.id.in_(ids)).values(text="text X", phone="000")
    )


def from_elsewhere(*statements: sa.Update) -> None:
    """Another process changes rows: this one is not told."""

    @operations.operation
    def change() -> None:
        for statement in statements:
            db.session.execute(statement)

    change()
    db.session.rollback()


class Watch:
    """The seconds by which the house knows when it looked last; they pass only as the test says."""

    time = 1_000.0

    def monotonic(self) -> float:
        """What it shows."""
        return self.time


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    """A watch that stands still."""
    watch = Watch()
    monkeypatch.setattr(current, "time", watch)
    return watch


@law("L6.6")
def test_another_process_that_changed_something_is_noticed_within_seconds(
    keeper: Person, guest: FlaskClient, watch: Watch
) -> None:
    assert "000" not in guest.get("/crisis/nz").text
    newest = db.session.scalar(sa.select(sa.func.max(CrisisLine.revision)))
    from_elsewhere(
        sa.update(CrisisLine)
        .where(CrisisLine.country == "nz", CrisisLine.is_emergency)
        .values(phone="000", revision=newest + 1)
    )
    watch.time += current.LOOKS_AGAIN * 0.99
    assert "000" not in guest.get("/crisis/nz").text
    watch.time += current.LOOKS_AGAIN * 0.02
    assert 'href="tel:000"' in guest.get("/crisis/nz").text


@law("L6.6")
def test_between_two_looks_no_row_is_read(app: Flask, guest: FlaskClient, watch: Watch) -> None:
    guest.get("/crisis/us")
    asked: list[str] = []
    with app.app_context():
        sa.event.listen(
            db.engine,
            "before_cursor_execute",
            lambda _c, _k, statement, *_more: asked.append(statement),
        )
    for _look in range(20):
        assert guest.get("/crisis/us").status_code == 200
    assert not [statement for statement in asked if "crisis_lines" in statement]


@law("L6.6")
@pytest.mark.sqlite
@pytest.mark.parametrize("address", ["/crisis", "/crisis/us", "/offline", "/someone-now"])
@pytest.mark.parametrize("known", [True, False])
def test_they_are_there_when_the_database_cannot_be_read(
    app: Flask,
    guest: FlaskClient,
    as_member: Browser,
    keeper: Person,
    watch: Watch,
    address: str,
    known: bool,
) -> None:
    operations.add_line(keeper.id, typed(country="us", name="Our own"))
    member = as_member(keeper)
    app.extensions.pop("crisis", None)
    if known:
        guest.get("/crisis/us")
        watch.time += current.LOOKS_AGAIN
    db.session.remove()
    db.engine.dispose()
    (app.config["HEARTH"].instance / "hearth.sqlite3").write_bytes(b"This is no database." * 500)
    for visitor in (guest, member):
        visitor.set_cookie("country", "us")
        page = visitor.get(address)
        assert page.status_code == 200
        for words in ("findahelpline.com", "call your local emergency number"):
            assert words in page.text
        if address != "/crisis":
            assert "988" in page.text
            assert ("Our own" in page.text) == known
        assert page.headers["Cache-Control"]


@law("L6.6")
@pytest.mark.environment(HEARTH_RATE_LIMITS="on")
def test_the_page_for_no_connection_is_never_limited(guest: FlaskClient) -> None:
    for _look in range(201):
        assert guest.get("/offline").status_code == 200


@law("L6.6")
def test_administrators_are_told_once_of_what_is_stale_and_people_still_find_it(
    keeper: Person, guest: FlaskClient
) -> None:
    lead = a_lead()
    for row in db.session.query(CrisisLine).filter_by(country="us").all():
        operations.confirm_line(keeper.id, row.id)
    clock.move(timedelta(days=181))
    do_it()
    do_it()
    assert told(keeper).count("crisis_lines_stale") == 1
    assert told(lead) == [kind for kind in told(lead) if kind != "crisis_lines_stale"]
    assert 'href="tel:988"' in guest.get("/crisis/us").text
    operations.confirm_line(keeper.id, line("us", "Crisis Text Line").id)
    clock.move(timedelta(days=8))
    do_it()
    assert told(keeper).count("crisis_lines_stale") == 1


def do_it() -> None:
    """Everything that is due is done."""
    while run_due():
        pass
    db.session.rollback()


def test_the_page_of_administrators_says_what_waits(
    keeper: Person, guest: FlaskClient, as_member: Browser
) -> None:
    page = as_member(keeper).get("/site/crisis").text
    assert f"{SHIPPED} are not yet confirmed." in page
    assert f"{SHIPPED} wait for you to check them" in as_member(keeper).get("/you").text
    clock.move(timedelta(days=500))
    keeping = as_member(keeper)
    assert (
        f"{SHIPPED} were last checked more than 180 days ago." in keeping.get("/site/crisis").text
    )
    assert "more than 180 days" in keeping.get(f"/site/crisis/{line('ie', 'Samaritans').id}").text
    assert "/site/crisis" not in as_member(a_person()).get("/you").text


@pytest.mark.parametrize(
    "act", ["confirm_line", "retire_line", "return_line", "change_line", "add_line"]
)
def test_nobody_else_changes_a_line(keeper: Person, act: str) -> None:
    given = {"add_line": (typed(),), "change_line": (line("ie", "Samaritans").id, typed())}
    for person in (a_person(), a_lead()):
        with pytest.raises(NotFound):
            getattr(operations, act)(person.id, *given.get(act, (line("ie", "Samaritans").id,)))
    assert not line("ie", "Samaritans").confirmed_at


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"source": ""}, "source"), ({"name": ""}, "name"), ({"country": "xx"}, "country"),
        ({"country": ""}, "country"),
        ({"phone": "call me"}, "phone"), ({"phone": "1" * 61}, "phone"), ({"sort": "other"}, "sort"),
        ({"phone": "", "text": "", "chat_url": ""}, "phone"), ({"sort": "emergency", "phone": ""}, "phone"),
        ({"chat_url": "http://lantern.example"}, "chat_url"), ({"chat_url": "https://bit.ly/x"}, "chat_url"),
        ({"chat_url": "https://lantern.example/?ref=1"}, "chat_url"), ({"confirmed_at": "now"}, "form"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_field(
    app: Flask, other: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        typed(**other)
    assert field in refusal.value.fields


def test_words_of_a_line_stay_words(keeper: Person, guest: FlaskClient) -> None:
    operations.add_line(keeper.id, typed(name="<script>alert(1)</script>", text='"><img src=x>'))
    for address in ("/crisis/ie", "/offline"):
        page = guest.get(address).text
        assert "<script>alert" not in page
        assert "<img src=x" not in page
