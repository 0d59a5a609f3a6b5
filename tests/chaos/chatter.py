"""Lets somebody have said much in a room, while no server runs. Arguments: the handle, the stream, how many lines."""

import sys

import sqlalchemy as sa

from community.clock import now
from community.extensions import db
from community.groups.models import Membership
from community.operations import operation
from community.realtime import append_all, hold_stream
from community.rooms.models import Message
from tests.provisioning import in_the_site

AT_ONCE = 500


def main() -> None:
    """While no server runs."""
    handle, stream, many = sys.argv[1], sys.argv[2], int(sys.argv[3])
    with in_the_site():
        author = db.session.query(Membership).filter_by(handle=handle).one().id
        for first in range(0, many, AT_ONCE):
            say(author, int(stream.partition(":")[2]), range(first, min(first + AT_ONCE, many)))


@operation
def say(author: int, stream_id: int, numbers: range) -> None:
    """Some messages, as if they had been posted."""
    hold_stream(stream_id)
    entries = append_all(stream_id, "message_posted", [{"actor_id": author}] * len(numbers))
    said = [
        {
            "stream_id": stream_id, "seq": entry.seq, "author_id": author, "key": f"k{author}-{number}",
            "plain": f"zephyrine {number} " + "and so on " * (number % 40), "posted_at": now(), "quotes": 0,
        }
        for number, entry in zip(numbers, entries, strict=True)
    ]  # fmt: skip
    db.session.execute(sa.insert(Message), said)


if __name__ == "__main__":
    main()
