"""Whatever somebody does: days never fall, chips never vanish, and nobody learns of it but by a consent in force.

A life is drawn at random, deed by deed, through the operations. Beside it stands a model of what others may know, which
knows nothing of the product: what was shown or granted, and not taken back. After each deed it is compared with what
they are shown, with their pages, their notices, and at the end with what they can take along (L6.1, L6.2, L6.3, L6.5).
"""

import os
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from community import clock
from community.errors import Conflict, Invalid
from community.extensions import db
from community.groups import operations as groups
from community.groups.models import Group
from community.notices.models import Notice
from community.registry import registry
from community.wellbeing import operations, queries
from community.wellbeing.forms import ClockForm, ConsentForm
from community.wellbeing.forms.grants import GrantForm
from community.wellbeing.forms.plans import PlanForm
from community.wellbeing.operations.plans import write_plan
from community.wellbeing.operations.warnings import look_at_days
from community.wellbeing.queries.grants import (
    clocks_granted_to,
    granted_to,
    warnings_granted_to,
)
from community.wellbeing.queries.plans import plan_of
from tests.factories import Circle, a_person, admit
from tests.laws import law
from tests.portability.stage import downloaded, everything
from tests.stage import Browser
from tests.wellbeing.days import FALLEN, at, lived, note, set_clock
from tests.wellbeing.stage import a_clock, a_slip, day, has_app, moves_to, see

LONG = os.environ.get("HEARTH_LONG") == "1"
SECRET = "Zephyrine"
"""A word that stands in everything that the person keeps for themselves."""

ZONES = ("UTC", "Pacific/Kiritimati", "Pacific/Midway", "America/Havana")
ITEMS = ("moods", "plan", "warnings")
ONCE = re.compile(
    r'(nonce|name="(key|csrf_token)" value|data-now)="[^"]*"|"nonce":"[^"]*"|<time.*?</time>'
)
SHOWN = re.compile(r'<section[^>]*"shown-days">.*?</section>', re.S)

ELSEWHERE = ("/notices", "/you", "/meetings", "/transparency.csv")
"""Pages that are looked at once, at the end of a life."""

BEGINS = at("2026-11-29 13:00")

clocks = st.integers(0, 9)


@dataclass
class Counted:
    """What the model knows of a clock: what it said, when it began, and what is shown of it to the group."""

    began: str
    total: int = 0
    kept: int = 0
    chips: set[str] = field(default_factory=set)
    ended: bool = False
    shows: str = ""


class Life(RuleBasedStateMachine):
    """One person, a reader who is their mentor at times and wants to see days, and a moderator."""

    circle: Circle
    as_member: Browser
    pairs: set[tuple[int, int]]

    def __init__(self) -> None:
        super().__init__()
        set_clock(BEGINS)
        self.owner = admit(a_person(), self.circle.slug)
        self.counted: dict[int, Counted] = {}
        self.granted: set[str] = set()
        self.sent = 0
        lived(self.owner, FALLEN, BEGINS.date() - timedelta(days=2))
        self.readers = (self.circle.other, self.circle.moderator)
        self.begun = {who.id: self.notices_of(who.id) for who in self.readers}

    @initialize(
        ago=st.integers(20, 400), shows=st.sampled_from(("days", "slips")), granted=st.sets(st.sampled_from(ITEMS))
    )  # fmt: skip
    def begin(self, ago: int, shows: str, granted: set[str]) -> None:
        """They count something, show it to the group, and have a mentor who may read some of theirs."""
        self.mentor_comes_or_goes()
        self.make(ago)
        self.show(0, shows)
        for what in sorted(granted | {"clock"}):
            self.grant(0, what)
        self.look_again()

    @property
    def mid(self) -> int:
        """The person's membership."""
        return self.circle.mid(self.owner)

    @property
    def mentor(self) -> int:
        """The reader's membership."""
        return self.circle.mid(self.circle.other)

    @property
    def mentored(self) -> bool:
        """Whether the reader is their mentor now."""
        return (self.mid, self.mentor) in self.pairs

    def look_again(self) -> None:
        """Others look at their pages, as time went by or as they were told something."""
        self.browsers = [self.as_member(who) for who in self.readers]
        self.pages()
        self.seen = bare(self.pages())

    def pages(self) -> list[str]:
        """What others read where something could be told: the mentor, and a moderator."""
        group, person = f"/groups/{self.circle.slug}", f"/memberships/{self.mid}"
        addresses = ((group, person, "/"), (group, person))
        return [
            browser.get(address).text
            for browser, asked in zip(self.browsers, addresses, strict=True)
            for address in asked
        ]

    def notices_of(self, member_id: int) -> int:
        """How much somebody was told."""
        return db.session.query(Notice).filter_by(member_id=member_id).count()

    def a_clock_of(self, number: int) -> int:
        """One of the person's clocks, in the order in which they were made."""
        return list(self.counted)[number % len(self.counted)]

    @precondition(lambda self: len(self.counted) < 3)
    @rule(ago=st.integers(0, 400))
    def make(self, ago: int) -> None:
        self.counted[a_clock(self.owner, ago, name=f"{SECRET} {ago}")] = Counted(day(ago))

    @precondition(lambda self: self.counted)
    @rule(which=clocks, ago=st.integers(0, 60))
    def slip(self, which: int, ago: int) -> None:
        with suppress(Conflict, Invalid):
            a_slip(self.owner, self.a_clock_of(which), ago, note=SECRET)

    @precondition(lambda self: self.counted)
    @rule(which=clocks)
    def take_out(self, which: int) -> None:
        clock_id = self.a_clock_of(which)
        for slip in queries.slips_of(self.owner.id, clock_id)[:1]:
            with suppress(Conflict):
                operations.remove_slip(self.owner.id, clock_id, slip.id)

    @precondition(lambda self: self.counted)
    @rule(which=clocks, ago=st.integers(0, 400), when=st.sampled_from(("", "13:00")))
    def edit(self, which: int, ago: int, when: str) -> None:
        clock_id = self.a_clock_of(which)
        typed = {"kind": "abstinence", "name": SECRET, "began_on": day(ago), "began_at": when}
        with suppress(Conflict, Invalid):
            operations.change_clock(self.owner.id, clock_id, ClockForm.parse(typed))
            self.counted[clock_id].began = day(ago)

    @precondition(lambda self: self.counted)
    @rule(which=clocks)
    def end_or_resume(self, which: int) -> None:
        clock_id = self.a_clock_of(which)
        one = self.counted[clock_id]
        (operations.resume_clock if one.ended else operations.end_clock)(self.owner.id, clock_id)
        if not one.ended:
            one.shows = ""
            self.granted -= {f"clock:{clock_id}", f"slips:{clock_id}"}
        one.ended = not one.ended

    @precondition(lambda self: self.counted)
    @rule(which=clocks)
    def delete(self, which: int) -> None:
        clock_id = self.a_clock_of(which)
        operations.delete_clock(self.owner.id, clock_id)
        del self.counted[clock_id]
        self.granted -= {f"clock:{clock_id}", f"slips:{clock_id}"}

    @rule(zone=st.sampled_from(ZONES))
    def move_house(self, zone: str) -> None:
        moves_to(self.owner, zone)

    @rule(mood=st.sampled_from("12345"))
    def check_in(self, mood: str) -> None:
        with suppress(Conflict):
            note(self.owner, mood=mood, whole="yes", urge="9", line=SECRET)

    @rule()
    def plan(self) -> None:
        write_plan(self.owner.id, PlanForm(steps=(SECRET,), based_on=plan_of(self.owner.id).number))

    @rule()
    def look_at_days(self) -> None:
        told = look_at_days(self.owner.id)
        if told and self.mentored and "warnings" in self.granted:
            self.sent += 1
            self.look_again()

    @precondition(lambda self: self.counted)
    @rule(which=clocks, shows=st.sampled_from(("", "days", "slips")))
    def show(self, which: int, shows: str) -> None:
        clock_id = self.a_clock_of(which)
        with suppress(Conflict):
            operations.show_clock(self.owner.id, clock_id, ConsentForm(self.mid, shows))
            self.counted[clock_id].shows = shows

    @rule(which=clocks, what=st.sampled_from((*ITEMS, "clock", "slips")))
    def grant(self, which: int, what: str) -> None:
        if what not in ITEMS:
            if not self.counted:
                return
            what = f"{what}:{self.a_clock_of(which)}"
        ended = ":" in what and self.counted[int(what.partition(":")[2])].ended
        if self.mentored and not ended:
            operations.grant(self.owner.id, GrantForm(self.mentor, what))
            self.granted.add(what)

    @precondition(lambda self: self.granted)
    @rule(which=clocks)
    def take_back(self, which: int) -> None:
        what = sorted(self.granted)[which % len(self.granted)]
        operations.take_back(self.owner.id, GrantForm(self.mentor, what))
        self.granted.remove(what)

    @rule()
    def mentor_comes_or_goes(self) -> None:
        self.pairs.symmetric_difference_update({(self.mid, self.mentor)})

    @rule(hours=st.integers(1, 80))
    def wait(self, hours: int) -> None:
        clock.move(timedelta(hours=hours))
        self.look_again()

    @rule()
    def leave_and_come_back(self) -> None:
        groups.leave_group(self.owner.id, self.circle.slug)
        admit(self.owner, self.circle.slug)
        self.granted.clear()
        for one in self.counted.values():
            one.shows = ""
        self.look_again()

    @invariant()
    def days_never_fall_and_chips_never_vanish(self) -> None:
        for clock_id, one in self.counted.items():
            said = queries.clock_of(self.owner.id, clock_id)
            chips = {chip.code for chip in said.chips}
            assert said.count.total >= one.total
            assert one.kept <= said.count.kept <= said.count.total
            assert one.chips <= chips
            one.total, one.kept, one.chips = said.count.total, said.count.kept, chips

    @invariant()
    def the_group_is_shown_what_is_shown_to_it_now(self) -> None:
        group = db.session.get_one(Group, self.circle.group_id)
        lines = queries.shown_in(self.circle.other.id, group)
        mine = [line for line in lines if line.membership_id == self.mid]
        shown = [one for one in self.counted.values() if one.shows]
        assert sorted(line.kept is None for line in mine) == sorted(
            one.shows == "days" for one in shown
        )
        days = sorted(self.days_since(one.began) for one in shown if one.shows == "days")
        assert sorted(line.days for line in mine if line.kept is None) == days

    def days_since(self, began: str) -> int:
        """Full days, by the group's clock, which is that of UTC."""
        begun = datetime.fromisoformat(began).replace(tzinfo=UTC)
        return max(0, (clock.now() - begun).days)

    @invariant()
    def a_mentor_reads_what_is_granted_now_and_nobody_else_anything(self) -> None:
        granted = self.granted if self.mentored else set()
        assert granted_to(self.circle.other.id, self.mid) == granted
        assert granted_to(self.circle.moderator.id, self.mid) == set()
        named = {int(what.partition(":")[2]) for what in granted if ":" in what}
        seen = clocks_granted_to(self.circle.other.id, self.mid)
        assert {one.id for one in seen} == named
        for one in seen:
            assert (one.kept is not None) == (f"slips:{one.id}" in granted)

    @invariant()
    def nobody_is_told_but_a_mentor_by_consent(self) -> None:
        told = {who.id: self.notices_of(who.id) - self.begun[who.id] for who in self.readers}
        assert told == {self.circle.other.id: self.sent, self.circle.moderator.id: 0}
        if self.mentored and "warnings" in self.granted:
            assert len(warnings_granted_to(self.circle.other.id, self.mid)) <= self.sent

    @invariant()
    def no_page_of_anybody_else_is_another_but_for_days_that_are_shown(self) -> None:
        pages = self.pages()
        assert bare(pages) == self.seen
        to_see, not_to_see = (SHOWN.search(page) for page in (pages[0], pages[3]))
        shown = any(one.shows for one in self.counted.values())
        assert (self.owner.handle in (to_see[0] if to_see else "")) == shown
        assert self.owner.handle not in (not_to_see[0] if not_to_see else "")

    def teardown(self) -> None:
        read = [one.get(address).text for one in self.browsers for address in ELSEWHERE]
        kept = self.pages() + read + [everything(downloaded(one)) for one in self.browsers]
        for clock_id in self.counted:
            operations.delete_clock(self.owner.id, clock_id)
        assert not any(SECRET in page for page in kept)


def bare(pages: list[str]) -> list[str]:
    """Without what differs each time, and without the days that are shown."""
    return [SHOWN.sub("", ONCE.sub("", page)) for page in pages]


def a_life(circle: Circle, as_member: Browser, pairs: set[tuple[int, int]]) -> Callable[[], Life]:
    """A life in that group."""
    return type(
        "ALife", (Life,), {"circle": circle, "as_member": staticmethod(as_member), "pairs": pairs}
    )


@law("L6.1", "L6.2", "L6.3", "L6.5")
@pytest.mark.timeout(1800 if LONG else 240)
def test_whatever_happens_days_stay_and_nobody_learns_of_them(
    circle: Circle, as_member: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs: set[tuple[int, int]] = set()
    monkeypatch.setattr(registry, "mentored_by", lambda mentee, mentor: (mentee, mentor) in pairs)
    has_app(circle.other)
    reader: FlaskClient = as_member(circle.other)
    assert see(reader, circle.slug) == 303
    run_state_machine_as_test(
        a_life(circle, as_member, pairs),
        settings=settings(
            max_examples=150 if LONG else 12, stateful_step_count=50 if LONG else 16, deadline=None,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate],
        ),
    )  # fmt: skip
