"""A saved file of FindTreatment.gov comes in once, waits, and is taken up by kind and state."""

import json
from typing import Any

import pytest
from flask import Flask

from community.cli import perform
from community.directory import operations, queries
from community.directory.findtreatment import Unreadable, read_rows
from community.directory.models import LISTED, WAITING, Listing
from community.errors import NotFound
from community.extensions import db
from tests.factories import Person, a_person
from tests.laws import law
from tests.members.answering import told
from tests.stage import Browser

ROW = {
    "name1": "Bluebonnet", "name2": "Outpatient", "street1": "1 Elm Street", "city": "Austin", "state": "TX",
    "zip": "78701", "phone": "512-555-0100", "website": "https://bluebonnet.example", "typeFacility": "SA",
    "services": [{"f1": "Type of care", "f2": "TC", "f3": "Outpatient"}],
}  # fmt: skip
MEDICINE = [
    {"f1": "Pharmacotherapies", "f2": "PHR", "f3": "Buprenorphine with naloxone; Methadone"}
]


def row(**other: Any) -> dict[str, Any]:
    return {**ROW, **other}


def a_file(*rows: Any, wrapped: bool = True) -> bytes:
    return json.dumps({"page": 1, "rows": list(rows)} if wrapped else list(rows)).encode()


@pytest.fixture
def keeper(app: Flask) -> Person:
    return a_person(administrator=True)


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_row_becomes_an_entry(app: Flask, wrapped: bool) -> None:
    found, left_out = read_rows(
        a_file(row(), row(name1="Other", services=MEDICINE), wrapped=wrapped)
    )
    assert left_out == 0
    assert [(one.form.kind, one.batch) for one in found] == [("clinic", "TX"), ("medication", "TX")]
    form = found[0].form
    assert (form.name, form.area, form.address) == (
        "Bluebonnet, Outpatient", "Austin, TX", "1 Elm Street, 78701",
    )  # fmt: skip
    assert (form.phone, form.web, form.country) == (
        "512-555-0100",
        "https://bluebonnet.example",
        "US",
    )


@pytest.mark.parametrize(
    "bad",
    [
        None, 7, "x", [], {}, {"name1": "No way to reach it"}, row(name1="", name2=""), row(name1=["x"], name2=None),
        row(phone="https://x.example"), row(name1="a\u202eb"),
    ],
)  # fmt: skip
def test_a_row_that_says_too_little_is_left_out(app: Flask, bad: Any) -> None:
    found, left_out = read_rows(a_file(row(), bad))
    assert (len(found), left_out) == (1, 1)


@pytest.mark.parametrize(
    "web",
    [
        "http://bluebonnet.example",
        "https://bit.ly/x",
        "https://bluebonnet.example/?utm_source=ft",
        5,
        None,
    ],
)
def test_an_address_that_is_not_plain_is_left_out_of_its_entry(app: Flask, web: Any) -> None:
    assert read_rows(a_file(row(website=web)))[0][0].form.web == ""


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"7", b'{"rows": 7}', b"[" * 100_000])
def test_a_file_that_is_none_is_refused_in_words(app: Flask, data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_rows(data)


@law("L11.1")
def test_the_command_brings_a_file_in_once_and_nobody_reads_it_before_it_is_taken_up(
    keeper: Person, app: Flask, as_member: Browser, tmp_path
) -> None:
    path = tmp_path / "texas.json"
    path.write_bytes(
        a_file(row(), row(name1="Other"), row(name1="Clinic in Maine", state="ME"), {})
    )
    code, said = perform(app, ["import-directory", str(path)], lambda: "")
    assert code == 0
    assert "3 entries wait for approval; 0 were here already; 1 rows said too little." in said
    assert (
        "0 entries wait for approval; 3 were here already"
        in perform(app, ["import-directory", str(path)], lambda: "")[1]
    )
    assert {one.state for one in db.session.query(Listing)} == {WAITING}
    assert "Bluebonnet" not in as_member(a_person()).get("/directory").text
    assert "2 entries" in as_member(keeper).get("/directory/keeping").text
    assert told(keeper) == []


@law("L11.1")
def test_a_keeper_takes_up_a_kind_and_state_as_what_nobody_has_checked(
    keeper: Person, app: Flask, as_member: Browser
) -> None:
    operations.bring_in(read_rows(a_file(row(), row(name1="Clinic in Maine", state="ME")))[0])
    page = as_member(keeper).get("/directory/batches?kind=clinic&region=TX")
    assert "Bluebonnet" in page.text
    as_member(keeper).post("/directory/batches/approval", data={"kind": "clinic", "region": "TX"})
    taken = db.session.query(Listing).filter_by(batch="TX").one()
    assert (taken.state, taken.verified_on) == (LISTED, None)
    assert "Nobody has checked this yet" in app.test_client().get(f"/directory/{taken.id}").text
    assert "Maine" not in app.test_client().get("/directory").text
    as_member(keeper).post("/directory/batches/discarding", data={"kind": "clinic", "region": "ME"})
    assert db.session.query(Listing).filter_by(batch="ME").count() == 0
    assert queries.batches_waiting() == []
    assert as_member(keeper).get("/directory/batches?kind=clinic&region=ME").status_code == 404


@pytest.mark.parametrize(
    "other", [{"region": "\x00"}, {"kind": "casino"}, {"region": "x" * 41}, {"all": "yes"}]
)
def test_what_names_no_batch_is_refused(
    keeper: Person, as_member: Browser, other: dict[str, str]
) -> None:
    named = {"kind": "clinic", "region": "TX", **other}
    browser = as_member(keeper)
    assert browser.get("/directory/batches", query_string=named).status_code == 422
    for act in ("approval", "discarding"):
        assert browser.post(f"/directory/batches/{act}", data=named).status_code == 422


def test_nobody_else_takes_a_batch_up(keeper: Person) -> None:
    operations.bring_in(read_rows(a_file(row()))[0])
    for act in (operations.accept_batch, operations.discard_batch):
        with pytest.raises(NotFound):
            act(a_person().id, "clinic", "TX")
    assert len(queries.first_of_batch("clinic", "TX")) == 1


def test_what_a_person_suggested_is_in_no_batch(keeper: Person) -> None:
    operations.bring_in(read_rows(a_file(row(state="")))[0])
    assert operations.accept_batch(keeper.id, "clinic", "") == 1
    assert operations.accept_batch(keeper.id, "clinic", "") == 0
