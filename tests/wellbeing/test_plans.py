"""The plan: one's own, sealed, in its order (L6.4)."""

import pytest
from flask import Flask

from community import resealing, vault
from community.errors import Conflict, Invalid
from community.extensions import db
from community.wellbeing.forms.plans import PlanForm
from community.wellbeing.forms.warnings import OutlookForm
from community.wellbeing.models import Plan
from community.wellbeing.models.warnings import Outlook
from community.wellbeing.operations.plans import write_plan
from community.wellbeing.operations.warnings import choose_outlook
from community.wellbeing.queries.checkins import noted_on, today_of
from community.wellbeing.queries.plans import plan_of, with_numbers
from tests.factories import Circle, a_circle, admit
from tests.laws import law
from tests.portability.stage import deletes, downloaded, everything, rows, with_passphrase, work
from tests.stage import Browser
from tests.wellbeing.days import note, rows_of

WRITTEN = {
    "signs": "I stop answering.\n\n  I sleep by day. ", "steps": "Walk to the river.\nCall Ines.",
    "people": "Ines, +49 30 1234567\nThe night line", "reasons": "Breakfast with Mia.", "based_on": "0",
}  # fmt: skip


@law("L6.4")
def test_a_plan_keeps_its_lists_in_their_order(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    assert client.post("/you/plan", data=WRITTEN).headers["Location"] == "/you/plan"
    assert plan_of(circle.regular.id).parts["signs"] == ("I stop answering.", "I sleep by day.")
    page = client.get("/you/plan").text
    assert page.index("Walk to the river.") < page.index("Call Ines.")
    assert '<a href="tel:+49301234567">' in page
    assert "Walk to the river.\nCall Ines." in client.get("/you/plan/edit").text


@law("L6.4")
def test_it_is_sealed_at_rest(circle: Circle) -> None:
    write_plan(circle.regular.id, PlanForm.parse(WRITTEN))
    row = db.session.query(Plan).one()
    kept = " ".join((row.signs, row.steps, row.people, row.reasons))
    for word in ("river", "Ines", "1234567", "Mia", "answering"):
        assert word not in kept


@law("L6.4")
def test_nobody_else_ever_reads_it(circle: Circle, as_member: Browser, app: Flask) -> None:
    write_plan(circle.regular.id, PlanForm.parse(WRITTEN))
    for person in (circle.other, circle.moderator):
        for address in ("/you/plan", "/you/plan/edit", "/"):
            page = as_member(person).get(address)
            assert page.status_code == 200
            assert "river" not in page.text
    assert "/sign-in" in app.test_client().get("/you/plan").headers["Location"]


@law("L6.4")
def test_what_another_device_wrote_is_not_written_over_unseen(
    circle: Circle, as_member: Browser
) -> None:
    client = as_member(circle.regular)
    client.post("/you/plan", data=WRITTEN)
    stale = client.post("/you/plan", data={"steps": "Something else.", "based_on": "0"})
    assert stale.status_code == 409
    assert "Something else." in stale.text
    assert 'name="based_on" value="1"' in stale.text
    assert plan_of(circle.regular.id).parts["reasons"] == ("Breakfast with Mia.",)
    assert client.post("/you/plan", data=WRITTEN).status_code == 303  # the same again: harmless
    assert (
        client.post("/you/plan", data={"steps": "Something else.", "based_on": "1"}).status_code
        == 303
    )
    assert plan_of(circle.regular.id).parts["reasons"] == ()
    with pytest.raises(Conflict):
        write_plan(circle.regular.id, PlanForm(based_on=9, steps=("No.",)))


@law("L6.3", "L6.4", "L1.9")
def test_days_and_plan_are_taken_along_and_go_with_the_account(
    app: Flask, as_member: Browser
) -> None:
    circle = a_circle("harbour-street")
    leaver = with_passphrase("leaver")
    admit(leaver, circle.slug)
    note(leaver, whole="yes", mood="2", urge="7", sleep="6.5", line="Long shift.", hungry="yes")
    note(circle.other, whole="yes", mood="5", line="Not yours.")
    write_plan(leaver.id, PlanForm.parse(WRITTEN))
    browser = as_member(leaver)
    zipped = downloaded(browser)
    (day,), (plan,) = rows(zipped, "checkins"), rows(zipped, "plan")
    assert (day["mood"], day["urge"], day["hours_of_sleep"], day["line"]) == (
        2,
        7,
        6.5,
        "Long shift.",
    )
    assert "Call Ines." in plan["steps"]
    assert "Not yours." not in everything(zipped)
    assert "Long shift." not in everything(downloaded(as_member(circle.moderator)))
    assert deletes(browser, "remove").status_code in (200, 303)
    work()
    assert rows_of(leaver) == []
    assert db.session.query(Plan).count() == 0
    assert len(rows_of(circle.other)) == 1


@law("L6.4")
def test_a_new_key_opens_what_was_sealed_with_the_old(circle: Circle) -> None:
    note(circle.regular, whole="yes", mood="2", line="Long shift.")
    write_plan(circle.regular.id, PlanForm.parse(WRITTEN))
    choose_outlook(circle.regular.id, OutlookForm(True, ("the corner shop",)))
    before = rows_of(circle.regular)[0].line
    assert resealing.rotate() == 6
    resealing.forget_old()
    assert rows_of(circle.regular)[0].line != before
    noted = noted_on(circle.regular.id, today_of(circle.regular.id))
    assert noted is not None
    assert noted.line == "Long shift."
    outlook = db.session.get_one(Outlook, circle.regular.id)
    assert vault.unseal(outlook.words, outlook.about) == "the corner shop"
    assert "Call Ines." in plan_of(circle.regular.id).parts["steps"]


@pytest.mark.parametrize("said", ["\n".join("abcdefghijklmnopqrstu"), "x" * 201])
def test_a_list_has_bounds(app: Flask, said: str) -> None:
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        PlanForm.parse({"steps": said})
    assert set(refused.value.fields) == {"steps"}


@law("L6.4")
def test_it_is_one_tap_from_today_and_from_the_crisis_pages(
    circle: Circle, as_member: Browser, app: Flask
) -> None:
    for address in ("/", "/crisis", "/crisis/us", "/you"):
        assert 'href="/you/plan"' in as_member(circle.regular).get(address).text, address
    assert "/you/plan" not in app.test_client().get("/crisis").text


@pytest.mark.parametrize(
    ("item", "dialled"),
    [
        ("Ines, +49 30 1234567", ["+49301234567"]), ("call 988", []),
        ("0800 111 0 111 or 116 123", ["08001110111", "116123"]),
        ("since 2019", []), ("(030) 123-4567", []),
    ],
)  # fmt: skip
def test_numbers_can_be_called(item: str, dialled: list[str]) -> None:
    pieces = with_numbers(item)
    assert "".join(words for words, _digits in pieces) == item
    if dialled:
        assert [digits for _words, digits in pieces if digits] == dialled
