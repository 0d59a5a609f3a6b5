"""What somebody lets a mentor read: only by a grant in force, only while that is their mentor (L6.1, L6.5, L7.8)."""

from datetime import date, timedelta
from functools import partial

import pytest
from flask import Flask

from community import clock
from community.actors import OPERATOR
from community.clock import now
from community.errors import Conflict, Invalid, NotFound
from community.extensions import db
from community.groups import operations as groups
from community.journal import JournalEntry
from community.members.operations import suspend_from_site
from community.moderation import operations as moderation
from community.moderation.forms import ActForm
from community.notices.queries import inbox_of
from community.operations import operation
from community.registry import registry
from community.wellbeing import operations
from community.wellbeing.forms.grants import GrantForm
from community.wellbeing.forms.plans import PlanForm
from community.wellbeing.models import Grant, Warning, WarningSent
from community.wellbeing.operations.plans import write_plan
from community.wellbeing.operations.warnings import look_at_days
from community.wellbeing.queries import grants as reading
from tests.factories import Circle, Person, a_circle, admit
from tests.laws import law
from tests.portability.stage import (
    deletes,
    downloaded,
    everything,
    rows,
    with_passphrase,
    work,
)
from tests.races import at_once, on_both
from tests.stage import Browser
from tests.wellbeing.days import FALLEN, at, lived, note, set_clock
from tests.wellbeing.stage import a_clock, a_slip, has_app, has_no_app

NOON = at("2026-11-29 13:00")
ITEMS = ("moods", "plan", "warnings")


class Pairs(set[tuple[int, int]]):
    """Who is whose mentor, as mentoring will say it: memberships of mentee and mentor."""

    def __call__(self, mentee_id: int, mentor_id: int) -> bool:
        return (mentee_id, mentor_id) in self


@pytest.fixture
def pairs(circle: Circle, monkeypatch: pytest.MonkeyPatch) -> Pairs:
    """The other is the regular's mentor."""
    found = Pairs({(circle.mid(circle.regular), circle.mid(circle.other))})
    monkeypatch.setattr(registry, "mentored_by", found)
    for person in (circle.regular, circle.other):
        has_app(person)
    return found


@pytest.fixture
def owner(circle: Circle) -> int:
    """The regular's membership, at noon."""
    set_clock(NOON)
    return circle.mid(circle.regular)


def give(circle: Circle, what: str, to: Person | None = None) -> None:
    """The regular lets their mentor read it."""
    operations.grant(circle.regular.id, GrantForm(circle.mid(to or circle.other), what))


def back(circle: Circle, what: str) -> None:
    """The regular takes it back."""
    operations.take_back(circle.regular.id, GrantForm(circle.mid(circle.other), what))


def told(person: Person) -> list[str]:
    """What stands in somebody's inbox."""
    db.session.rollback()
    return [line.sentence for line in inbox_of(person.id, "UTC")]


@law("L6.1")
def test_nothing_is_granted_to_whoever_is_nobodys_mentor(circle: Circle, owner: int) -> None:
    for what in ITEMS:
        with pytest.raises(NotFound):
            give(circle, what)
    assert db.session.query(Grant).count() == 0


@law("L6.1", "L6.3", "L6.5")
def test_a_mentor_reads_what_was_granted_and_nothing_else(
    circle: Circle, owner: int, pairs: Pairs
) -> None:
    reader = circle.other.id
    note(circle.regular, mood="2", whole="yes", urge="7", line="Long shift.")
    write_plan(circle.regular.id, PlanForm(steps=("Walk.",)))
    readings = {
        "moods": reading.moods_granted_to, "plan": reading.plan_granted_to,
        "warnings": reading.warnings_granted_to,
    }  # fmt: skip
    for what in ITEMS:
        with pytest.raises(NotFound):
            readings[what](reader, owner)
        give(circle, what)
        give(circle, what)
        assert reading.granted_to(reader, owner) == {what}
        readings[what](reader, owner)
        for other in set(ITEMS) - {what}:
            with pytest.raises(NotFound):
                readings[other](reader, owner)
        back(circle, what)
        with pytest.raises(NotFound):
            readings[what](reader, owner)
    give(circle, "moods")
    assert reading.moods_granted_to(reader, owner)[-1] == (date(2026, 11, 29), 2)
    give(circle, "plan")
    assert reading.plan_granted_to(reader, owner).parts["steps"] == ("Walk.",)


@law("L6.1")
def test_nobody_but_that_mentor_reads_it(circle: Circle, owner: int, pairs: Pairs) -> None:
    give(circle, "moods")
    for person in (circle.moderator, circle.newcomer, circle.outsider, circle.regular):
        assert reading.granted_to(person.id, owner) == frozenset()
        with pytest.raises(NotFound):
            reading.moods_granted_to(person.id, owner)
    with pytest.raises(NotFound):
        give(circle, "moods", circle.moderator)
    assert reading.clocks_granted_to(circle.other.id, 1) == []
    assert [one.what for one in reading.grants_of(circle.regular.id)] == ["moods"]
    assert reading.grants_of(circle.other.id) == []


@law("L6.1")
def test_a_grant_goes_one_way(circle: Circle, owner: int, pairs: Pairs) -> None:
    mentor = GrantForm(owner, "moods")
    with pytest.raises(NotFound):
        operations.grant(circle.other.id, mentor)
    pairs.add((circle.mid(circle.other), owner))
    operations.grant(circle.other.id, mentor)
    assert reading.granted_to(circle.other.id, owner) == frozenset()
    assert reading.granted_to(circle.regular.id, circle.mid(circle.other)) == {"moods"}


@law("L1.5", "L6.1")
def test_a_mentor_whose_authenticator_is_off_reads_nothing(
    circle: Circle, owner: int, pairs: Pairs
) -> None:
    give(circle, "moods")
    assert reading.moods_granted_to(circle.other.id, owner)
    has_no_app(circle.other)
    db.session.rollback()
    assert reading.granted_to(circle.other.id, owner) == frozenset()
    with pytest.raises(NotFound):
        reading.moods_granted_to(circle.other.id, owner)
    has_app(circle.other)
    db.session.rollback()
    assert reading.moods_granted_to(circle.other.id, owner)


@law("L6.1")
def test_when_they_are_mentor_and_mentee_no_more_nothing_is_read(
    circle: Circle, owner: int, pairs: Pairs
) -> None:
    give(circle, "moods")
    pairs.clear()
    assert reading.granted_to(circle.other.id, owner) == frozenset()
    back(circle, "moods")
    assert [one.withdrawn_at is None for one in db.session.query(Grant)] == [False]


@law("L6.1")
def test_parting_takes_back_what_the_one_granted_and_leaves_what_the_other_did(
    circle: Circle, owner: int, pairs: Pairs
) -> None:
    mentor = circle.mid(circle.other)
    pairs.add((mentor, owner))
    give(circle, "plan")
    operations.grant(circle.other.id, GrantForm(owner, "moods"))
    operation(operations.stop_granting_between)(owner, mentor, circle.regular.id)
    assert reading.granted_to(circle.other.id, owner) == frozenset()
    assert reading.granted_to(circle.regular.id, mentor) == {"moods"}
    operations.take_back(circle.other.id, GrantForm(1, "moods"))  # nobody of that name: nothing
    assert reading.granted_to(circle.regular.id, mentor) == {"moods"}


@law("L6.1", "L6.2")
def test_a_clock_is_granted_with_its_days_and_slips_are_another_grant(
    circle: Circle, owner: int, pairs: Pairs
) -> None:
    clock_id, other = a_clock(circle.regular, 45), a_clock(circle.regular, 9, name="No bets")
    assert reading.clocks_granted_to(circle.other.id, owner) == []
    give(circle, f"clock:{clock_id}")
    a_slip(circle.regular, clock_id, 3)
    clock.move(NOON - now() + (NOON - at("2026-11-27 13:00")))
    (seen,) = reading.clocks_granted_to(circle.other.id, owner)
    assert (seen.name, seen.days, seen.kept) == ("No alcohol", 47, None)
    give(circle, f"slips:{clock_id}")
    (seen,) = reading.clocks_granted_to(circle.other.id, owner)
    assert (seen.days, seen.kept) == (47, 46)
    back(circle, f"slips:{clock_id}")
    assert reading.clocks_granted_to(circle.other.id, owner)[0].kept is None
    give(circle, f"clock:{other}")
    assert len(reading.clocks_granted_to(circle.other.id, owner)) == 2


@law("L6.2")
def test_before_a_slip_one_reads_that_a_mentor_can_tell(
    circle: Circle, owner: int, pairs: Pairs, as_member: Browser
) -> None:
    clock_id, mine = a_clock(circle.regular), as_member(circle.regular)
    clock_page, form = f"/you/clocks/{clock_id}", f"/you/clocks/{clock_id}/slips/new"
    give(circle, f"clock:{clock_id}")
    assert "Nobody is told." in mine.get(form).text
    give(circle, f"slips:{clock_id}")
    for page in (mine.get(clock_page).text, mine.get(form).text):
        assert "Nobody is told." not in page
        assert f"Your mentor {circle.other.handle} can read slips of this clock." in page
    back(circle, f"slips:{clock_id}")
    for page in (mine.get(clock_page).text, mine.get(form).text):
        assert "Nobody is told." in page
        assert circle.other.handle not in page


@law("L6.1")
def test_who_sees_a_clock_names_mentors_too(
    circle: Circle, owner: int, pairs: Pairs, as_member: Browser
) -> None:
    clock_id, other = a_clock(circle.regular), a_clock(circle.regular, name="No bets")
    mine, page = as_member(circle.regular), f"/you/clocks/{clock_id}/visibility"
    give(circle, f"clock:{other}")
    assert circle.other.handle not in mine.get(page).text
    give(circle, f"clock:{clock_id}")
    assert f"Your mentor {circle.other.handle} reads its name and its days." in mine.get(page).text
    edit = mine.get(f"/you/clocks/{clock_id}/edit").text
    assert f"Its days are read by: {circle.other.handle}." in edit
    give(circle, f"slips:{clock_id}")
    said = (
        f"Your mentor {circle.other.handle} reads its name, its days, and that something slipped."
    )
    assert said in mine.get(page).text
    back(circle, f"slips:{clock_id}")
    back(circle, f"clock:{clock_id}")
    assert circle.other.handle not in mine.get(page).text


@law("L6.1")
def test_a_clock_of_somebody_else_or_one_that_ended_is_not_granted(
    circle: Circle, owner: int, pairs: Pairs
) -> None:
    with pytest.raises(NotFound):
        give(circle, f"clock:{a_clock(circle.moderator)}")
    clock_id = a_clock(circle.regular)
    give(circle, f"clock:{clock_id}")
    operations.end_clock(circle.regular.id, clock_id)
    assert reading.clocks_granted_to(circle.other.id, owner) == []
    operations.resume_clock(circle.regular.id, clock_id)
    assert reading.clocks_granted_to(circle.other.id, owner) == []
    operations.end_clock(circle.regular.id, clock_id)
    for what in ("clock", "slips"):
        with pytest.raises(Conflict):
            give(circle, f"{what}:{clock_id}")
    operations.delete_clock(circle.regular.id, clock_id)
    assert db.session.query(Grant).count() == 0


@law("L6.1")
@pytest.mark.parametrize("leaver", ["regular", "other"])
def test_leaving_ends_it_and_coming_back_does_not_begin_it_again(
    circle: Circle, owner: int, pairs: Pairs, leaver: str
) -> None:
    give(circle, "plan")
    groups.leave_group(circle.people[leaver].id, circle.slug)
    assert reading.granted_to(circle.other.id, owner) == frozenset()
    admit(circle.people[leaver], circle.slug)
    assert [one.withdrawn_at is None for one in db.session.query(Grant)] == [False]


@law("L6.1")
def test_in_another_group_the_same_two_are_nothing_to_each_other(
    circle: Circle, owner: int, pairs: Pairs
) -> None:
    elsewhere = a_circle("elsewhere")
    for person in (circle.regular, circle.other):
        admit(person, elsewhere.slug)
    with pytest.raises(NotFound):
        operations.grant(circle.regular.id, GrantForm(elsewhere.mid(circle.other), "plan"))
    with pytest.raises(NotFound):
        operations.grant(circle.regular.id, GrantForm(elsewhere.mid(elsewhere.regular), "plan"))


@law("L6.1")
def test_the_journal_has_each_grant_by_ids(circle: Circle, owner: int, pairs: Pairs) -> None:
    give(circle, "plan")
    back(circle, "plan")
    back(circle, "plan")
    last = db.session.query(JournalEntry).order_by(JournalEntry.seq.desc()).limit(2).all()
    assert [row.kind for row in last] == ["wellbeing:grant:taken-back", "wellbeing:grant:given"]
    assert last[0].facts == {"membership": circle.mid(circle.other), "what": "plan"}


@law("L6.5")
def test_a_mentor_is_told_by_consent_alone_and_its_owner_sees_what_was_sent_and_when(
    circle: Circle, owner: int, pairs: Pairs, as_member: Browser
) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    give(circle, "warnings")
    assert "a mentor is told too" in as_member(circle.regular).get("/you/warnings").text
    assert look_at_days(circle.regular.id)
    (warned,), (sent,) = db.session.query(Warning).all(), db.session.query(WarningSent).all()
    assert (sent.warning_id, sent.to_id, sent.owner_id) == (
        warned.id,
        circle.mid(circle.other),
        owner,
    )
    said = f"{circle.regular.handle} wants you to know this. Their days have been lower lately."
    assert said in told(circle.other)
    page = as_member(circle.regular).get(f"/you/warnings/{warned.id}").text
    for words in (
        f"{circle.other.handle} of",
        "29 November, 13:00",
        "“Their days have been lower lately.”",
    ):
        assert words in page
    assert "Only you are told." not in page
    assert "Your mentor was told too, as you chose." in as_member(circle.regular).get("/").text
    (seen,) = reading.warnings_granted_to(circle.other.id, owner)
    assert (seen.rule, seen.day) == ("mood", date(2026, 11, 28))


@law("L6.5")
def test_what_a_mentor_was_told_is_read_no_more_once_it_is_taken_back(
    circle: Circle, owner: int, pairs: Pairs, as_member: Browser
) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    give(circle, "warnings")
    assert look_at_days(circle.regular.id)
    said, mentor = "Their days have been lower lately.", as_member(circle.other)
    assert said in " ".join(told(circle.other))
    back(circle, "warnings")
    assert said not in " ".join(told(circle.other))
    assert said not in mentor.get("/notices").text
    assert said not in everything(downloaded(mentor))
    give(circle, "warnings")
    assert said in " ".join(told(circle.other))
    pairs.clear()
    assert said not in " ".join(told(circle.other))


@law("L6.5")
def test_without_consent_no_mentor_is_told(
    circle: Circle, owner: int, pairs: Pairs, as_member: Browser
) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    give(circle, "moods")
    give(circle, "warnings")
    back(circle, "warnings")
    before = told(circle.other)
    assert look_at_days(circle.regular.id)
    assert told(circle.other) == before
    assert db.session.query(WarningSent).count() == 0
    warned = db.session.query(Warning).one()
    page = as_member(circle.regular).get(f"/you/warnings/{warned.id}").text
    assert "Only you are told." in page
    assert "as you chose" not in page


@law("L6.5")
@pytest.mark.parametrize("how", ["suspended", "kept out"])
def test_a_mentor_who_cannot_read_it_now_is_not_told_and_nobody_says_they_were(
    circle: Circle, owner: int, pairs: Pairs, as_member: Browser, how: str
) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    give(circle, "warnings")
    until = now() + timedelta(days=30)
    if how == "suspended":
        suspend_from_site(OPERATOR, circle.other.id, until, "Enough for now.")
    else:
        form = ActForm("Enough for now.", until)
        moderation.remove_person(circle.moderator.id, circle.mid(circle.other), form)
    assert reading.granted_to(circle.other.id, owner) == frozenset()
    assert look_at_days(circle.regular.id)
    assert db.session.query(WarningSent).count() == 0
    mine = as_member(circle.regular)
    assert "Only you are told." in mine.get("/").text
    assert circle.other.handle in mine.get("/you/warnings").text  # what was chosen is told as it is
    clock.move(timedelta(days=31))
    db.session.rollback()
    assert reading.granted_to(circle.other.id, owner) == {"warnings"}
    assert "lower lately" not in " ".join(told(circle.other))


@law("L6.5")
def test_who_is_a_mentor_no_more_is_not_told(circle: Circle, owner: int, pairs: Pairs) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    give(circle, "warnings")
    pairs.clear()
    assert look_at_days(circle.regular.id)
    assert db.session.query(WarningSent).count() == 0


@law("L6.5")
@on_both
def test_a_consent_withdrawn_while_a_rule_fires_holds_from_that_moment(
    app: Flask, circle: Circle, owner: int, pairs: Pairs, database: str
) -> None:
    lived(circle.regular, FALLEN, date(2026, 11, 28))
    give(circle, "warnings")
    at_once(app, partial(look_at_days, circle.regular.id), partial(back, circle, "warnings"))
    given = db.session.query(Grant).one()
    assert given.withdrawn_at is not None
    for sent in db.session.query(WarningSent):
        assert sent.at <= given.withdrawn_at
    assert len(told(circle.other)) == db.session.query(WarningSent).count()
    assert db.session.query(Warning).count() == 1


@on_both
def test_a_grant_given_and_taken_back_at_once_is_one_or_none(
    app: Flask, circle: Circle, owner: int, pairs: Pairs, database: str
) -> None:
    deeds = [partial(give, circle, "plan"), partial(back, circle, "plan")] * 3
    assert at_once(app, *deeds) == [None] * 6
    assert db.session.query(Grant).filter(Grant.withdrawn_at.is_(None)).count() <= 1


@law("L1.9")
def test_its_owner_takes_it_along_and_all_of_it_goes_with_the_account(
    circle: Circle, as_member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_clock(NOON)
    monkeypatch.setattr(registry, "mentored_by", lambda mentee_id, mentor_id: True)
    has_app(circle.other)
    kestrel = admit(with_passphrase("kestrel"), circle.slug)
    lived(kestrel, FALLEN, date(2026, 11, 28))
    operations.grant(kestrel.id, GrantForm(circle.mid(circle.other), "warnings"))
    look_at_days(kestrel.id)
    browser = as_member(kestrel)
    zipped = downloaded(browser)
    (given,), (sent,) = rows(zipped, "grants"), rows(zipped, "warnings_sent")
    assert (given["to"], given["what"]) == (circle.other.handle, "warnings")
    assert (sent["to"], sent["rule"]) == (circle.other.handle, "mood")
    theirs = downloaded(as_member(circle.other))
    assert rows(theirs, "grants") == rows(theirs, "warnings_sent") == []
    assert deletes(browser, "keep").status_code == 303
    work()
    assert db.session.query(Grant).count() == db.session.query(WarningSent).count() == 0


@pytest.mark.parametrize(
    "what", ["", "everything", "clock:", "clock:0", "clock:x", "moods:1", "clock:1 or 1=1"]
)
def test_what_is_no_item_is_refused(app: Flask, what: str) -> None:
    with app.test_request_context(), pytest.raises(Invalid) as refused:
        GrantForm.parse({"to": "1", "what": what})
    assert set(refused.value.fields) == {"what"}
