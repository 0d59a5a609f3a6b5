"""What tests of cases share: reporting as the page does, and people of office."""

import re

from flask import Flask
from flask.testing import FlaskClient

from community.extensions import db
from community.moderation import operations, queries
from community.moderation.forms import ReportForm
from community.moderation.models import Case, Report
from community.rooms import operations as rooms
from community.rooms.forms import MessageForm
from tests.factories import Circle, Person

HARSH = "I sell a taper that works in a week."


def said(circle: Circle, who: Person, body: str, key: str = "") -> str:
    """Something is said in the lounge; its name."""
    form = MessageForm.parse({"body": body, "key": key or f"key-{abs(hash((who.id, body))):x}"})
    return f"{circle.stream}/{rooms.post_message(who.id, circle.stream, form).seq}"


def report(who: Person, ref: str, kind: str = "message", **typed: object) -> int:
    """Report it as the page does: having seen what is sealed; the report's id."""
    return operations.report(who.id, looked_at(who, ref, kind, **typed))


def looked_at(who: Person, ref: str, kind: str = "message", **typed: object) -> ReportForm:
    """What somebody would send now who has the page of a report before them."""
    what = queries.reported_for(who.id, kind, ref)
    seqs = [line.seq for line in what.lines] or [0]
    first, last = typed.pop("first", min(seqs)), typed.pop("last", max(seqs))
    return ReportForm(
        kind, ref, str(typed.pop("reason", "selling")), str(typed.pop("words", "He said this to two of us.")),
        str(typed.pop("key", f"report-{ref}-{who.id}")), int(str(first)), int(str(last)),
        operations.shown(what.lines), f"{first}-{last}", **typed,  # type: ignore[arg-type]
    )  # fmt: skip


def case_of(report_id: int) -> Case:
    """The case that a report opened."""
    db.session.rollback()
    return db.session.get_one(Case, db.session.get_one(Report, report_id).case_id)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found, name
    return found[1]


def send(client: FlaskClient, ref: str, kind: str = "message", **typed: str) -> int:
    """Report through the page; the status of the answer."""
    page = client.get(f"/reports/new?kind={kind}&ref={ref}").get_data(as_text=True)
    names = ("kind", "ref", "key", "shown", "seen")
    first, last = hidden(page, "seen").split("-")
    data = {name: hidden(page, name) for name in names} | {
        "first": first,
        "last": last,
        "reason": "selling",
        "faith": "yes",
    }
    return client.post("/reports", data=data | typed).status_code


def everything(app: Flask, client: FlaskClient) -> dict[str, bytes]:
    """Every page of the product that may tell somebody of office about cases, but for its secrets."""
    pages = (
        "/desk",
        "/desk?state=open",
        "/desk?state=mine",
        "/",
        "/notices",
        "/you",
        "/you/record",
        "/reports",
    )
    return {page: plain(client.get(page).data) for page in pages}


def plain(page: bytes) -> bytes:
    """A page without its secrets and its seconds."""
    page = re.sub(rb'(nonce|datetime)="[^"]*"', b"", page)
    return re.sub(rb'name="(csrf_token|key)" value="[^"]*"', b"", page)
