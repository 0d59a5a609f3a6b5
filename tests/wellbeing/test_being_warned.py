"""Somebody is told what their own days say: once, with the numbers, and nobody else is (L6.5)."""

import re
from datetime import date, timedelta

import pytest
from flask import Flask

from community.errors import Invalid, NotFound
from community.extensions import db
from community.jobs import run_due
from community.notices.queries import inbox_of
from community.wellbeing.forms.warnings import OutlookForm
from community.wellbeing.models import Outlook, Warning
from community.wellbeing.operations.warnings import choose_outlook, look_at_days, see_warning
from community.wellbeing.queries.warnings import warning_for, whose_days_ended
from tests.factories import Circle, Person
from tests.laws import law
from tests.stage import Browser
from tests.wellbeing.days import FALLEN, at, lived, lives_in, note, set_clock

NOON = at("2026-11-29 13:00")


def warnings(person: Person) -> list[Warning]:
    db.session.rollback()
    return db.session.query(Warning).filter_by(member_id=person.id).order_by(Warning.at).all()


def inbox(person: Person) -> list[str]:
    db.session.rollback()
    return [line.kind for line in inbox_of(person.id, "UTC")]


@pytest.fixture(autouse=True)
def at_noon(app: Flask) -> None:
    set_clock(NOON)


@law("L6.5")
def test_it_is_told_once_when_the_day_can_no_longer_change(circle: Circle) -> None:
    lived(circle.regular, [*FALLEN[:35], 1, 1, 2], date(2026, 11, 28))
    set_clock(at("2026-11-29 11:59"))
    assert not look_at_days(circle.regular.id)  # yesterday is still open, and the 27th looked at
    set_clock(NOON)
    assert look_at_days(circle.regular.id)
    assert not look_at_days(circle.regular.id)
    assert [one.day for one in warnings(circle.regular)] == [date(2026, 11, 28)]
    assert inbox(circle.regular).count("days_warn") == 1


@law("L6.5")
def test_the_page_has_the_numbers_and_nothing_that_shames(
    circle: Circle, as_member: Browser
) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    look_at_days(circle.regular.id)
    (warned,) = warnings(circle.regular)
    client = as_member(circle.regular)
    today = client.get("/").text
    assert f"/you/warnings/{warned.id}" in today
    page = client.get(f"/you/warnings/{warned.id}").text
    assert page.count("<h1>Your days have been lower lately</h1>") == page.count("<h1") == 1
    assert "Mood: 1 over the last 10 days. In the 28 days before it was 3.7." in page
    assert re.search(r"Urge: [234](\.\d)? on average over the last 10 days", page)
    for word in ("streak", "fail", "broke", "should"):
        assert word not in page.casefold()
    assert client.post(f"/you/warnings/{warned.id}/seen").status_code == 303
    assert f"/you/warnings/{warned.id}" not in client.get("/").text
    assert f"/you/warnings/{warned.id}" in client.get("/you/warnings").text


@law("L6.5")
def test_who_began_lately_is_told_of_as_many_days_as_there_were(
    circle: Circle, as_member: Browser
) -> None:
    lived(circle.regular, FALLEN[14:], date(2026, 11, 28))
    assert look_at_days(circle.regular.id)
    (warned,) = warnings(circle.regular)
    page = as_member(circle.regular).get(f"/you/warnings/{warned.id}").text
    assert "In the 21 days before it was 3.7." in page


@law("L6.5")
def test_a_silence_is_told_once_with_the_days_it_lasts(circle: Circle, as_member: Browser) -> None:
    lived(circle.regular, [4] * 40, date(2026, 11, 28))
    for day in range(60):
        set_clock(NOON + timedelta(days=day))
        look_at_days(circle.regular.id)
    (warned,) = warnings(circle.regular)
    assert (warned.rule, warned.day) == ("silence", date(2026, 12, 2))
    page = as_member(circle.regular).get(f"/you/warnings/{warned.id}").text
    assert "No check-in for 4 days. In the 28 days before, about 0.3 in ten had none." in page


@law("L6.5")
def test_nobody_else_is_told_or_finds_it(circle: Circle, as_member: Browser) -> None:
    pages = ("/", "/notices", f"/groups/{circle.slug}", f"/groups/{circle.slug}/people")
    others = {person.id: as_member(person) for person in (circle.other, circle.moderator)}
    before = {
        (who, page): len(client.get(page).text) for who, client in others.items() for page in pages
    }
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    look_at_days(circle.regular.id)
    (warned,) = warnings(circle.regular)
    after = {
        (who, page): len(client.get(page).text) for who, client in others.items() for page in pages
    }
    assert before == after
    for client in others.values():
        assert client.get(f"/you/warnings/{warned.id}").status_code == 404
        assert client.post(f"/you/warnings/{warned.id}/seen").status_code == 404
    with pytest.raises(NotFound):
        warning_for(circle.other.id, warned.id)
    with pytest.raises(NotFound):
        see_warning(circle.other.id, warned.id)


@law("L6.5")
def test_the_job_catches_up_without_a_burst(app: Flask, circle: Circle) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    lived(circle.other, [4] * 40, date(2026, 11, 28))
    for _ in range(3):
        run_due(100)
    assert len(warnings(circle.regular)) == 1
    assert warnings(circle.other) == []
    set_clock(NOON + timedelta(days=5))  # the machine was away for five days
    assert set(whose_days_ended()) == {circle.regular.id, circle.other.id}
    run_due(100)
    run_due(100)
    assert len(warnings(circle.regular)) == 1  # within ten days there is no other
    assert [one.rule for one in warnings(circle.other)] == ["silence"]
    assert not set(whose_days_ended()) & {circle.regular.id} or not look_at_days(circle.regular.id)


@law("L6.5")
def test_whoever_switched_it_off_hears_nothing(circle: Circle, as_member: Browser) -> None:
    client = as_member(circle.regular)
    assert client.post("/you/warnings", data={"words": "river"}).status_code == 303
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    assert not look_at_days(circle.regular.id)
    note(circle.regular, mood="3", whole="yes", line="The river again.")
    assert warnings(circle.regular) == []


@law("L6.5")
def test_ones_own_word_is_met_at_once_and_kept_sealed(circle: Circle, as_member: Browser) -> None:
    choose_outlook(circle.regular.id, OutlookForm(True, ("the old bar", "vanish")))
    note(circle.regular, mood="3", whole="yes", line="I went past the  Old Bar today.")
    note(circle.regular, mood="2", whole="yes", line="The old bar, and home.")
    (warned,) = warnings(circle.regular)
    assert warned.rule == "words"
    assert "bar" not in warned.word + db.session.get_one(Outlook, circle.regular.id).words
    page = as_member(circle.regular).get(f"/you/warnings/{warned.id}").text
    assert "You wrote: “the old bar”." in page
    assert "old bar" not in " ".join(line.sentence for line in inbox_of(circle.regular.id, "UTC"))


@law("L6.5")
def test_own_words_do_not_silence_the_rules(circle: Circle) -> None:
    choose_outlook(circle.regular.id, OutlookForm(True, ("vanish",)))
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    note(circle.regular, mood="1", whole="yes", line="I want to vanish.")
    assert look_at_days(circle.regular.id)
    assert {one.rule for one in warnings(circle.regular)} == {"words", "mood"}


@law("L6.5")
def test_the_day_is_the_members_own(circle: Circle) -> None:
    lives_in(circle.regular, "Pacific/Auckland")
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    set_clock(at("2026-11-28 22:30"))  # 11:30 of the 29th there: the 28th is still open
    look_at_days(circle.regular.id)
    assert db.session.get_one(Outlook, circle.regular.id).looked_on == date(2026, 11, 27)
    set_clock(at("2026-11-28 23:30"))
    look_at_days(circle.regular.id)
    assert db.session.get_one(Outlook, circle.regular.id).looked_on == date(2026, 11, 28)


@pytest.mark.parametrize("typed", ["x" * 61, "\n".join(f"word{n}" for n in range(31))])
def test_too_many_words_are_refused_and_kept(
    circle: Circle, as_member: Browser, typed: str
) -> None:
    answer = as_member(circle.regular).post("/you/warnings", data={"is_on": "yes", "words": typed})
    assert answer.status_code == 422
    assert typed.split("\n", maxsplit=1)[0] in answer.text
    assert db.session.query(Outlook).count() == 0
    with pytest.raises(Invalid):
        OutlookForm.parse({"words": typed})
