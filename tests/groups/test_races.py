"""Two at the same moment, on either database."""

from functools import partial

from flask import Flask

from community.errors import Conflict, HearthError, Invalid
from community.groups import operations, queries
from community.groups.forms import InvitationForm, JoinForm
from tests.factories import a_circle, a_person, admit
from tests.laws import law
from tests.races import at_once, on_both, refusals


@law("L2.4")
@on_both
def test_the_last_two_moderators_do_not_both_leave(app: Flask, database: str) -> None:
    circle = a_circle("harbour")
    second = admit(a_person("seconder", staff=True), "harbour", "moderator")
    leaving = [circle.moderator.id, second.id]
    found = at_once(
        app, *(lambda who=who: operations.leave_group(who, "harbour") for who in leaving)
    )
    assert refusals(found, Conflict) == 1
    assert len(queries.moderators_of(circle.group_id)) == 1


@law("L2.5")
@on_both
def test_two_want_one_name_in_a_group(app: Flask, database: str) -> None:
    circle = a_circle("harbour", visibility="open")
    people = [a_person().id for _each in range(4)]
    before = queries.count_people(circle.group_id)
    found = at_once(
        app,
        *(
            lambda who=who: operations.join_group(who, "harbour", JoinForm("kestrel"))
            for who in people
        ),
    )
    assert refusals(found, Invalid) == 3
    assert queries.count_people(circle.group_id) == before + 1


@on_both
def test_a_double_click_joins_once(app: Flask, database: str) -> None:
    circle = a_circle("harbour", visibility="open")
    join = partial(operations.join_group, circle.outsider.id, "harbour", JoinForm("kestrel"))
    first, second = at_once(app, join, join)
    assert first == second


@on_both
def test_asking_twice_at_once_is_one_request(app: Flask, database: str) -> None:
    circle = a_circle("harbour")
    ask = partial(operations.join_group, circle.outsider.id, "harbour", JoinForm("kestrel"))
    first, second = at_once(app, ask, ask)
    assert first == second
    assert queries.count_requests(circle.group_id) == 1


@on_both
def test_one_moderator_accepts_while_another_refuses(app: Flask, database: str) -> None:
    circle = a_circle("harbour")
    second = admit(a_person("seconder", staff=True), "harbour", "moderator")
    asked = operations.join_group(circle.outsider.id, "harbour", JoinForm("kestrel")).request_id
    assert asked is not None
    found = at_once(
        app,
        lambda: operations.accept_request(circle.moderator.id, asked),
        lambda: operations.refuse_request(second.id, asked),
    )
    assert refusals(found, Conflict) == 1


@law("L2.2")
@on_both
def test_the_last_use_of_an_invitation_brings_one_in(app: Flask, database: str) -> None:
    circle = a_circle("cellar", visibility="hidden")
    token = operations.make_group_invitation(circle.moderator.id, "cellar", InvitationForm(7, 1))
    people = [(a_person().id, f"kestrel-{number}") for number in ("one", "two", "three")]
    before = queries.count_people(circle.group_id)
    forms = [(who, JoinForm(handle, invitation=token)) for who, handle in people]
    found = at_once(
        app,
        *(
            lambda who=who, form=form: operations.join_group(who, "cellar", form)
            for who, form in forms
        ),
    )
    assert refusals(found, HearthError) == 2
    assert queries.count_people(circle.group_id) == before + 1


@on_both
def test_blocking_twice_at_once_is_one_block(app: Flask, database: str) -> None:
    circle = a_circle("harbour")
    mid = circle.mid(circle.other)
    block = partial(operations.block_person, circle.regular.id, mid)
    assert at_once(app, block, block) == [None, None]
    assert queries.has_blocked(circle.regular.id, mid)
