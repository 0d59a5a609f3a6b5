"""Every door of groups, notices and moderation, tried by everyone: who passes it and who does not (L1.5, L2)."""

from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.extensions import db
from community.groups import operations
from community.groups.forms import InvitationForm, JoinForm
from community.groups.queries import invitations_of
from community.journal import JournalEntry
from community.moderation.forms import ActForm
from community.moderation.operations import ban_person, mute_person, remove_person
from tests.factories import Circle, a_circle, a_person, admit
from tests.laws import law
from tests.stage import Browser

MEMBERS = frozenset({"newcomer", "regular", "chair", "green", "moderator"})
EVERYONE = MEMBERS | {"outsider", "administrator", "banned", "removed"}
STRANGER = "stranger"
ROLES = (STRANGER, "outsider", "banned", "removed", "newcomer", "regular", "chair", "green", "administrator",
         "moderator")  # fmt: skip
SETTINGS = {"name": "Harbour", "visibility": "closed", "joining": "request", "zone": "UTC"}
MINUTES, REASON = {"minutes": "10", "reason": "Why."}, {"reason": "Why."}
MODERATOR = frozenset({"moderator"})


@dataclass(frozen=True)
class Door:
    """An address, what is sent there, and who passes."""

    endpoint: str
    method: str
    path: str
    allowed: frozenset[str]
    data: dict[str, str] | None = None


DOORS = (
    Door("groups.show_today", "GET", "/", EVERYONE),
    Door("groups.list_groups", "GET", "/groups", EVERYONE),
    Door("groups.new_group", "GET", "/groups/new", frozenset({"administrator"})),
    Door("groups.create_group", "POST", "/groups", frozenset({"administrator"}), SETTINGS),
    Door("groups.show_group", "GET", "/groups/harbour", EVERYONE),
    Door("groups.show_settings", "GET", "/groups/harbour/settings", MODERATOR),
    Door("groups.update_settings", "POST", "/groups/harbour/settings", MODERATOR, SETTINGS),
    Door("groups.create_archive", "POST", "/groups/harbour/archive", MODERATOR),
    Door("groups.create_restoration", "POST", "/groups/harbour/restoration", MODERATOR),
    Door("groups.create_closing", "POST", "/groups/harbour/closing", MODERATOR),
    Door("groups.withdraw_closing", "POST", "/groups/harbour/closing/withdrawal", MODERATOR),
    Door("groups.create_handover", "POST", "/groups/harbour/handover", MODERATOR, {"heir": "{other}"}),
    Door("groups.list_people", "GET", "/groups/harbour/people", MEMBERS),
    Door("groups.list_requests", "GET", "/groups/harbour/requests", MODERATOR),
    Door("groups.create_acceptance", "POST", "/requests/{request}/acceptance", MODERATOR),
    Door("groups.create_refusal", "POST", "/requests/{second}/refusal", MODERATOR),
    Door("groups.list_invitations", "GET", "/groups/harbour/invitations", MODERATOR),
    Door("groups.create_invitation", "POST", "/groups/harbour/invitations", MODERATOR, {"uses": "1", "days": "7"}),
    Door("groups.create_revocation", "POST", "/group-invitations/{invitation}/revocation", MODERATOR),
    Door("groups.show_join", "GET", "/groups/harbour/join", EVERYONE),
    Door("groups.create_membership", "POST", "/groups/harbour/memberships", EVERYONE - {"banned"}, {"handle": "wren"}),
    Door("groups.create_departure", "POST", "/groups/harbour/departure", MEMBERS | {"removed"}),
    Door("groups.show_person", "GET", "/memberships/{other}", MEMBERS),
    Door("groups.create_block", "POST", "/memberships/{other}/block", MEMBERS),
    Door("groups.delete_block", "POST", "/memberships/{blocked}/unblock", frozenset({"regular"})),
    Door("groups.list_blocks", "GET", "/you/blocks", EVERYONE),
    Door("groups.update_role", "POST", "/memberships/{other}/role", MODERATOR, {"role": "chair"}),
    Door("moderation.create_mute", "POST", "/memberships/{other}/mute", MODERATOR, MINUTES),
    Door("moderation.create_removal", "POST", "/memberships/{other}/removal", MODERATOR, MINUTES),
    Door("moderation.create_ban", "POST", "/memberships/{other}/ban", MODERATOR, REASON),
    Door("moderation.create_lifting", "POST", "/standings/{standing}/lifting", MODERATOR, REASON),
    Door("notices.show_inbox", "GET", "/notices", EVERYONE),
    Door("notices.create_reading", "POST", "/notices/reading", EVERYONE),
)  # fmt: skip
PUBLIC = {"groups.open_invitation", "groups.show_setup", "groups.create_setup"}
"""Proven beside joining and set-up: they stand before signing in."""


@pytest.fixture
def harbour(app: Flask) -> Circle:
    """A group with everybody who could try a door."""
    circle = a_circle("harbour")
    circle.people["chair"] = admit(a_person("seated", staff=True), "harbour", "chair")
    circle.people["green"] = admit(a_person("greenhorn"), "harbour", "moderator")
    circle.people["administrator"] = a_person("rootling", administrator=True)
    for who, act in (("banned", ban_person), ("removed", remove_person)):
        circle.people[who] = admit(a_person(f"was-{who}"), "harbour")
        act(circle.moderator.id, circle.mid(circle.people[who]), ActForm("Why."))
    return circle


@pytest.fixture
def names(harbour: Circle) -> dict[str, int]:
    """The ids that addresses are filled with."""
    asked = [
        operations.join_group(a_person().id, "harbour", JoinForm(f"asker-{number}")).request_id
        for number in ("one", "two")
    ]
    operations.block_person(harbour.regular.id, harbour.mid(harbour.newcomer))
    operations.make_group_invitation(harbour.moderator.id, "harbour", InvitationForm(7, 5))
    muted = mute_person(harbour.moderator.id, harbour.mid(harbour.other), ActForm("Why."))
    link, _maker = invitations_of(harbour.group_id)[0]
    return {
        "other": harbour.mid(harbour.other), "blocked": harbour.mid(harbour.newcomer),
        "request": asked[0] or 0, "second": asked[1] or 0, "invitation": link.id,
        "standing": muted.standing_id,
    }  # fmt: skip


@law("L1.5", "L2.1", "L2.6")
@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.endpoint)
def test_each_door_opens_to_those_it_should(
    app: Flask, harbour: Circle, names: dict[str, int], as_member: Browser, door: Door
) -> None:
    browsers = {who: as_member(harbour.people[who]) for who in ROLES if who != STRANGER}
    browsers[STRANGER] = app.test_client()
    for who in [who for who in ROLES if who not in door.allowed]:
        before = written()
        assert is_refused(knock(browsers[who], door, names)), f"{who} passed {door.endpoint}"
        assert written() == before, f"{who} changed something at {door.endpoint}"
    for who in [who for who in ROLES if who in door.allowed]:
        assert not is_refused(knock(browsers[who], door, names)), (
            f"{who} was kept from {door.endpoint}"
        )


def test_every_door_of_these_features_has_a_row(app: Flask) -> None:
    mine = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if rule.endpoint.split(".")[0] in ("groups", "notices", "moderation")
    }
    assert mine - PUBLIC == {door.endpoint for door in DOORS}


def knock(browser: FlaskClient, door: Door, names: dict[str, int]) -> tuple[int, str]:
    data = {field: said.format(**names) for field, said in (door.data or {}).items()}
    answer = browser.open(door.path.format(**names), method=door.method, data=data or None)
    return answer.status_code, answer.location or ""


def is_refused(answer: tuple[int, str]) -> bool:
    status, location = answer
    return status in (401, 403, 404) or location.startswith(("/sign-in", "/setup"))


def written() -> int:
    db.session.rollback()
    return db.session.query(JournalEntry).count()
