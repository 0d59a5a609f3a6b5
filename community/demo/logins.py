"""The demo's logins: made once at random, kept beside its database, printed at every start."""

import json
import os
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
    """New ones, or those that a start before this one made and did not come to use."""
    known = load(instance)
    if known is not None:
        return known
    keys = {person.handle: totp.new_key() for person in PEOPLE if person.staff}
    fresh = Logins(passphrases.suggestion(), keys)
    waiting = instance / f"{FILE}.new"
    waiting.touch(mode=0o600)
    waiting.write_text(json.dumps(asdict(fresh)))
    os.replace(waiting, instance / FILE)
    return fresh


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
