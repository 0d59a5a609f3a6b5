"""Pages of a forum, signed in, with 20,000 posts in the database: CPU a request, and how many statements it sends.

Beside each stands a bare peer in the same run: Flask and Jinja alone, drawing a page of as many bytes from the same
rows with one statement and no house around it. A table to read, and one line of JSON to keep.
`python -m bench.forum [--posts 20000] [--requests 200]`
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from community import clock, create_app, text
from community.config import Config
from community.extensions import db
from community.forums.models import Post, Topic
from community.groups.models import Membership
from community.migrations import upgrade
from community.operations import operation
from community.realtime.streams import Entry, Stream
from community.rooms.models import Message
from tests.factories import Circle, a_circle, a_session
from tests.forums.stage import a_topic

WORDS = (
    "I got up at four and sat at the *kitchen table* until the light changed.\n\n"
    "> In bed it wins.\n\nThank you for saying that about the table, it helped me more than you may think."
)
TOPICS = 40
PLAIN = (
    "<!doctype html><ol>{% for row in rows %}<li><h2>{{ row.handle }}</h2><time>{{ row.posted_at }}</time>"
    "<div>{{ render(row.body) }}</div></li>{% endfor %}</ol>"
)


@operation
def fill(circle: Circle, posts: int) -> int:
    """One topic of that many posts by three people, and forty small ones; the long one's id."""
    begun = a_topic(circle.regular, circle, "The long one", WORDS)
    for number in range(TOPICS):
        a_topic(circle.other, circle, f"Topic {number}")
    people = [circle.mid(person) for person in (circle.regular, circle.other, circle.newcomer)]
    start, seqs = clock.now() - timedelta(days=20), range(2, posts + 1)
    moments = {seq: start + timedelta(seconds=60 * seq) for seq in seqs}
    same = {"stream_id": begun.id}
    messages = [
        same | {"seq": seq, "author_id": people[seq % 3], "key": f"bench-{seq}", "plain": f"{WORDS} ({seq})",
                "posted_at": moments[seq]}
        for seq in seqs
    ]  # fmt: skip
    entries = [
        same | {"seq": seq, "kind": "message_posted", "at": moments[seq], "data": {},
                "actor_id": people[seq % 3]}
        for seq in seqs
    ]  # fmt: skip
    db.session.execute(sa.insert(Message), messages)
    db.session.execute(sa.insert(Entry), entries)
    db.session.execute(sa.insert(Post), [same | {"number": seq, "seq": seq} for seq in seqs])
    db.session.execute(sa.update(Topic).where(Topic.id == begun.id).values(posts=posts))
    db.session.execute(sa.update(Stream).where(Stream.id == begun.id).values(seq=posts))
    return begun.id


def measure(engine: sa.Engine, ask: Callable[[], Any], requests: int) -> dict[str, float]:
    """CPU in milliseconds a request, the best and the median of twenty rounds; and the statements of one request."""
    sent: list[str] = []

    def note(*about: Any) -> None:
        sent.append(about[2])

    sa.event.listen(engine, "before_cursor_execute", note)
    answer = ask()
    sa.event.remove(engine, "before_cursor_execute", note)
    if answer.status_code != 200:
        raise SystemExit(f"the page answered {answer.status_code}")
    rounds = []
    each = max(1, requests // 20)
    for _round in range(20):
        before = time.process_time()
        for _request in range(each):
            ask()
        rounds.append((time.process_time() - before) * 1000 / each)
    return {
        "best_ms": min(rounds), "cpu_ms": sorted(rounds)[10], "statements": len(sent),
        "kilobytes": len(answer.data) / 1000,
    }  # fmt: skip


def peer(engine: sa.Engine, topic_id: int) -> FlaskClient:
    """Flask and Jinja alone on the same rows."""
    bare = Flask("peer")

    @bare.get("/")
    def page() -> str:
        with engine.connect() as connection:
            rows = connection.execute(
                sa.select(Message.body, Message.posted_at, Membership.handle)
                .join(Post, sa.and_(Post.stream_id == Message.stream_id, Post.seq == Message.seq))
                .join(Membership, Membership.id == Message.author_id)
                .where(Post.stream_id == topic_id, Post.number > 20, Post.number <= 40)
            ).all()
        return render_template_string(PLAIN, rows=rows, render=text.render)

    return bare.test_client()


def signed_in(app: Flask, circle: Circle) -> FlaskClient:
    """The other regular's browser."""
    client = app.test_client()
    with client.session_transaction() as cookie:
        cookie["secret"] = a_session(circle.other)
    return client


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        env = {"HEARTH_INSTANCE": str(Path(folder) / "instance"), "HEARTH_RATE_LIMITS": "off"}
        config = Config.from_environment(env)
        upgrade(config)
        app = create_app(config)
        with app.app_context():
            engine, circle = db.engine, a_circle("harbour-street")
            topic = fill(circle, asked.posts)
            board = db.session.get_one(Topic, topic).board_id
            client, bare = signed_in(app, circle), peer(engine, topic)
            db.session.rollback()
        last = (asked.posts + 19) // 20
        pages = {
            "first page of 20": f"/topics/{topic}", "a page in the middle": f"/topics/{topic}?page={last // 2}",
            "last page, live": f"/topics/{topic}?page={last}", "list of 30 topics": f"/boards/{board}",
            "Today": "/",
        }  # fmt: skip
        found = {
            name: measure(engine, lambda address=address: client.get(address), asked.requests)
            for name, address in pages.items()
        }
        found["peer: a bare page of 20"] = measure(engine, lambda: bare.get("/"), asked.requests)
        app.extensions["writer"].close()
    for name, figures in found.items():
        print(
            f"{name:26} {figures['cpu_ms']:6.1f} ms CPU (best {figures['best_ms']:4.1f})"
            f"  {figures['statements']:3.0f} statements  {figures['kilobytes']:6.1f} kB"
        )
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(json.dumps(found))


if __name__ == "__main__":
    main()
