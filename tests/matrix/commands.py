"""The rows of `bin/hearth`: who may have done what by a command, and what the law refuses OPERATOR too.

Whoever may open the control socket or the instance is OPERATOR; a person never is (product.md, "People"). Of a command
`right` is done and `wrong` is refused. `verb` is what it asks in OPERATOR's name, and `persons` are those who may ask
the same as themselves; for everybody else it is refused.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from unittest.mock import patch

import msgspec
import sqlalchemy as sa
from flask import current_app

from community import clock, sealed_to
from community.actors import OPERATOR
from community.cli import _perform_apart, perform
from community.database import write_engine
from community.extensions import db
from community.groups import operations as groups
from community.groups.forms import GroupForm
from community.health import VERSION
from community.mail_account import mail_account
from community.meetings import operations as meetings
from community.meetings.forms import MeetingForm
from community.members import operations as members
from community.members.models import LEAD as A_LEAD
from community.members.queries import office_held
from community.notices.queries import mailbox_of
from community.portability import operations as portability
from community.portability.backup.making import make, make_key
from community.rooms import operations as rooms
from community.rooms.forms import RoomForm
from tests.directory.test_importing import ROW as TREATMENT
from tests.factories import HASH
from tests.matrix.roles import (
    ADMINISTRATOR,
    LEAD,
    NAMED,
    REGULAR,
    RUNNING,
    STAFF,
)
from tests.matrix.world import World, prepare
from tests.meetings.lists import ROW as LISTED
from tests.notices.stage import SENDER, has_mail
from tests.notices.test_bounces import REPORT
from tests.portability.brought import ROWS, a_workspace

WORDS = "velvet anchor pepper noon"
A_GROUP = {"name": "Lantern", "slug": "lantern", "visibility": "closed"}
A_MEETING = {"name": "Friday", "how": "once", "date": "2027-01-08", "time": "19:00", "zone": "UTC"}
Verb = Callable[[World, int], object]


@dataclass(frozen=True)
class Command:
    """One command: its law, what is done and what is refused, and who else may ask the same."""

    law: str
    right: str
    wrong: str
    typed: str = ""
    mistyped: str = ""
    first: Callable[[World, Path], None] = lambda world, folder: None
    spoils: Callable[[World, Path], None] = lambda world, folder: None
    verb: Verb | None = None
    persons: frozenset[str] = frozenset()


def run(world: World, folder: Path, line: str, typed: str) -> int:
    """A command as it is typed; its exit code."""
    names = {**world.names, "folder": str(folder)}
    names |= {role: person.handle for role, person in world.people.items()}
    argv = [word.format(**names) for word in line.split()]
    said = typed.format(**names)
    config = current_app.config["HEARTH"]
    with patch("sys.stdin", _Typed(said)):
        if argv[0] in STANDALONE:
            code, _text = _perform_apart(config, argv)
        else:
            lines = iter([*said.splitlines(keepends=True), ""])
            code, _text = perform(current_app, argv, lambda: next(lines, ""))
    db.session.rollback()
    return code


def tried(row: Command, world: World, right: bool) -> int:
    """The exit code of what is to be done, or refused."""
    folder = Path(mkdtemp(dir=current_app.config["HEARTH"].instance))
    row.first(world, folder)
    if not right:
        row.spoils(world, folder)
    return run(world, folder, *((row.right, row.typed) if right else (row.wrong, row.mistyped)))


class _Typed(io.StringIO):
    def isatty(self) -> bool:
        return False


def _files(world: World, folder: Path) -> None:
    (folder / "forum.jsonl").write_text("\n".join(map(json.dumps, ROWS)))
    (folder / "treatment.json").write_text(json.dumps([TREATMENT]))
    (folder / "list.json").write_text(json.dumps([LISTED]))
    a_workspace(folder)
    (folder / "nonsense").write_text("{")


def _keep_time(world: World, folder: Path) -> None:
    # the world's clock stands where its photograph was taken, and the file that was put back is younger
    clock.set_right()


def _backup(world: World, folder: Path) -> None:
    config = current_app.config["HEARTH"]
    (folder / "key").write_text(make_key(config))
    make(config, VERSION, folder / "one.age")


def _break_journal(world: World, folder: Path) -> None:
    engine = write_engine(current_app.config["HEARTH"])
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE journal SET kind = 'x' WHERE seq = 3"))
    engine.dispose()


def _drop_table(world: World, folder: Path) -> None:
    engine = write_engine(current_app.config["HEARTH"])
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE slips"))
    engine.dispose()


def _set_aside(world: World, folder: Path) -> None:
    """Rows of nothing, sealed to the leads' key."""
    aside, pair = current_app.config["HEARTH"].instance / "set-aside", sealed_to.new_pair()
    aside.mkdir()
    rows = msgspec.msgpack.encode({"cases": []})
    (aside / "cases.sealed").write_bytes(sealed_to.seal_to(pair.public, rows, "set-aside:cases"))
    world.names |= {"private": pair.private, "another": sealed_to.new_pair().private}


def _seal_with_older_key(world: World, folder: Path) -> None:
    current_app.config["HEARTH"].add_sealing_key("words")


def _break_seal(world: World, folder: Path) -> None:
    engine = write_engine(current_app.config["HEARTH"])
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE evidence SET sealed = 'broken'"))
    engine.dispose()


def _mail_came_back(world: World, folder: Path) -> None:
    config, person = current_app.config["HEARTH"], world.people[REGULAR]
    current_app.config["HEARTH"] = replace(
        config, mail=mail_account("smtp://mail.example.org", SENDER)
    )
    has_mail(person)
    token = mailbox_of(person.id).token  # type: ignore[union-attr]
    (folder / "report").write_text(REPORT.format(token=token, action="failed", status="5.1.1"))


def _case(world: World, folder: Path) -> None:
    prepare(world, "case")


def _token(world: World, folder: Path) -> None:
    handle = world.people[REGULAR].handle
    world.names["token"] = members.make_token(OPERATOR, handle, frozenset({"live"})).id


STANDALONE = ("backup", "backup-key", "restore", "doctor")

COMMANDS: Mapping[str, Command] = {
    "backup": Command("L12.2", "backup {folder}/one.age", "backup {folder}/no/one.age"),
    "backup-key": Command("L12.2", "backup-key", "backup-key --given", mistyped="no key"),
    "restore": Command(
        "L12.2",
        "restore {folder}/one.age --into {folder}/new --key {folder}/key",
        "restore {folder}/one.age --key {folder}/key",
        first=_backup,
    ),
    "doctor": Command("L12.2", "doctor", "doctor", first=_keep_time, spoils=_break_journal),
    "put-back": Command("L8.3", "put-back", "put-back", "{private}", "{another}", first=_set_aside),
    "db upgrade": Command("L12.4", "db upgrade", "db upgrade --down"),
    "db check": Command("L12.4", "db check", "db check", spoils=_drop_table),
    "journal verify": Command("L8.8", "journal verify", "journal verify", spoils=_break_journal),
    "keys rotate": Command("L8.1", "keys rotate", "keys rotate", first=_case, spoils=_break_seal),
    "keys forget": Command(
        "L8.1", "keys forget", "keys forget", first=_case, spoils=_seal_with_older_key
    ),
    "erase-member": Command(
        "L1.9",
        "erase-member {regular} --keep-words",
        "erase-member {erased} --keep-words",
        verb=lambda world, actor: portability.erase_member(
            actor, world.people[REGULAR].handle, True
        ),
    ),
    "member add": Command(
        "L1.1",
        "member add lantern",
        "member add lantern",
        WORDS,
        "short",
        verb=lambda world, actor: members.add_member(actor, members.Newcomer("lantern", HASH)),
    ),
    "recover-admin": Command(
        "L1.2",
        "recover-admin {administrator}",
        "recover-admin {regular}",
        WORDS,
        WORDS,
        verb=lambda world, actor: members.recover_admin(
            actor, world.people[ADMINISTRATOR].handle, HASH
        ),
    ),
    "registration": Command(
        "L1.1",
        "registration closed",
        "registration open",
        verb=lambda world, actor: members.change_site(actor, "closed"),
        persons=RUNNING,
    ),
    "token add": Command(
        "L1.5",
        "token add {moderator} --scope live,office",
        "token add {keyless} --scope live,office",
        verb=lambda world, actor: members.make_token(
            actor, world.people[REGULAR].handle, frozenset({"live"})
        ),
    ),
    "token list": Command("L1.6", "token list", "token list all"),
    "token revoke": Command(
        "L1.6",
        "token revoke {token}",
        "token revoke 4711",
        first=_token,
        verb=lambda world, actor: members.revoke_token(actor, _made_token(world)),
    ),
    "office name": Command(
        "L1.5",
        "office name lead {named}",
        "office name lead {keyless}",
        verb=lambda world, actor: members.name_lead(actor, world.people[NAMED].handle),
        persons=RUNNING,
    ),
    "office end": Command(
        "L8.3",
        "office end lead {lead}",
        "office end lead nobody-here",
        verb=lambda world, actor: members.end_lead(
            actor, office_held(world.people[LEAD].id, A_LEAD).id
        ),
        persons=RUNNING | {LEAD},
    ),
    "office list": Command("L8.3", "office list", "office list all"),
    "group add": Command(
        "L2.2",
        "group add lantern --name Lantern",
        "group add {slug} --name Lantern",
        verb=lambda world, actor: groups.create_group(
            actor, GroupForm.parse({**A_GROUP, "handle": "founder"})
        ),
        persons=RUNNING,
    ),
    "group creation": Command(
        "L2.2",
        "group creation members",
        "group creation everybody",
        verb=lambda world, actor: members.let_members_create_groups(actor, True),
        persons=RUNNING,
    ),
    "group join": Command("L2.2", "group join {slug} {outsider}", "group join {slug} nobody-here"),
    "room add": Command(
        "L2.6",
        "room add {slug} Kitchen",
        "room add nowhere Kitchen",
        verb=lambda world, actor: rooms.add_room(
            actor, world.circle.group_id, RoomForm.parse({"name": "Kitchen"})
        ),
        persons=STAFF,
    ),
    "room list": Command("L2.6", "room list {slug}", "room list nowhere"),
    "meeting add": Command(
        "L5.1",
        "meeting add {slug} --name Friday --how once --date 2027-01-08 --time 19:00",
        "meeting add {slug} --name Friday --how once --date 2027-02-30 --time 19:00",
        verb=lambda world, actor: meetings.add_meeting(
            actor, world.circle.group_id, MeetingForm.parse(A_MEETING)
        ),
        persons=STAFF,
    ),
    "meeting list": Command("L5.1", "meeting list {slug}", "meeting list nowhere"),
    "import-meetings": Command(
        "L12.1",
        "import-meetings {folder}/list.json",
        "import-meetings {folder}/nonsense",
        first=_files,
    ),
    "import-directory": Command(
        "L11.1",
        "import-directory {folder}/treatment.json",
        "import-directory {folder}/nonsense",
        first=_files,
    ),
    "import-forum": Command(
        "L12.1",
        "import-forum {folder}/forum.jsonl --group {slug}",
        "import-forum {folder}/nonsense --group {slug}",
        first=_files,
    ),
    "import-slack": Command(
        "L12.1",
        "import-slack {folder}/export.zip --group {slug}",
        "import-slack {folder}/nonsense --group {slug}",
        first=_files,
    ),
    "bounce": Command(
        "L9.1", "bounce {folder}/report", "bounce {folder}/none", first=_mail_came_back
    ),
}
"""Every command."""


def _made_token(world: World) -> int:
    if "token" not in world.names:
        _token(world, Path())
    return int(world.names["token"])
