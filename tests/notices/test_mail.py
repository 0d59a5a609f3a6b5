"""Mail: it says nothing, comes once, survives a server that is away, and stops at one click."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from community import clock
from community.config import Config, Unsafe
from community.extensions import db
from community.members import operations as members
from community.members.queries import member_for
from community.notices import operations
from community.notices.forms import OutreachForm
from community.notices.models import Letter
from community.notices.policies import Ways
from community.notices.queries import inbox_of, mailbox_of
from tests.factories import Circle, a_person
from tests.laws import law
from tests.notices.sink import Sink
from tests.notices.stage import SENDER, has_mail, later, mailing, through, told, wants, work
from tests.stage import Browser


def token_of(person: object) -> str:
    db.session.rollback()
    box = mailbox_of(person.id)  # type: ignore[attr-defined]
    assert box is not None
    return box.token


@law("L9.1")
def test_a_mail_says_that_there_is_something_and_nothing_else(app: Flask, circle: Circle) -> None:
    keeper = a_person("keeper-of-all", administrator=True)
    operations.change_outreach(keeper.id, OutreachForm("Quill", False))
    with mailing(app) as sink:
        has_mail(circle.regular, "someone@example.net")
        wants(circle.regular)
        told(circle.regular, circle)
        told(circle.regular, circle, "message_answered")
        work()
    (mail,) = [mail for mail in sink.mails if "confirm" not in mail.message["Subject"]]
    message, token = mail.message, token_of(circle.regular)
    assert message["Subject"] == "Quill: You have something new"
    assert (message["From"], message["To"]) == (f"Quill <{SENDER}>", "someone@example.net")
    words = message.get_content().split()
    origin = app.config["HEARTH"].address
    assert words == ["You", "have", "something", "new.", f"{origin}/notices", "No", "more", "mail:",
                     f"{origin}/mail/off/{token}"]  # fmt: skip
    said = mail.raw.decode().lower()
    for secret in ("harbour", circle.regular.handle, "kestrel", "chair", "answered", "group"):
        assert secret not in said
    assert message["List-Unsubscribe"] == f"<{origin}/mail/off/{token}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (mail.sender, mail.to) == (f"hearth+{token}@mail.example.org", ["someone@example.net"])


@law("L9.1")
def test_calm_to_begin_with_nothing_leaves_the_house(app: Flask, circle: Circle) -> None:
    with mailing(app) as sink:
        has_mail(circle.regular)
        told(circle.regular, circle)
        work()
        assert sink.mails == []
    assert len(inbox_of(circle.regular.id, "UTC")) == 1


@law("L9.2")
def test_a_noisy_day_gives_a_mail_an_hour_at_most(app: Flask, circle: Circle) -> None:
    with mailing(app) as sink:
        has_mail(circle.regular)
        wants(circle.regular)
        for _each in range(40):
            told(circle.regular, circle)
            later(app, minutes=3)
        assert len(sink.mails) == 2
        later(app, hours=2)
        assert len(sink.mails) == len(set(sink.ids)) == 3


@law("L9.2")
def test_a_daily_mail_comes_once_at_its_hour(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    with mailing(app) as sink:
        has_mail(circle.regular)
        wants(circle.regular)
        as_member(circle.regular).post(
            "/notices/settings/hours", data={"mail": "daily", "mail_at": "18"}
        )
        for _each in range(40):
            told(circle.regular, circle)
        work()
        assert sink.mails == []
        later(app, hours=24)
        assert len(sink.mails) == 1
        later(app, hours=24)
        assert len(sink.mails) == 1


def test_what_was_read_meanwhile_needs_no_mail(app: Flask, circle: Circle) -> None:
    with mailing(app) as sink:
        has_mail(circle.regular)
        wants(circle.regular)
        told(circle.regular, circle)
        operations.read_notices(circle.regular.id)
        work()
        assert sink.mails == []


@law("L9.1")
def test_a_server_that_is_away_for_an_hour_loses_nothing(app: Flask, circle: Circle) -> None:
    sink = Sink()
    through(app, sink)
    sink.close()
    for person in (circle.regular, circle.other):
        has_mail(person)
        wants(person)
        told(person, circle)
    for _each in range(6):
        later(app, minutes=10)
    back = Sink(port=sink.port)
    for _each in range(6):
        later(app, minutes=20)
    assert sorted(mail.to[0] for mail in back.mails) == sorted(
        f"box-{person.id}@example.net" for person in (circle.regular, circle.other)
    )
    assert len(set(back.ids)) == 2
    back.close()


def test_a_mail_that_nobody_takes_is_given_up_after_a_day(app: Flask, circle: Circle) -> None:
    with mailing(app, refuse={"RCPT": "451 4.7.1 not now"}) as sink:
        has_mail(circle.regular)
        wants(circle.regular)
        told(circle.regular, circle)
        for _each in range(30):
            later(app, hours=1)
        letter = db.session.query(Letter).filter_by(way="mail").one()
        assert letter.gave_up_at is not None
        assert 10 < letter.attempts < 40
        assert sink.mails == []
        assert mailbox_of(circle.regular.id).bounced_at is None  # type: ignore[union-attr]


@pytest.mark.parametrize("verb", ["EHLO", "RCPT", "DATA"])
def test_a_server_that_hangs_holds_nothing_up_for_long(
    app: Flask, circle: Circle, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr("community.notices.jobs.AT_MOST", 0.3)
    with mailing(app, hangs=verb) as sink:
        has_mail(circle.regular)
        wants(circle.regular)
        told(circle.regular, circle)
        work()
        assert sink.mails == []
        sink.hangs = ""
        later(app, minutes=5)
        assert len(sink.mails) == 1


@law("L9.1")
def test_a_dead_address_is_written_to_no_more_and_its_owner_is_told(
    app: Flask, circle: Circle
) -> None:
    with mailing(app, refuse={"RCPT": "550 5.1.1 nobody here"}) as sink:
        has_mail(circle.regular)
        wants(circle.regular)
        told(circle.regular, circle)
        later(app, minutes=1)
        sink.refuse.clear()
        told(circle.regular, circle)
        later(app, hours=2)
        assert sink.mails == []
    (newest, *_others) = [
        item for item in inbox_of(circle.regular.id, "UTC") if item.kind == "mail_bounced"
    ]
    assert newest.address == "/you/email"


def test_who_is_kept_out_of_the_site_gets_no_mail(app: Flask, circle: Circle) -> None:
    with mailing(app) as sink:
        for person in (circle.regular, circle.other):
            has_mail(person)
            wants(person)
            told(person, circle)
        members.ban_from_site(circle.moderator.id, circle.regular.id)
        until = clock.now() + timedelta(days=1)
        members.suspend_from_site(circle.moderator.id, circle.other.id, until)
        work()
        assert sink.mails == []


@law("L9.1")
def test_one_click_in_a_mail_program_turns_mail_off(app: Flask, circle: Circle) -> None:
    with mailing(app) as sink:
        has_mail(circle.regular)
        wants(circle.regular)
        told(circle.regular, circle)
        work()
        address = str(sink.mails[-1].message["List-Unsubscribe"]).strip("<>")
        path = "/" + address.split("/", 3)[3]
        app.config["WTF_CSRF_ENABLED"] = True
        stranger = app.test_client()
        page = stranger.get(path)
        assert "Turn mail off" in page.text
        assert mailbox_of(circle.regular.id).off_at is None  # type: ignore[union-attr]
        for _twice in range(2):
            said = stranger.post(
                path,
                data={"List-Unsubscribe": "One-Click"},
                headers={"Origin": "https://mail.example"},
            )
            assert said.status_code == 200
        app.config["WTF_CSRF_ENABLED"] = False
        told(circle.regular, circle)
        later(app, hours=2)
        assert len(sink.mails) == 1


@pytest.mark.parametrize("token", ["0" * 32, "x", "%00", "A" * 400, "é" * 32])
def test_a_wrong_token_reads_like_an_absent_page(app: Flask, circle: Circle, token: str) -> None:
    browser = app.test_client()
    for address in (f"/mail/off/{token}", f"/mail/confirmation/{token}"):
        assert browser.get(address).status_code == 404
        assert browser.post(address).status_code == 404


@law("L9.1")
def test_an_address_is_written_to_only_after_its_owner_confirmed_it(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    with mailing(app) as sink:
        browser = as_member(circle.regular)
        assert browser.post("/you/email", data={"email": "me@example.net"}).status_code == 303
        wants(circle.regular)
        told(circle.regular, circle)
        work()
        (mail,) = sink.mails
        assert mail.message["Subject"] == "Please confirm this address"
        assert "List-Unsubscribe" not in mail.message
        assert member_for(circle.regular.id).email is None
        found = re.search(r"/mail/confirmation/[0-9a-f]{32}", mail.message.get_content())
        assert found is not None
        stranger = app.test_client()
        assert "Yes, confirm it" in stranger.get(found[0]).text
        assert member_for(circle.regular.id).email is None
        assert "It is confirmed" in stranger.post(found[0]).text
        assert stranger.post(found[0]).status_code == 404
        db.session.rollback()
        assert member_for(circle.regular.id).email == "me@example.net"
        told(circle.regular, circle)
        later(app, hours=1)
        assert len(sink.mails) == 2
        browser.post("/you/email/removal")
        assert member_for(circle.regular.id).email is None
        assert mailbox_of(circle.regular.id) is None


def test_a_link_is_good_for_a_day(app: Flask, circle: Circle, as_member: Browser) -> None:
    with mailing(app) as sink:
        as_member(circle.regular).post("/you/email", data={"email": "me@example.net"})
        work()
        found = re.search(r"/mail/confirmation/\w+", sink.mails[0].message.get_content())
        assert found is not None
        clock.move(timedelta(hours=25))
        assert app.test_client().post(found[0]).status_code == 404


def test_an_address_in_use_stays_until_the_other_is_confirmed(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    with mailing(app) as sink:
        has_mail(circle.regular, "old@example.net")
        wants(circle.regular)
        as_member(circle.regular).post("/you/email", data={"email": "new@example.net"})
        told(circle.regular, circle)
        work()
        assert {mail.to[0] for mail in sink.mails} == {"old@example.net", "new@example.net"}


@pytest.mark.parametrize(
    "address", ["", "x", "a@b", "a b@example.org", "a@example.org\r\nBcc: x@example.org", "é@example.org",
                "a@127.0.0.1", "<a@example.org>", "a" * 300 + "@example.org"],
)  # fmt: skip
def test_what_is_no_address_is_refused_in_words(
    app: Flask, circle: Circle, as_member: Browser, address: str
) -> None:
    with mailing(app) as sink:
        said = as_member(circle.regular).post("/you/email", data={"email": address})
        work()
        assert said.status_code == 422
        assert sink.mails == []


def test_a_site_without_a_mail_server_says_so(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    browser = as_member(circle.regular)
    assert "This site sends no mail." in browser.get("/you/email").text
    assert browser.post("/you/email", data={"email": "me@example.net"}).status_code == 403


@pytest.mark.parametrize(
    ("url", "sender", "words"),
    [
        ("smtp://localhost", "", "belong together"),
        ("", "a@example.org", "belong together"),
        ("http://localhost", "a@example.org", "smtps://"),
        ("smtp://", "a@example.org", "smtps://"),
        ("smtp://localhost:99999", "a@example.org", "cannot be read"),
        ("smtp://[::1", "a@example.org", "cannot be read"),
        ("smtp://localhost/path", "a@example.org", "nothing follows"),
        ("smtp://u:p@mail.example.org", "a@example.org", "in the clear"),
        ("smtp://localhost", "nobody", "HEARTH_MAIL_FROM"),
        ("smtp://localhost", "a+b@example.org", "without a +"),
    ],
)
def test_a_setting_that_cannot_be_meant_is_refused_at_the_start(
    url: str, sender: str, words: str
) -> None:
    with pytest.raises(Unsafe, match=re.escape(words)):
        Config.from_environment({"HEARTH_SMTP_URL": url, "HEARTH_MAIL_FROM": sender})


def test_a_password_may_hold_any_sign() -> None:
    config = Config.from_environment(
        {
            "HEARTH_SMTP_URL": "smtps://me%40x:p%2F%3A%40@mail.example.org",
            "HEARTH_MAIL_FROM": SENDER,
        }
    )
    assert config.mail is not None
    assert (config.mail.user, config.mail.password, config.mail.port) == ("me@x", "p/:@", 465)
    assert "p/:@" not in repr(config)
    assert Ways() == Ways(True, False, False)
