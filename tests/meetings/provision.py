"""Begins meetings in a site that is not served yet. Arguments: slug, chair's handle, how many; prints their rooms."""

import json
import os
import sys

from community.app import create_app
from community.config import Config
from community.extensions import db
from community.groups.models import Group, Membership
from community.lock import hold_instance
from tests.factories import Circle, Person
from tests.meetings.stage import an_evening


def main() -> None:
    """Open the lobbies, with that person signed up as chair."""
    slug, handle, number = sys.argv[1:]
    config = Config.from_environment(os.environ)
    with hold_instance(config):
        app = create_app(config)
        with app.app_context():
            rooms = [begin(slug, handle) for _number in range(int(number))]
        app.extensions["writer"].close()
    json.dump(rooms, sys.stdout)


def begin(slug: str, handle: str) -> int:
    """One meeting; its room."""
    group = db.session.query(Group).filter_by(slug=slug).one()
    chair = db.session.query(Membership).filter_by(group_id=group.id, handle=handle).one()
    circle = Circle(group.id, slug, 0)
    return an_evening(circle, Person(chair.member_id, handle)).room_id


if __name__ == "__main__":
    main()
