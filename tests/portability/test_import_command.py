"""The commands as an operator types them, with the server running and without."""

import os
from pathlib import Path
from time import perf_counter

import pytest

from tests.chaos.conftest import site  # noqa: F401 -- a fixture
from tests.chaos.site import SLUG, Site
from tests.portability.brought import ROWS, a_forum, a_workspace, counts, many
from tests.wire import until

LONG = os.environ.get("HEARTH_LONG") == "1"
POSTS = 50_000 if LONG else 3_000
SLOWEST = 180
"""Seconds for 50,000 posts."""

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def place(site: Site) -> Site:  # noqa: F811
    """A site with a group of two; no server runs."""
    site.people(2)
    return site


@pytest.mark.sqlite
def test_an_import_needs_no_server(place: Site, tmp_path: Path) -> None:
    said = place.hearth("import-forum", str(a_forum(tmp_path, *ROWS)), "--group", SLUG)
    assert said.splitlines()[0] == counts(2, added=2)
    said = place.hearth("import-slack", str(a_workspace(tmp_path)), "--group", SLUG)
    assert said.splitlines()[0] == counts(2, added=2)


@pytest.mark.sqlite
def test_a_running_server_does_it_and_leaves_the_codes_with_whoever_asked(
    place: Site, tmp_path: Path
) -> None:
    place.start()
    path, codes = a_forum(tmp_path, *ROWS), tmp_path / "codes"
    said = place.hearth("import-forum", str(path), "--group", SLUG, "--claims", str(codes))
    assert said.splitlines()[0] == counts(2, added=2)
    assert (codes.stat().st_mode & 0o777, len(codes.read_text().splitlines())) == (0o600, 2)
    log = place.server.err.read_text()
    assert not [told for told in ("Rosalind", "rosalind@", "It is", "Evenings") if told in log]


@pytest.mark.sqlite
def test_a_large_community_comes_in_while_others_talk(place: Site, tmp_path: Path) -> None:
    place.start()
    path = a_forum(tmp_path, *many(POSTS))
    began = perf_counter()
    said = place.hearth("import-forum", str(path), "--group", SLUG).splitlines()
    took = perf_counter() - began
    assert [line for line in said if line.startswith(f"{POSTS} posts")] == [
        counts(POSTS, added=POSTS)
    ]
    if LONG:
        assert [line for line in said if line.endswith(f"of {POSTS} posts …")]
    again = place.hearth("import-forum", str(path), "--group", SLUG).splitlines()
    assert again[-1] == "Nothing new: nothing was changed."
    print(f"{POSTS} posts in {took:.1f} s, the same again in {perf_counter() - began - took:.1f} s")
    assert took < SLOWEST
    until(lambda: place.server.process is not None, 1)
