"""docs/retention.md tells every class as the program keeps it (L12.3)."""

from pathlib import Path

from flask import Flask

from community.registry import Purgeable, registry
from tests.laws import law

PAGE = Path(__file__).parents[2] / "docs" / "retention.md"


def in_days(days: int | None) -> str:
    """A time as the page writes it."""
    if days is None:
        return "kept"
    return "at once" if days == 0 else "1 day" if days == 1 else f"{days} days"


def row(each: Purgeable) -> str:
    """A class as a row of the page's table."""
    bounds = "fixed" if each.is_fixed else f"{each.least} to {each.most}"
    return f"| {each.title} (`{each.name}`) | {in_days(each.days)} | {bounds} | {each.law} | {each.covers} |"


@law("L12.3")
def test_the_page_has_every_class_as_it_is(app: Flask) -> None:
    with app.test_request_context():
        wanted = [row(each) for each in registry.purgeable.values()]
    there = PAGE.read_text().splitlines()
    missing = [line for line in wanted if line not in there]
    assert not missing, "put into docs/retention.md:\n" + "\n".join(missing)
    assert sum(line.startswith("| ") and "(`" in line for line in there) == len(wanted)


@law("L12.3")
def test_the_page_says_what_stays_and_why(app: Flask) -> None:
    said = PAGE.read_text()
    for table, because in registry.kept.items():
        assert f"`{table.__tablename__}`" in said, because
