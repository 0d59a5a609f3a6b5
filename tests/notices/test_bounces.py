"""Mail that came back: a report turns mail off for that one address, and nothing else that may be piped in does."""

import pytest
from flask import Flask

from community.cli import perform
from community.extensions import db
from community.notices import operations
from community.notices.queries import inbox_of, mailbox_of
from tests.factories import Circle
from tests.laws import law
from tests.notices.stage import has_mail, mailing
from tests.stage import Browser

REPORT = """\
Return-Path: <>
Delivered-To: hearth+{token}@mail.example.org
From: MAILER-DAEMON@mx.example.net
To: hearth+{token}@mail.example.org
Content-Type: multipart/report;
 report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; box@example.net
Action: {action}
Status: {status}

--b--
"""


def pipe(app: Flask, said: str) -> tuple[int, str]:
    """What a mail server pipes into the command."""
    lines = iter([*said.splitlines(keepends=True), ""])
    answer = perform(app, ["bounce", "-"], lambda: next(lines))
    db.session.rollback()
    return answer


def has_bounced(circle: Circle) -> bool:
    box = mailbox_of(circle.regular.id)
    return box is not None and box.bounced_at is not None


def token_of(circle: Circle) -> str:
    box = mailbox_of(circle.regular.id)
    assert box is not None
    return box.token


@law("L9.1")
def test_a_report_that_an_address_is_dead_turns_mail_off_and_its_owner_is_told(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    with mailing(app):
        has_mail(circle.regular)
        report = REPORT.format(token=token_of(circle).upper(), action="failed", status="5.1.1")
        assert pipe(app, report) == (0, "No more mail goes to that address.")
        assert pipe(app, report) == (0, "That was known already.")
        assert [item.kind for item in inbox_of(circle.regular.id, "UTC")] == ["mail_bounced"]
        browser = as_member(circle.regular)
        assert "came back" in browser.get("/you/email").text
        assert browser.post("/you/email/on").status_code == 409
        has_mail(circle.regular)
        db.session.rollback()
        assert not has_bounced(circle)


@pytest.mark.parametrize(
    ("action", "status"),
    [("delayed", "4.4.1"), ("failed", "4.2.2"), ("delivered", "2.0.0"), ("failed", "x")],
)
def test_what_is_no_death_changes_nothing(
    app: Flask, circle: Circle, action: str, status: str
) -> None:
    with mailing(app):
        has_mail(circle.regular)
        report = REPORT.format(token=token_of(circle), action=action, status=status)
        assert pipe(app, report)[0] == 0
        assert not has_bounced(circle)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "\x00\udcff",
        "Subject: hello\n\nAction: failed\nStatus: 5.0.0\n",
        "a" * 100_000,
        "--b\n" * 50_000,
    ],
)
def test_anything_else_is_no_report(app: Flask, circle: Circle, said: str) -> None:
    with mailing(app):
        has_mail(circle.regular)
        code, words = pipe(app, said)
        assert (code, words) == (
            0,
            "Nothing to do: this does not say that an address of ours is dead.",
        )
        assert not has_bounced(circle)


def test_a_report_about_nobody_we_know_changes_nothing(app: Flask, circle: Circle) -> None:
    with mailing(app):
        has_mail(circle.regular)
        report = REPORT.format(token="0" * 32, action="failed", status="5.1.1")
        assert pipe(app, report) == (0, "Nothing to do: no mailbox goes by that return path.")


def test_mail_that_was_turned_off_can_be_turned_on_again(
    app: Flask, circle: Circle, as_member: Browser
) -> None:
    with mailing(app):
        browser = as_member(circle.regular)
        assert browser.post("/you/email/on").status_code == 404
        has_mail(circle.regular)
        operations.stop_mail(token_of(circle))
        assert "Send mail again" in browser.get("/you/email").text
        assert browser.post("/you/email/on").status_code == 303
        assert mailbox_of(circle.regular.id).off_at is None  # type: ignore[union-attr]


def test_a_site_without_mail_refuses_the_command(app: Flask) -> None:
    assert perform(app, ["bounce", "-"], lambda: "")[0] == 1
