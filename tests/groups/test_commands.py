"""What OPERATOR does about groups on the command line."""

from flask import Flask

from community.cli import perform
from tests.factories import a_person, a_site
from tests.laws import law
from tests.stage import Browser

FORM = {"name": "Night kitchen", "visibility": "closed", "joining": "request", "zone": "UTC"}


def say(app: Flask, *words: str) -> tuple[int, str]:
    """Run one command."""
    return perform(app, words, lambda: "")


@law("L2.2")
def test_members_begin_groups_only_where_the_site_allows_it(app: Flask, as_member: Browser) -> None:
    client = as_member(a_person("kestrel"))
    assert client.post("/groups", data={**FORM, "handle": "kestrel"}).status_code == 403
    assert say(app, "group", "creation", "members") == (0, "Groups are begun by members.")
    assert client.post("/groups", data={**FORM, "handle": "kestrel"}).status_code == 303
    assert say(app, "group", "creation", "administrators")[0] == 0
    assert client.post("/groups", data={**FORM, "handle": "kestrel"}).status_code == 403


def test_a_group_is_begun_and_joined(app: Flask) -> None:
    a_site()
    a_person("mooring")
    assert say(app, "group", "add", "night", "--name", "Night", "--visibility", "hidden")[0] == 0
    assert say(app, "group", "join", "night", "mooring", "--role", "chair") == (
        0,
        "mooring is chair in night.",
    )
    assert say(app, "room", "add", "night", "Kitchen")[1].startswith("room:")
    assert [line.split("\t")[1] for line in say(app, "room", "list", "night")[1].splitlines()] == [
        "Lounge",
        "Kitchen",
    ]


def test_what_is_not_there_is_said_in_words(app: Flask) -> None:
    code, said = say(app, "group", "join", "nowhere", "nobody")
    assert code == 1
    assert "Nothing is here" in said
    code, said = say(app, "group", "add", "night", "--name", "Night", "--visibility", "secret")
    assert code == 2
    assert "secret" in said
