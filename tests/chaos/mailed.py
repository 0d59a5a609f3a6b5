"""Makes people who want mail and tells each of them something: how many, as the first argument."""

import os
import sys

from community.app import create_app
from community.config import Config
from community.lock import hold_instance
from community.migrations import upgrade
from tests.factories import a_group, a_person, admit
from tests.notices.stage import has_mail, tell_of, wants


def main() -> None:
    """While no server runs."""
    config = Config.from_environment(os.environ)
    with hold_instance(config):
        upgrade(config)
        app = create_app(config)
        with app.app_context():
            group_id, slug = a_group("harbour-street")
            for number in range(int(sys.argv[1])):
                person = admit(a_person(f"person-{number}"), slug)
                has_mail(person)
                wants(person)
                tell_of(person.id, group_id)
        app.extensions["writer"].close()


if __name__ == "__main__":
    main()
