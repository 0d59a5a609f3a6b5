"""Opens the lobby of a meeting on an instance whose servers rest. Argument: the chair; answer: the stream."""

import sys

from community.extensions import db
from community.groups.models import Membership
from tests.factories import Circle, Person
from tests.meetings.stage import an_evening
from tests.provisioning import in_the_site


def main() -> None:
    """Plan a meeting of the group and open its room."""
    with in_the_site():
        print(opened(sys.argv[1]))


def opened(handle: str) -> str:
    """The stream of a meeting whose chair signed up."""
    mine = db.session.query(Membership).filter_by(handle=handle).one()
    circle = Circle(mine.group_id, "", 0)
    return an_evening(circle, Person(mine.member_id, handle)).stream


if __name__ == "__main__":
    main()
