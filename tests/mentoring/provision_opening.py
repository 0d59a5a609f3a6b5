"""Gives people of a site that is not served yet a channel, and leads whose office works. Argument: the group's slug.

kestrel is mentored by heron, and they wrote over three evenings; wren and siskin are leads, petrel is the contact.
Prints addresses by name, as JSON.
"""

import json
import sys
from datetime import timedelta

import sqlalchemy as sa

from community.actors import OPERATOR
from community.clock import now
from community.columns import new_id
from community.extensions import db
from community.members import operations as members
from community.members import policy_pages
from community.mentoring.models import ACTIVE, Mentorship
from community.mentoring.words.agreement import CURRENT
from community.operations import operation
from community.rooms.models import PRIVATE, Message
from community.rooms.operations import open_seated_room
from tests.factories import Circle, a_message, a_site
from tests.members.answering import gaps_of, write_page
from tests.mentoring.opening_stage import long_in_office
from tests.provisioning import circle_of, in_the_site

SAID = (
    "I did not sleep. He came by again.",
    "Thank you for telling me. Are you somewhere safe now?",
    "At my sister’s. He does not know where.",
    "Good. Stay there tonight. I am here until ten.",
    "He wrote that he would come and get me.",
    "Would you call the number on the page with me? We can do it together.",
    "Tomorrow. I am too tired now.",
)


def main() -> None:
    """All of it."""
    with in_the_site():
        print(json.dumps(bring_together(sys.argv[1])))


def bring_together(slug: str) -> dict[str, str]:
    """Offices, a channel and its words."""
    a_site()
    for handle in ("wren", "siskin"):
        members.name_lead(OPERATOR, handle)
    members.name_contact(OPERATOR, "petrel")
    long_in_office()
    write_page(policy_pages.CONTACT, gaps_of(policy_pages.CONTACT))
    circle = circle_of(slug)
    mentorship_id, room_id = _channel(circle)
    two = (circle.people["kestrel"], circle.people["heron"])
    for number, words in enumerate(SAID):
        _moved(room_id, a_message(two[number % 2], room_id, words), 3 - number // 3)
    return {"mentorship": f"/mentorships/{mentorship_id}", "room": f"/rooms/{room_id}"}


@operation
def _channel(circle: Circle) -> tuple[int, int]:
    two = [circle.mid(circle.people[handle]) for handle in ("kestrel", "heron")]
    room_id = open_seated_room(OPERATOR, circle.group_id, "Mentor channel", PRIVATE, two)
    row = Mentorship(
        id=new_id(), group_id=circle.group_id, mentee_id=two[0], mentor_id=two[1], low=min(two), high=max(two),
        ask_id=1, room_id=room_id, mentee_version=CURRENT, mentor_version=CURRENT, told_version=CURRENT,
        began_at=now() - timedelta(days=20), state=ACTIVE, since=now() - timedelta(days=6),
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id, room_id


@operation
def _moved(room_id: int, seq: int, days: int) -> None:
    then = now() - timedelta(days=days)
    line = sa.update(Message).where(Message.stream_id == room_id, Message.seq == seq)
    db.session.execute(line.values(posted_at=then))


if __name__ == "__main__":
    main()
