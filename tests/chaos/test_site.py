"""A site provisioned and started as an operator would."""

import pytest

from tests.chaos.site import PASSPHRASE, SLUG, Program, Site


@pytest.mark.timeout(300)
def test_a_program_is_let_in_by_the_command_line_alone(site: Site) -> None:
    site.start()
    site.hearth("group", "add", SLUG, "--name", "Harbour Street")
    site.hearth("member", "add", "lantern-jo", line=PASSPHRASE)
    site.hearth("group", "join", SLUG, "lantern-jo")
    site.stream = site.hearth("room", "list", SLUG).split("\t")[0]
    wire = site.wire(Program("lantern-jo", site.hearth("token", "add", "lantern-jo")))
    assert wire.call("post_message", stream=site.stream, body="Good evening.", key="key-first-1")[
        "ok"
    ]
    site.stop()
    assert site.complaints() == ""
