"""Opens a private room in a site that is not served yet. Arguments: slug and two handles; prints its id."""

import sys

from community.actors import OPERATOR
from community.extensions import db
from community.rooms.models import PRIVATE
from community.rooms.operations import open_seated_room
from tests.provisioning import circle_of, in_the_site


def main() -> None:
    """A room for these two."""
    slug, *handles = sys.argv[1:]
    with in_the_site():
        print(a_room_for(slug, handles))


def a_room_for(slug: str, handles: list[str]) -> int:
    """As an accepted mentorship opens it."""
    circle = circle_of(slug)
    two = [circle.mid(circle.people[handle]) for handle in handles]
    db.session.rollback()
    return open_seated_room(OPERATOR, circle.group_id, "Mallow and Kestrel", PRIVATE, two)


if __name__ == "__main__":
    main()
