"""A community comes in from elsewhere: an administrator reads the notice and says yes, a writer claims their words."""

import json
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import expect

from tests.journeys.conftest import Visit
from tests.journeys.house import ROOT, SLUG, House
from tests.journeys.walking import Look, look_at
from tests.journeys.watch import Watch
from tests.laws import law

LOOKS = [Look(320, "dark"), Look(1280, "light")]
ROWS = [
    {"type": "user", "id": "u1", "name": "Rosalind"},
    {"type": "board", "id": "b1", "name": "Kitchen table", "about": "When it is hard."},
    {
        "type": "topic",
        "id": "t1",
        "board": "b1",
        "author": "u1",
        "title": "The first week",
        "at": "2019-03-01",
    },
    {
        "type": "post",
        "id": "p1",
        "topic": "t1",
        "author": "u1",
        "text": "It is *hard*.",
        "at": "2019-03-01",
    },
]


def bring_in(house: House, folder: Path, source: str) -> str:
    """What an operator types while the server runs; the writer's code."""
    (folder / "old.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    command = [
        "import-forum",
        "old.jsonl",
        "--group",
        SLUG,
        "--claims",
        "codes",
        "--source",
        source,
    ]
    hearth = [sys.executable, "-m", "gevent.monkey", "--module", "community.cli"]
    done = subprocess.run([*hearth, *command], env=house.env, cwd=folder, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert str(ROOT) in house.env["PYTHONPATH"]
    return (folder / "codes").read_text().strip().partition("\t")[2]


@law("L1.5", "L13.2")
def test_words_from_elsewhere_are_answered_for_and_claimed_without_script(
    house: House, visit: Visit, watch: Watch, tmp_path: Path
) -> None:
    watch.expect("status of 422")
    code = bring_in(house, tmp_path, "Our old place")
    keeper = visit(house, "keeper", java_script_enabled=False)
    mallow = visit(house, "mallow", java_script_enabled=False)
    mallow.goto(f"/groups/{SLUG}/forum")
    expect(mallow.get_by_role("link", name="Kitchen table", exact=True)).to_have_count(0)
    keeper.goto("/you")
    keeper.get_by_role("link", name="What was brought in").click()
    keeper.get_by_role("link", name="Our old place").click()
    keeper.get_by_role("button", name="Let the group see it").click()
    expect(keeper.get_by_role("alert")).to_contain_text("Say that you have read this")
    keeper.get_by_label("I have read this").check()
    keeper.get_by_role("button", name="Let the group see it").click()
    expect(keeper.get_by_text("What came in can be seen now.")).to_be_visible()
    mallow.goto(f"/groups/{SLUG}")
    mallow.get_by_role("link", name="Claim what you wrote").click()
    mallow.get_by_label("The code that you were given").fill(code)
    mallow.get_by_role("button", name="These words are mine").click()
    expect(mallow.get_by_text("One line is yours now.")).to_be_visible()
    # By its board: years old, it stands behind whatever was written in this house today.
    mallow.goto(f"/groups/{SLUG}/forum")
    mallow.get_by_role("link", name="Kitchen table", exact=True).first.click()
    mallow.get_by_role("link", name="The first week").first.click()
    expect(mallow.locator(".share")).to_contain_text("mallow")


@law("L13.1")
def test_the_pages_about_imports_have_no_barrier(
    house: House, visit: Visit, tmp_path: Path, pictures: Path | None
) -> None:
    bring_in(house, tmp_path, "Another place")
    page, wrong = visit(house, "keeper", bypass_csp=True), []
    page.goto("/site/imports")
    wrong += look_at(page, LOOKS, pictures and pictures / "imports")
    page.get_by_role("link", name="Another place").click()
    page.wait_for_url("**/site/imports/*")
    wrong += look_at(page, LOOKS, pictures and pictures / "import")
    page = visit(house, "mallow", bypass_csp=True)
    page.goto(f"/groups/{SLUG}/claim")
    wrong += look_at(page, LOOKS, pictures and pictures / "claim")
    assert not wrong
