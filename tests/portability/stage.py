"""Downloads as people open them, and the work that follows a deleted account."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask import current_app
from flask.testing import FlaskClient

from community import jobs
from community.extensions import db
from tests.factories import Person
from tests.members.door import WORDS, with_passphrase
from tests.stage import ON_POSTGRES

__all__ = ["Person", "with_passphrase"]


def downloaded(browser: FlaskClient) -> zipfile.ZipFile:
    """What somebody gets."""
    answer = browser.post("/you/data", buffered=True)
    assert answer.status_code == 200
    assert "my-data.zip" in answer.headers["Content-Disposition"]
    zipped = zipfile.ZipFile(io.BytesIO(answer.data))
    assert zipped.testzip() is None
    return zipped


def rows(zipped: zipfile.ZipFile, name: str) -> list[dict[str, Any]]:
    """One file of it."""
    found: list[dict[str, Any]] = json.loads(zipped.read(f"{name}.json"))
    return found


def everything(zipped: zipfile.ZipFile) -> str:
    """All of it as text."""
    return "\n".join(zipped.read(name).decode() for name in zipped.namelist())


def deletes(browser: FlaskClient, words: str, **also: str) -> Any:
    """Somebody fills the form in."""
    return browser.post("/you/deletion", data={"words": words, "passphrase": WORDS, **also})


def work() -> None:
    """All that is due is done."""
    while True:
        db.session.rollback()
        if not jobs.run_due():
            return


def on_disk() -> bytes:
    """The database's file and its log, byte by byte; on PostgreSQL every row of every table."""
    if ON_POSTGRES:
        tables = [db.session.execute(sa.select(table)).all() for table in db.metadata.sorted_tables]
        return repr(tables).encode()
    file: Path = current_app.config["HEARTH"].instance / "hearth.sqlite3"
    return b"".join(path.read_bytes() for path in file.parent.glob("hearth.sqlite3*"))
