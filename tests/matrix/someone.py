"""The rows of asking for somebody now. The regular asked; the chair, a peer, and the moderator are on duty."""

from collections.abc import Mapping
from typing import Any

from community.extensions import db
from community.moderation import operations as moderation
from community.moderation.forms import ShiftForm
from community.wellbeing.helping import operations
from community.wellbeing.helping.models import HelpCall, HelpHours
from tests.factories import Circle, Person
from tests.matrix.roles import (
    CHAIR,
    EVERYBODY,
    INSIDE,
    MODERATOR,
    REGULAR,
    STAFF,
    Row,
)

ASKED = frozenset({CHAIR, MODERATOR})
READING = frozenset({REGULAR, MODERATOR})
OFFERED = frozenset({CHAIR})
ALWAYS = ShiftForm(tuple(range(7)), 0, 0, "UTC")
HOURS = {"day_0": "yes", "starts": "20:00", "ends": "22:00", "zone": "UTC"}
CALL = "/someone-now/calls/{call}"
PEER = "/someone-now/peers/{peer}"
GROUP = "/groups/{slug}/helping"

PAGES = {
    "someone_now.show_someone_now": Row("L6.7", EVERYBODY, "/someone-now"),
    "helping.show_call": Row("L6.7", ASKED | {REGULAR}, CALL, first="help", whose=REGULAR),
    "helping.show_state": Row("L6.7", READING, "/someone-now/rooms/{help}", first="help", whose=REGULAR),
    "rooms.show_room#help": Row("L6.7", READING, "/rooms/{help}", first="help", whose=REGULAR),
    "rooms.list_messages#help": Row("L6.7", READING, "/rooms/{help}/messages", first="help", whose=REGULAR),
    "help_peers.show_helping": Row("L6.7", INSIDE, GROUP),
}  # fmt: skip
ACTS = {
    "someone_now.choose_country": Row("L6.6", EVERYBODY, "/someone-now/country", {"country": "gb"}),
    "helping.create_call": Row("L6.7", INSIDE, "/someone-now/groups/{slug}"),
    "helping.create_coming": Row("L6.7", ASKED, f"{CALL}/coming", first="help", whose=REGULAR),
    "helping.create_cannot": Row("L6.7", ASKED, f"{CALL}/cannot", first="help", whose=REGULAR),
    "helping.create_asking": Row("L6.7", frozenset({REGULAR}), f"{CALL}/asking", first="help", whose=REGULAR),
    "helping.create_closing": Row("L6.7", READING, f"{CALL}/closing", first="help", whose=REGULAR),
    "rooms.create_message#help": Row(
        "L6.7", READING, "/rooms/{help}/messages", {"body": "I am here.", "key": "matrix-key-1"}, "help", REGULAR
    ),
    "help_peers.create_offer": Row("L6.7", INSIDE, f"{GROUP}/offer"),
    "help_peers.create_hours": Row("L6.7", OFFERED, f"{GROUP}/hours", HOURS, "help peer", CHAIR),
    "help_peers.remove_hours": Row(
        "L6.7", OFFERED, "/someone-now/hours/{hours}/removal", first="help peer", whose=CHAIR
    ),
    "help_peers.create_absence": Row("L6.7", OFFERED, f"{GROUP}/absence", first="help peer", whose=CHAIR),
    "help_peers.end_absence": Row("L6.7", OFFERED, f"{GROUP}/absence/ending", first="help peer", whose=CHAIR),
    "help_peers.create_acceptance": Row("L6.7", STAFF, f"{PEER}/acceptance", first="help peer", whose=CHAIR),
    "help_peers.create_ending": Row("L6.7", STAFF | OFFERED, f"{PEER}/ending", first="help peer", whose=CHAIR),
}  # fmt: skip


def prepare_someone(
    circle: Circle, people: Mapping[str, Person], names: dict[str, Any], first: str
) -> None:
    """The chair offered to be asked; with `help` they were accepted, and the regular asked for somebody."""
    chair = people[CHAIR]
    operations.offer_to_be_asked(chair.id, circle.slug)
    operations.add_hours(chair.id, circle.slug, ALWAYS)
    mine = circle.mid(chair)
    names["peer"] = mine
    names["hours"] = db.session.query(HelpHours.id).filter_by(membership_id=mine).first()[0]
    if first == "help":
        operations.accept_peer(circle.moderator.id, mine)
        moderation.add_shifts(circle.moderator.id, circle.slug, ALWAYS)
        names["help"] = operations.ask_for_someone(people[REGULAR].id, circle.slug)
        call = db.session.query(HelpCall).one()
        names["call"] = call.id
        operations.ask_next(call.id, call.step)
