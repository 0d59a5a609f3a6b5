"""Clocks for tests, made as people make them."""

from datetime import timedelta
from itertools import count

from flask.testing import FlaskClient

from community.clock import now
from community.extensions import db
from community.members import operations as members
from community.members.forms import SettingsForm
from community.members.models import Authenticator, Member
from community.operations import operation
from community.wellbeing import operations
from community.wellbeing.forms import ClockForm, SlipForm
from tests.factories import Person

_keys = count(1)


def day(ago: int) -> str:
    """The day so many days ago, by UTC."""
    return f"{now() - timedelta(days=ago):%Y-%m-%d}"


def a_clock(person: Person, ago: int = 30, name: str = "No alcohol", **about: str) -> int:
    """A clock that began so many days ago; its id."""
    typed = {"kind": "abstinence", "name": name, "began_on": day(ago), **about}
    return operations.make_clock(person.id, ClockForm.parse(typed))


def a_slip(person: Person, clock_id: int, ago: int = 0, note: str = "") -> None:
    """Something slipped, so many days ago."""
    form = SlipForm.parse({"day": day(ago), "note": note, "key": f"slip-key-{next(_keys)}"})
    operations.record_slip(person.id, clock_id, form)


def moves_to(person: Person, zone: str) -> None:
    """Somebody chooses another zone."""
    typed = {"theme": "", "letters": "", "locale": "en", "zone": zone}
    members.change_settings(person.id, SettingsForm.parse(typed))


def show(browser: FlaskClient, clock_id: int, membership_id: int, shows: str = "days") -> int:
    """Show a clock to a group; the status."""
    form = {"group": str(membership_id), "shows": shows}
    return browser.post(f"/you/clocks/{clock_id}/consents", data=form).status_code


def see(browser: FlaskClient, slug: str, on: str = "yes") -> int:
    """Want to see what others show; the status."""
    return browser.post(f"/groups/{slug}/shown-days", data={"on": on}).status_code


@operation
def has_app(person: Person) -> None:
    """The person has an authenticator, as whoever mentors does."""
    member = db.session.get_one(Member, person.id)
    member.authenticator = Authenticator(sealed_key="", confirmed_at=now())


@operation
def has_no_app(person: Person) -> None:
    """It is off again."""
    db.session.get_one(Member, person.id).authenticator = None
