"""What the desk costs with 10,000 open reports, and how fast a journal is verified.

python -m gevent.monkey --module bench.desk [--entries N]
"""

import argparse
import os
import resource
import tempfile
import time
from datetime import timedelta

import sqlalchemy as sa
from flask import Flask

from community import create_app, journal
from community.clock import now
from community.columns import new_id
from community.config import Config
from community.extensions import db
from community.migrations import upgrade
from community.moderation.models import Case, CaseName
from community.operations import operation
from tests.factories import Circle, a_circle, a_session

CASES = 10_000
PAGES = 50
AIM = 15.0


@operation
def fill(circle: Circle, count: int) -> None:
    """Open so many cases about the regular, one by every thousandth also about the moderator."""
    begun = now() - timedelta(days=30)
    cases = [
        {
            "id": new_id(), "group_id": circle.group_id, "desk": "group", "rank": number % 3, "kind": "message",
            "ref": f"{circle.stream}/{number}", "title": "somebody", "reason": "selling", "private": False,
            "reports": 1, "opened_at": begun + timedelta(seconds=number),
        }
        for number in range(count)
    ]  # fmt: skip
    db.session.execute(sa.insert(Case), cases)
    people = [(circle.regular.id, "named"), (circle.newcomer.id, "reporter")]
    names = [
        {"case_id": case["id"], "member_id": member, "role": role}
        for case in cases
        for member, role in people
    ]
    names += [
        {"case_id": case["id"], "member_id": circle.moderator.id, "role": "named"}
        for case in cases[::1000]
    ]
    db.session.execute(sa.insert(CaseName), names)


@operation
def act(first: int, count: int) -> None:
    """Write so many entries into the journal."""
    for number in range(first, first + count):
        facts = {"author": 4503599627370497 + number}
        journal.record(7, "rooms:message:removed", f"room:{number}:{number}", facts)


def desk(app: Flask, circle: Circle) -> tuple[float, float]:
    """Milliseconds of CPU of the first page of the queue: the best and the median of ten rounds."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["secret"] = a_session(circle.moderator)
    assert client.get("/desk").status_code == 200
    rounds = []
    for _round in range(10):
        begun = time.process_time()
        for _ in range(PAGES // 10):
            client.get("/desk")
        rounds.append((time.process_time() - begun) / (PAGES // 10) * 1000)
    return min(rounds), sorted(rounds)[5]


def memory() -> int:
    """The most that this process ever held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def main() -> None:
    """Fill, measure, say."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--entries", type=int, default=200_000)
    entries = asked.parse_args().entries
    os.environ["HEARTH_RATE_LIMITS"] = "off"
    config = Config.from_environment(
        {"HEARTH_INSTANCE": tempfile.mkdtemp(), "HEARTH_RATE_LIMITS": "off"}
    )
    upgrade(config)
    app = create_app(config)
    with app.app_context():
        circle = a_circle()
        fill(circle, CASES)
        best, median = desk(app, circle)
        print(f"desk with {CASES} open cases: {median:.1f} ms CPU, at best {best:.1f} (aim {AIM})")
        for first in range(0, entries, 5_000):
            act(first, 5_000)
        held, begun, used = memory(), time.perf_counter(), time.process_time()
        assert journal.verify() is None
        took, used = time.perf_counter() - begun, time.process_time() - used
        print(
            f"journal: {entries:,} entries verified in {took:.1f} s, {entries / took:,.0f} a second"
            f" (aim 100,000), {entries / used:,.0f} a second of CPU; memory at most {memory()} MB, {held} MB before"
        )
        print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
