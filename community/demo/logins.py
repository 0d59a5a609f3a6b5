"""The demo's logins: made once at random, kept beside its database, printed at every start."""

import contextlib
import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from community.demo.people import PEOPLE
from community.demo.script import Person
from community.members import passphrases, totp

FILE = "logins.json"


@dataclass(frozen=True)
class Logins:
    """One passphrase for everybody, and an authenticator's key for each who holds an office."""

    passphrase: str = field(repr=False)
    totp_keys: dict[str, str] = field(repr=False)


def load(instance: Path) -> Logins | None:
    """What was made for this instance, if it is a demo's."""
    path = instance / FILE
    return Logins(**json.loads(path.read_text())) if path.exists() else None


def make(instance: Path) -> Logins:
    """New ones, or those that another start made before."""
    keys = {person.handle: totp.new_key() for person in PEOPLE if person.staff}
    fresh = instance / f"{FILE}.{secrets.token_hex(4)}"
    fresh.touch(mode=0o600)
    fresh.write_text(json.dumps(asdict(Logins(passphrases.suggestion(), keys))))
    with contextlib.suppress(FileExistsError):
        (instance / FILE).hardlink_to(fresh)
    fresh.unlink()
    return Logins(**json.loads((instance / FILE).read_text()))


def in_words(logins: Logins, site: str) -> str:
    """What `bin/serve --demo` prints."""
    lines = [f"A made-up community, {site}. Everybody's passphrase: {logins.passphrase}", ""]
    lines += [_line(person, logins) for person in PEOPLE if person.login]
    lines += ["", "Authenticator codes without an app: .venv/bin/python -m community.demo", ""]
    return "\n".join(lines)


def _line(person: Person, logins: Logins) -> str:
    key = logins.totp_keys.get(person.handle)
    told = f"  authenticator key {totp.grouped(key)}" if key else ""
    return f"  {person.handle:12}{person.login:15}{told}".rstrip()
