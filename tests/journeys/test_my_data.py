"""Taking one's data along and deleting one's account, in a real browser."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Visit
from tests.journeys.house import House, lived_in
from tests.journeys.people import Room, sign_in
from tests.journeys.walking import EVERY_LIGHT, look_at, look_closely
from tests.journeys.watch import Watch
from tests.laws import law


@pytest.fixture(scope="module")
def parting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house of its own, since somebody leaves it for good."""
    yield from lived_in(tmp_path_factory.mktemp("parting"))


@law("L1.9", "L13.1")
def test_somebody_takes_their_data_along_and_then_their_words(
    parting: House, visit: Visit, watch: Watch, pictures: Path | None, tmp_path: Path
) -> None:
    watch.expect("status of 422")
    watch.expect_no_line()
    watch.expect("style.css|preload assets")  # axe cannot fetch from a folder
    page, other = visit(parting, bypass_csp=True), visit(parting, "mallow")
    sign_in(page, "fennel", parting.passphrase)
    address = parting.a_room()
    Room.enter(page, address).is_heard("I slept badly.")
    page.goto("/you")
    page.get_by_role("link", name="Download my data").click()
    page.wait_for_url("**/you/data")
    wrong = picture(page, pictures, "you-data")
    assert "I slept badly." in taken(page, tmp_path)
    page.get_by_text("What is in it").click()
    assert "I slept badly." in taken(page, tmp_path)  # a second time, without another visit
    for name in ("index", "messages"):
        page.goto((tmp_path / f"{name}.html").as_uri())
        wrong += picture(page, pictures, f"download-{name}")
    expect(page.get_by_text("I slept badly.")).to_be_visible()

    room = Room.enter(other, address)
    expect(room.line("I slept badly.")).to_have_count(1)
    page.goto("/you/deletion")
    wrong += picture(page, pictures, "you-deletion")
    page.set_viewport_size({"width": 1280, "height": 900})
    delete(page, "not my passphrase")
    expect(page.get_by_role("alert")).to_be_focused()
    wrong += picture(page, pictures, "you-deletion-refused")
    delete(page, parting.passphrase)
    page.wait_for_url("**/you/deleted")
    wrong += picture(page, pictures, "you-deleted")
    assert wrong == []

    expect(room.line("I slept badly.")).to_have_count(0)
    page.goto("/you")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    other.reload()
    expect(other.get_by_role("main")).not_to_contain_text("fennel")


@law("L1.9", "L13.2")
def test_it_works_without_javascript(parting: House, visit: Visit, tmp_path: Path) -> None:
    page = visit(parting, java_script_enabled=False)
    sign_in(page, "sorrel", parting.passphrase)
    page.goto("/you/data")
    assert "sorrel" in taken(page, tmp_path)
    page.goto("/you/deletion")
    page.get_by_role("radio", name="Leave my words").check()
    page.get_by_label("Your passphrase").fill(parting.passphrase)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is deleted")


def taken(page: Page, folder: Path) -> str:
    """Press the button; what can be read in what comes."""
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download my data").click()
    assert coming.value.suggested_filename == "my-data.zip"
    coming.value.save_as(folder / "my-data.zip")
    with zipfile.ZipFile(folder / "my-data.zip") as zipped:
        zipped.extractall(folder)
        return "".join(zipped.read(name).decode() for name in zipped.namelist())


def delete(page: Page, passphrase: str) -> None:
    """Choose to take the words along, and say the passphrase."""
    page.get_by_role("radio", name="Remove my words").check()
    page.get_by_label("Your passphrase").fill(passphrase)
    page.get_by_role("button", name="Delete my account").click()


def picture(page: Page, pictures: Path | None, name: str) -> list[str]:
    """No barrier, in every look."""
    return look_at(page, EVERY_LIGHT, pictures and pictures / name) + look_closely(page)
