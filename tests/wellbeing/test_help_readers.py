"""Whatever happens, a help room is read by its asker, by whoever came, and by moderators on duty (L6.7)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from community.errors import HearthError, NotFound
from community.extensions import db
from community.moderation import operations as moderation
from community.moderation.forms import AbsenceForm
from community.rooms.models import Room
from community.rooms.queries import room_for
from community.rooms.queries.seats import who_may_hear
from community.wellbeing.helping import operations
from community.wellbeing.helping.models import HelpCall
from tests.factories import Circle, Person, a_circle
from tests.laws import law
from tests.wellbeing.helping import a_peer, a_watcher, ask, asked

PEERS, WATCHERS = 3, 2
ACTS = ("look", "come", "cannot", "again", "away", "back", "close")
STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 4)), max_size=14)


@dataclass
class Model:
    """What should be so: it knows nothing of how it is kept."""

    open: bool = True
    answered: bool = False
    came: set[int] = field(default_factory=set)
    away: set[int] = field(default_factory=set)

    def on_duty(self, who: int) -> bool:
        """Of the people on duty the last are moderators."""
        return who >= PEERS and who not in self.away

    def reads(self, who: int) -> bool:
        """Who may read."""
        return who in self.came or self.on_duty(who)

    def comes(self, who: int, was_asked: bool) -> bool:
        """Whether somebody's coming is taken."""
        first = not self.answered or self.on_duty(who) or who in self.came
        return self.open and (was_asked or self.on_duty(who)) and first


class Evening:
    """One call, five people who may be asked, and what the model thinks of them."""

    def __init__(self) -> None:
        self.circle: Circle = a_circle()
        self.people: list[Person] = [a_peer(self.circle) for _one in range(PEERS)]
        self.people += [a_watcher(self.circle) for _one in range(WATCHERS)]
        self.call, self.model = ask(self.circle), Model()

    def act(self, act: str, who: int) -> None:
        """Something happens; the model says whether it may."""
        person, model, call = self.people[who], self.model, self.call
        was_asked = self.circle.mid(person) in asked(call)
        if act == "look":
            operations.ask_next(call.id, self.row().step)
        elif act in ("away", "back") and who >= PEERS:
            if act == "away":
                moderation.go_away(person.id, self.circle.slug, AbsenceForm(None))
                model.away.add(who)
            else:
                moderation.come_back(person.id, self.circle.slug)
                model.away.discard(who)
        elif act == "come":
            taken = _done(lambda: operations.come(person.id, call.id))
            assert taken is model.comes(who, was_asked)
            if taken:
                model.came.add(who)
                model.answered = True
        elif act == "cannot":
            _done(lambda: operations.say_cannot(person.id, call.id))
        elif act == "again":
            before = self.row().since
            _done(lambda: operations.ask_again(self.circle.regular.id, call.id))
            model.answered = model.answered and self.row().since == before
        elif act == "close" and who == 0:
            operations.close_call(self.circle.regular.id, call.id)
            model.open = False

    def row(self) -> HelpCall:
        """The call as it is now."""
        db.session.rollback()
        return db.session.get_one(HelpCall, self.call.id)

    def holds(self) -> None:
        """Exactly those read who should, on the page and by socket."""
        circle = self.circle
        expected = {person.id: self.model.reads(n) for n, person in enumerate(self.people)}
        expected |= {circle.regular.id: True}
        expected |= {one.id: False for one in (circle.moderator, circle.other, circle.outsider)}
        db.session.rollback()
        assert {one: _may_read(one, self.call.room_id) for one in expected} == expected
        heard = who_may_hear(Room, {(one, self.call.room_id) for one in expected})
        assert {member for member, _room in heard} == {
            one for one, reads in expected.items() if reads
        }


@law("L6.7")
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(STEPS)
def test_nobody_else_ever_reads(circle: Circle, steps: Sequence[tuple[str, int]]) -> None:
    assert circle.people
    evening = Evening()
    evening.holds()
    for act, who in steps:
        evening.act(act, who)
        evening.holds()


def _done(deed: Callable[[], object]) -> bool:
    try:
        deed()
    except HearthError:
        return False
    return True


def _may_read(member_id: int, room_id: int) -> bool:
    try:
        return room_for(member_id, room_id).venue.id == room_id
    except NotFound:
        return False
