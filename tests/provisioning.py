"""Work in a site that nobody serves yet: what every module that furnishes one begins and ends with."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from community.app import create_app
from community.config import Config
from community.extensions import db
from community.groups.models import Group, Membership
from community.lock import hold_instance
from community.migrations import upgrade
from tests.factories import Circle, Person


@contextmanager
def the_site() -> Iterator[Flask]:
    """The application of the instance that the environment names, held as bin/hearth holds it."""
    config = Config.from_environment(os.environ)
    with hold_instance(config):
        upgrade(config)
        app = create_app(config)
        yield app
        app.extensions["writer"].close()


@contextmanager
def in_the_site() -> Iterator[None]:
    """The same, in a context in which operations are performed and addresses are made."""
    with the_site() as app, app.test_request_context():
        yield


def circle_of(slug: str, **roles: str) -> Circle:
    """A group of the site, and everybody in it by their handle; some also by what they are to the tests."""
    group_id = db.session.query(Group.id).filter_by(slug=slug).scalar()
    there = db.session.query(Membership).filter_by(group_id=group_id).all()
    people = {one.handle: Person(one.member_id, one.handle) for one in there}
    db.session.rollback()
    cast = {role: people[handle] for role, handle in roles.items()}
    return Circle(group_id, slug, 0, people | cast)
