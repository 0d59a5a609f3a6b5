"""A site provisioned and started as an operator would."""

import http.client
import time

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


@pytest.mark.timeout(300)
def test_no_answer_waits_for_an_acknowledgement(site: Site) -> None:
    """A second part that waits for the first to be acknowledged comes 40 ms later, on every line that is kept."""
    site.start()
    line = http.client.HTTPConnection("127.0.0.1", site.port)
    took = []
    for _time in range(30):
        begun = time.perf_counter()
        line.request("GET", "/healthz")
        line.getresponse().read()
        took.append(time.perf_counter() - begun)
    line.close()
    site.stop()
    assert min(took[5:]) < 0.035
