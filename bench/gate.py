"""The gate between two, and whom somebody has met: a member with 10,000 sittings and posts in a group of 200.

Four pairs, each asked as a page asks, hot: two who are everywhere; two who are everywhere but hardly met (which means
looking through everything); somebody who is everywhere and a newcomer, from either side. In milliseconds of the clock,
the median and the slowest of a hundred. `python -m bench.gate [--events 10000] [--database postgresql://...]`
"""

import argparse
import json
import os
import random
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from community import clock, create_app
from community.columns import new_id
from community.config import Config
from community.extensions import db
from community.forums.models import Topic
from community.groups.models import Membership
from community.meetings.models import Meeting, Participation, Sitting
from community.members.models import Member
from community.mentoring import queries
from community.migrations import upgrade
from community.operations import operation
from community.realtime.streams import Stream
from community.rooms.models import Message, Reaction
from tests.factories import Circle, a_circle
from tests.forums.stage import board_of

PEOPLE = 200
HEAVY = 4
"""Of whom so many are at everything; two of these never at the same."""

AT_ONE = 15
"""Others who said something at each sitting, and in each topic."""

LONG = 1000
"""Posts of one person in the longest topic; the rest is spread over topics of ten."""

HOUR = timedelta(hours=1)
WORDS = "I got up at four and sat at the kitchen table until the light changed. " * 4
dice = random.Random(7)


@operation
def people_in(circle: Circle) -> list[int]:
    """The memberships of 200 people, those who are everywhere first."""
    moment, members, memberships = clock.now(), [], []
    for number in range(PEOPLE):
        member, name = new_id(), f"bench-{number}"
        members.append(
            {
                "id": member,
                "handle": name,
                "skeleton": name,
                "passphrase": "x",
                "joined_at": moment,
            }
        )
        memberships.append(
            {"id": new_id(), "group_id": circle.group_id, "member_id": member, "handle": name, "skeleton": name,
             "role": "member", "joined_at": moment, "meetings": 0}
        )  # fmt: skip
    db.session.execute(sa.insert(Member), members)
    db.session.execute(sa.insert(Membership), memberships)
    return [row["id"] for row in memberships]


def company(people: list[int], number: int) -> list[int]:
    """Who is at an event: the first two at all of them, the third at every even one and the fourth at every odd one,
    and some of the others; the last of all at the first three only."""
    light = [people[-1]] if number < 3 else []
    return [
        people[0],
        people[1],
        people[2 + number % 2],
        *dice.sample(people[HEAVY:-1], AT_ONE),
        *light,
    ]


@operation
def fill_meetings(circle: Circle, people: list[int], events: int) -> None:
    """So many sittings over thirteen months."""
    start = clock.now() - timedelta(days=390)
    meeting = Meeting(
        group_id=circle.group_id, slug="bench", name="Bench", zone="UTC", minutes=60, rule="", created_at=start,
        changed_at=start,
    )  # fmt: skip
    db.session.add(meeting)
    db.session.flush()
    sittings, there = [], []
    for number in range(events):
        at = start + number * timedelta(days=380) / events
        sittings.append(
            {"id": new_id(), "meeting_id": meeting.id, "original_start": at, "starts_at": at, "ends_at": at + HOUR,
             "opened_at": at, "began_at": at, "fellowship_at": at + HOUR, "closed_at": at + 2 * HOUR}
        )  # fmt: skip
        there += [
            {"sitting_id": sittings[-1]["id"], "membership_id": who, "minutes": 50, "last_minute": 0, "spoke": True,
             "first_at": at}
            for who in company(people, number)
        ]  # fmt: skip
    db.session.execute(sa.insert(Sitting), sittings)
    db.session.execute(sa.insert(Participation), there)


@operation
def fill_forum(circle: Circle, people: list[int], events: int) -> None:
    """So many posts by each who is everywhere: one long topic, and topics in which everybody writes ten."""
    sizes = [min(LONG, events // 10)] + [10] * ((events - min(LONG, events // 10)) // 10)
    start, board = clock.now() - timedelta(days=390), board_of(circle)
    for number, size in enumerate(sizes):
        topic, at = new_id(), start + number * timedelta(days=380) / len(sizes)
        db.session.execute(
            sa.insert(Stream), [{"id": topic, "kind": "topic", "seq": 0, "purged_through": 0}]
        )
        db.session.add(
            Topic(
                id=topic,
                group_id=circle.group_id,
                board_id=board,
                name="Bench",
                created_at=at,
                last_at=at,
            )
        )
        db.session.flush()
        writers = company(people, number)
        said = [who for who in writers for _post in range(size if who in people[:HEAVY] else 1)]
        dice.shuffle(said)
        posts = [
            {"stream_id": topic, "seq": seq, "author_id": who, "key": f"bench-{number}-{seq}", "plain": WORDS,
             "reply_to": seq - 1 if seq % 3 == 0 else None, "posted_at": at + seq * timedelta(minutes=7), "quotes": 0}
            for seq, who in enumerate(said, 1)
        ]  # fmt: skip
        db.session.execute(sa.insert(Message), posts)
        thanks = [
            {
                "stream_id": topic,
                "seq": seq,
                "membership_id": said[seq - 2],
                "reaction": "thank_you",
                "at": at,
            }
            for seq in range(3, len(said), 3)
        ]
        if thanks:
            db.session.execute(sa.insert(Reaction), thanks)


def measure(ask: Callable[[], Any], times: int) -> dict[str, float]:
    """The median and the slowest of so many, in milliseconds."""
    took = []
    for _time in range(times):
        db.session.rollback()
        before = time.perf_counter()
        ask()
        took.append((time.perf_counter() - before) * 1000)
    return {"median_ms": sorted(took)[times // 2], "slowest_ms": max(took)}


def figures(people: list[int]) -> dict[str, dict[str, float]]:
    """Every question, measured."""
    both, odd, even, light = (people[0], people[1]), people[2], people[3], people[-1]
    pairs = {
        "everywhere, and met everywhere": both,
        "everywhere, and never met": (odd, even),
        "everywhere, and a newcomer": (people[0], light),
        "a newcomer, and everywhere": (light, people[0]),
    }
    found = {
        name: measure(lambda pair=pair: queries.gate_for(*pair), 100)
        for name, pair in pairs.items()
    }
    found["all that two share"] = measure(lambda: queries.shared_events(*both), 5)
    found["people met, everywhere"] = measure(lambda: queries.people_met(people[0], 12), 5)
    found["people met, by one of the others"] = measure(
        lambda: queries.people_met(people[50], 12), 5
    )
    ten = people[1:11]
    found["people met, of ten mentors"] = measure(lambda: queries.people_met(people[0], 10, ten), 5)
    mine, *others = (db.session.get_one(Membership, who) for who in people[:11])
    found["the gates to ten mentors"] = measure(lambda: queries.gates_for(mine, others), 5)
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=10_000)
    parser.add_argument("--database", default="")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = {"HEARTH_INSTANCE": str(Path(folder) / "instance"), "HEARTH_RATE_LIMITS": "off"}
        if asked.database:
            env["HEARTH_DATABASE_URL"] = asked.database
        config = Config.from_environment(env)
        upgrade(config)
        app = create_app(config)
        with app.app_context():
            circle = a_circle(f"bench-{new_id()}")
            people = people_in(circle)
            fill_meetings(circle, people, asked.events)
            fill_forum(circle, people, asked.events)
            db.session.rollback()
            found = figures(people)
        app.extensions["writer"].close()
    for name, each in found.items():
        print(f"{name:34} {each['median_ms']:8.1f} ms (slowest {each['slowest_ms']:.1f})")
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
