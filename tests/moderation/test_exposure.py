"""How much one person looks at in a day: their own limit, asked and never a lock, seen by nobody else (L8.7)."""

from datetime import timedelta

import pytest

from community import clock
from community.clock import now
from community.errors import NotFound
from community.extensions import db
from community.groups.models import MODERATOR
from community.journal import JournalEntry
from community.moderation import operations, queries
from community.moderation.forms import LimitForm, OutcomeForm
from community.moderation.models import Case, ExposureLimit
from community.moderation.operations import Enough
from tests.factories import Circle, Person, a_person, admit
from tests.laws import law
from tests.moderation.desk import HARSH, case_of, plain, report, said
from tests.stage import Browser

THE_SAME = {"all_the_same": "yes"}


def cases(circle: Circle, number: int, reason: str = "selling") -> list[int]:
    refs = [said(circle, circle.regular, f"{HARSH} {reason} {one}") for one in range(number)]
    return [case_of(report(circle.newcomer, ref, reason=reason)).id for ref in refs]


def open_all(person: Person, ids: list[int]) -> None:
    for case_id in ids:
        operations.view_evidence(person.id, case_id)


@law("L8.7")
def test_after_six_opened_words_one_is_asked_and_can_go_on(
    circle: Circle, as_member: Browser
) -> None:
    *first, last = cases(circle, 7)
    keeper = as_member(circle.moderator)
    open_all(circle.moderator, first)
    with pytest.raises(Enough):
        operations.view_evidence(circle.moderator.id, last)
    page = keeper.get(f"/cases/{last}").text
    assert "You wanted to open words 6 times a day, and have." in page
    refused = keeper.post(f"/cases/{last}/viewing")
    assert refused.status_code == 409
    assert HARSH not in refused.text
    assert HARSH in keeper.post(f"/cases/{last}/viewing", data=THE_SAME).text


@law("L8.7")
def test_it_counts_over_a_rolling_day(circle: Circle) -> None:
    *first, last = cases(circle, 7)
    open_all(circle.moderator, first[:3])
    clock.move(timedelta(hours=12))
    open_all(circle.moderator, first[3:])
    clock.move(timedelta(hours=11))
    with pytest.raises(Enough):
        operations.view_evidence(circle.moderator.id, last)
    clock.move(timedelta(hours=1, minutes=1))
    assert operations.view_evidence(circle.moderator.id, last) == 4


@law("L8.7")
def test_where_somebody_may_be_in_danger_nobody_is_asked(
    circle: Circle, as_member: Browser
) -> None:
    operations.set_limit(circle.moderator.id, LimitForm(1))
    open_all(circle.moderator, cases(circle, 1) + cases(circle, 2, "danger"))
    (another,) = cases(circle, 1, "threat")
    keeper = as_member(circle.moderator)
    assert "Show the words all the same" not in keeper.get(f"/cases/{another}").text
    assert HARSH in keeper.post(f"/cases/{another}/viewing").text


@law("L8.7")
@pytest.mark.parametrize(("said_most", "kept"), [("1", 1), ("30", 30), ("never", None)])
def test_the_limit_is_ones_own(
    circle: Circle, as_member: Browser, said_most: str, kept: int | None
) -> None:
    keeper = as_member(circle.moderator)
    assert keeper.post("/desk/exposure", data={"most": said_most}).status_code == 303
    assert queries.limit_of(circle.moderator.id) == kept
    assert queries.limit_of(circle.regular.id) == 6
    for wrong in ("0", "31", "-1", "many", ""):
        assert keeper.post("/desk/exposure", data={"most": wrong}).status_code == 422
    assert queries.limit_of(circle.moderator.id) == kept
    assert as_member(circle.regular).post("/desk/exposure", data={"most": "3"}).status_code == 404
    with pytest.raises(NotFound):
        operations.set_limit(circle.regular.id, LimitForm(3))


@law("L8.7")
def test_without_a_limit_nobody_is_asked(circle: Circle) -> None:
    operations.set_limit(circle.moderator.id, LimitForm(None))
    open_all(circle.moderator, cases(circle, 8))


@law("L8.7", "L8.8")
def test_nobody_else_learns_of_it(circle: Circle, as_member: Browser) -> None:
    """No page of a colleague and no record tells a limit, or that it was reached."""
    second = admit(a_person(staff=True), circle.slug, "moderator")
    (case_id,) = cases(circle, 1)
    operations.claim_case(circle.moderator.id, case_id)
    pages = (
        "/desk",
        "/desk/weeks",
        f"/cases/{case_id}",
        f"/groups/{circle.slug}/roster",
        "/desk/exposure",
    )

    colleague = as_member(second)

    def seen() -> list[bytes]:
        return [plain(colleague.get(page).data) for page in pages]

    before, kinds = seen(), db.session.query(JournalEntry).count()
    operations.set_limit(circle.moderator.id, LimitForm(1))
    assert seen() == before
    assert db.session.query(JournalEntry).count() == kinds
    assert db.session.query(ExposureLimit).one().member_id == circle.moderator.id


@law("L8.7")
def test_ones_own_load_stands_beside_the_middle_and_beside_nobody(
    circle: Circle, as_member: Browser
) -> None:
    others = [admit(a_person(staff=True), circle.slug, MODERATOR) for _ in range(3)]
    for number, case_id in enumerate(cases(circle, 4)):
        person = circle.moderator if number < 3 else others[0]
        operations.claim_case(person.id, case_id)
        operations.close_case(person.id, case_id, OutcomeForm("rejected", ""))
    page = as_member(circle.moderator).get("/desk/weeks").text
    assert "3 cases; half of those who moderate here decided 0.5 or more" in page
    assert not any(other.handle in page for other in others)
    groups = [load.median for load in queries.loads_of(queries.office_of(others[1].id))]
    assert groups == [0.5]
    assert db.session.query(Case).filter(Case.closed_at <= now()).count() == 4


@law("L8.7")
def test_among_three_no_middle_is_told(circle: Circle) -> None:
    for _ in range(2):
        admit(a_person(staff=True), circle.slug, MODERATOR)
    (load,) = queries.loads_of(queries.office_of(circle.moderator.id))
    assert load.median is None
