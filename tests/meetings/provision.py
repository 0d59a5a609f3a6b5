"""Begins meetings in a site that is not served yet. Arguments: slug, chair's handle, how many; prints their rooms."""

import json
import sys

from tests.meetings.stage import an_evening
from tests.provisioning import circle_of, in_the_site


def main() -> None:
    """Open the lobbies, with that person signed up as chair."""
    slug, handle, number = sys.argv[1:]
    with in_the_site():
        circle = circle_of(slug)
        chair = circle.people[handle]
        rooms = [an_evening(circle, chair).room_id for _number in range(int(number))]
    json.dump(rooms, sys.stdout)


if __name__ == "__main__":
    main()
