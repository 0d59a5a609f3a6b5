"""One's own data, as it is taken along: read in batches, so that others are served meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import current_app, render_template

from community.personal import Personal, Row
from community.portability.archive import Archive, as_json, told
from community.registry import registry
from community.turns import in_turns, let_others


@dataclass
class File:
    """One file of the download: what it is called, what it is about, how many rows it has."""

    name: str
    title: Any
    rows: int = 0


def download(member_id: int) -> Iterator[bytes]:
    """The zip of everything that is the member's, piece by piece (L1.9)."""
    archive, files = Archive(), []
    for kept in shown():
        file = File(kept.name, kept.title)
        files.append(file)
        yield from archive.add(
            f"{file.name}.json", in_turns(as_json(_batches(kept, member_id, file)))
        )
        if file.rows:
            yield from archive.add(f"{file.name}.html", _as_page(kept, member_id))
    yield from archive.add("index.html", iter([_page("index", files=files)]))
    yield from archive.add("style.css", iter([_style()]))
    yield archive.close()


def shown() -> list[Personal]:
    """What is in a download, in the order of features."""
    return [kept for kept in registry.personal.values() if kept.shown is not None]


def _batches(kept: Personal, member_id: int, file: File) -> Iterator[list[Row]]:
    assert kept.shown is not None
    for batch in kept.shown(member_id):
        file.rows += len(batch)
        yield batch
        let_others()


def _as_page(kept: Personal, member_id: int) -> Iterator[str]:
    yield _page("head", title=kept.title)
    for batch in _batches(kept, member_id, File(kept.name, kept.title)):
        yield _page("rows", rows=[told(row) for row in batch])
    yield _page("foot")


def _page(name: str, **known: Any) -> str:
    return render_template(f"portability/download/{name}.html", **known)


def _style() -> str:
    return (Path(current_app.static_folder or "") / "portability" / "download.css").read_text()
