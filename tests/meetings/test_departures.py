"""Who leaves, is muted or kept out, has neither floor, hand nor chair from that moment on."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from community.clock import now
from community.extensions import db
from community.groups import operations as groups
from community.meetings import operations as meetings
from community.meetings import queries
from community.meetings.models import Celebration, Duty
from community.members import operations as members
from community.moderation import operations as moderation
from community.operations import operation
from tests.factories import Circle, a_message
from tests.laws import law
from tests.meetings.stage import REASON, Evening, an_evening, in_sharing
from tests.stage import Live

Act = Callable[[Circle, Evening], object]


def leaves(circle: Circle, evening: Evening) -> None:
    groups.leave_group(circle.regular.id, circle.slug)


def is_banned(circle: Circle, evening: Evening) -> None:
    moderation.ban_person(circle.moderator.id, circle.mid(circle.regular), REASON)


def is_removed(circle: Circle, evening: Evening) -> None:
    moderation.remove_person(circle.moderator.id, circle.mid(circle.regular), REASON)


def is_removed_from_the_room(circle: Circle, evening: Evening) -> None:
    moderation.remove_person(
        circle.moderator.id, circle.mid(circle.regular), REASON, evening.stream
    )


def is_muted(circle: Circle, evening: Evening) -> None:
    moderation.mute_person(circle.moderator.id, circle.mid(circle.regular), REASON)


def is_muted_in_the_room(circle: Circle, evening: Evening) -> None:
    moderation.mute_person(circle.moderator.id, circle.mid(circle.regular), REASON, evening.stream)


def is_suspended_from_the_site(circle: Circle, evening: Evening) -> None:
    members.suspend_from_site(circle.moderator.id, circle.regular.id, now() + timedelta(days=1))


every_way = pytest.mark.parametrize(
    "happens",
    [leaves, is_banned, is_removed, is_removed_from_the_room, is_muted, is_muted_in_the_room,
     is_suspended_from_the_site],
)  # fmt: skip


@law("L5.5")
@every_way
@pytest.mark.parametrize("speaking", [True, False])
def test_their_floor_is_free(circle: Circle, live: Live, happens: Act, speaking: bool) -> None:
    evening = in_sharing(circle, circle.moderator)
    witness = live(circle.other, evening.stream)
    meetings.raise_hand(circle.regular.id, evening.room_id)
    meetings.call_next(circle.moderator.id, evening.room_id)
    if speaking:
        a_message(circle.regular, evening.room_id)
    happens(circle, evening)
    assert evening.sitting().holder_id is None
    witness.hears(lambda w: told(w.entries(), "floor_changed")["state"] == "free")


@law("L5.5")
@every_way
def test_their_hand_is_down(circle: Circle, live: Live, happens: Act) -> None:
    evening = in_sharing(circle, circle.moderator)
    witness = live(circle.other, evening.stream)
    meetings.raise_hand(circle.regular.id, evening.room_id)
    happens(circle, evening)
    assert queries.hands_of(evening.sitting_id) == []
    witness.hears(lambda w: told(w.entries(), "queue_changed")["queue"] == [])


@law("L5.7")
@every_way
def test_their_chair_is_empty(circle: Circle, live: Live, happens: Act) -> None:
    evening = in_sharing(circle, circle.regular)
    witness = live(circle.other, evening.stream)
    meetings.raise_hand(circle.newcomer.id, evening.room_id)
    happens(circle, evening)
    assert evening.sitting().chair_id is None
    assert len(queries.hands_of(evening.sitting_id)) == 1
    witness.hears(lambda w: told(w.entries(), "chair_changed")["chair"] is None)


@law("L5.7")
def test_a_mute_in_another_room_takes_nothing(circle: Circle) -> None:
    evening = in_sharing(circle, circle.moderator)
    meetings.raise_hand(circle.regular.id, evening.room_id)
    moderation.mute_person(circle.moderator.id, circle.mid(circle.regular), REASON, circle.stream)
    assert len(queries.hands_of(evening.sitting_id)) == 1


@law("L5.2")
@pytest.mark.parametrize(
    ("happens", "keeps"), [(leaves, False), (is_banned, False), (is_removed, True)]
)
def test_who_leaves_for_good_gives_their_coming_roles_back(
    circle: Circle, happens: Act, keeps: bool
) -> None:
    evening = an_evening(circle, circle.regular)
    celebrate(evening, circle.mid(circle.regular))
    happens(circle, evening)
    db.session.rollback()
    assert (db.session.query(Duty).filter_by(sitting_id=evening.sitting_id).count() == 1) is keeps
    celebrations = db.session.query(Celebration).filter_by(sitting_id=evening.sitting_id)
    assert (celebrations.count() == 1) is keeps


@operation
def celebrate(evening: Evening, membership_id: int) -> None:
    """Somebody chose to be celebrated."""
    db.session.add(
        Celebration(sitting_id=evening.sitting_id, membership_id=membership_id, words="A year")
    )


def told(entries: list[dict], kind: str) -> dict:
    """The last entry of a kind."""
    found = [entry["data"] for entry in entries if entry["kind"] == kind]
    return found[-1] if found else {"state": "", "queue": None, "chair": ""}
