"""Two at the same moment, on either database."""

import json
from functools import partial

from flask import Flask

from community.errors import Conflict, Invalid, NotFound
from community.members.codes import new_code
from community.portability.importing import operations
from community.portability.importing.forum import read_forum
from community.portability.importing.queries import uncoded_of
from community.portability.importing.work import bring_in
from tests.factories import Circle, Person, a_circle, a_person
from tests.portability.brought import BOARD, FIRST, TOPIC, the_topic, words_in
from tests.races import at_once, on_both, refusals


def came_in() -> tuple[Circle, Person, int, str]:
    """A forum with one writer; who runs the site, the import, the writer's code."""
    circle, keeper = a_circle("harbour"), a_person("keeper", administrator=True)
    forum = read_forum("\n".join(map(json.dumps, (BOARD, TOPIC, FIRST))).encode(), "old")
    _tally, import_id = bring_in(forum, circle.group_id, str)
    assert import_id is not None
    (stand_in,), code = uncoded_of(import_id).values(), new_code()
    operations.keep_codes(import_id, {stand_in: code})
    return circle, keeper, import_id, code


@on_both
def test_of_two_who_type_one_code_one_gets_the_words(app: Flask, database: str) -> None:
    circle, keeper, import_id, code = came_in()
    operations.confirm_import(keeper.id, import_id)
    people = (circle.regular, circle.other, circle.newcomer)
    claims = (partial(operations.claim_words, who.id, circle.slug, code) for who in people)
    found = at_once(app, *claims)
    assert (found.count(1), refusals(found, Invalid)) == (1, 2)
    ((author, _words, _answers),) = words_in(the_topic().id)
    assert author == people[found.index(1)].handle


@on_both
def test_of_a_yes_and_a_no_at_once_one_holds(app: Flask, database: str) -> None:
    _circle, keeper, import_id, _code = came_in()
    answers = (operations.confirm_import, operations.discard_import)
    found = at_once(app, *(partial(answer, keeper.id, import_id) for answer in answers))
    assert found.count(None) == 1
    assert refusals(found, Conflict) + refusals(found, NotFound) == 1
