"""Opens the lobby of a meeting on an instance whose servers rest. Argument: the chair; answer: the stream."""

import os
import sys

from community.app import create_app
from community.config import Config
from community.extensions import db
from community.groups.models import Membership
from community.lock import hold_instance
from community.migrations import upgrade
from tests.factories import Circle, Person
from tests.meetings.stage import an_evening


def main() -> None:
    """Plan a meeting of the group and open its room."""
    config = Config.from_environment(os.environ)
    with hold_instance(config):
        upgrade(config)
        app = create_app(config)
        with app.app_context():
            print(opened(sys.argv[1]))
        app.extensions["writer"].close()


def opened(handle: str) -> str:
    """The stream of a meeting whose chair signed up."""
    mine = db.session.query(Membership).filter_by(handle=handle).one()
    circle = Circle(mine.group_id, "", 0)
    return an_evening(circle, Person(mine.member_id, handle)).stream


if __name__ == "__main__":
    main()
