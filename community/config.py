"""One object from the environment. Nothing secret has a default; keys are made under the instance folder."""

import base64
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from community.mail_account import MailAccount, mail_account

ROOT = Path(__file__).resolve().parent.parent


class Unsafe(Exception):
    """The environment asks for a combination that the server refuses to start with."""


@dataclass(frozen=True)
class Config:
    """What the operator chose (README, "Operate")."""

    host: str
    port: int
    instance: Path
    database_url: str
    redis_url: str | None
    origin: str | None
    rate_limits: bool
    clock_file: Path | None
    demo: bool = False
    mail: MailAccount | None = None
    backup_folder: Path | None = None

    @property
    def production(self) -> bool:
        """Where a public https address is set, this is production."""
        return self.origin is not None

    @property
    def address(self) -> str:
        """Where its pages are found, for links that leave the site."""
        return self.origin or f"http://{self.host}:{self.port}"

    @property
    def sqlite(self) -> bool:
        """Whether the embedded database is used."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def from_environment(cls, env: Mapping[str, str], demo: bool = False) -> "Config":
        """Read and check the environment. Raises Unsafe, with a sentence, for what must not run."""
        instance = Path(
            env.get("HEARTH_INSTANCE") or ROOT / ("instance-demo" if demo else "instance")
        )
        clock_file = env.get("HEARTH_CLOCK_FILE")
        config = cls(
            host=env.get("HOST", "127.0.0.1"),
            port=_port(env.get("PORT", "8000")),
            instance=instance.resolve(),
            database_url=_database_url(env.get("HEARTH_DATABASE_URL"), instance.resolve()),
            redis_url=env.get("HEARTH_REDIS_URL") or None,
            origin=(env.get("HEARTH_ORIGIN") or "").rstrip("/") or None,
            rate_limits=env.get("HEARTH_RATE_LIMITS", "on") != "off",
            clock_file=Path(clock_file) if clock_file else None,
            demo=demo,
            mail=_mail(env),
            backup_folder=_folder(env.get("HEARTH_BACKUP_FOLDER")),
        )
        config.refuse_unsafe()
        return config

    def refuse_unsafe(self) -> None:
        """Raise Unsafe where production meets a development switch, or an address is no https origin."""
        if not self.production:
            return
        parts = urlsplit(self.origin or "")
        if parts.scheme != "https" or not parts.hostname or parts.path:
            raise Unsafe(
                "HEARTH_ORIGIN must be an https address without a path, as https://example.org"
            )
        for name, on in (
            ("HEARTH_RATE_LIMITS=off", not self.rate_limits),
            ("HEARTH_CLOCK_FILE", self.clock_file is not None),
            ("--demo", self.demo),
        ):
            if on:
                raise Unsafe(f"{name} is refused in production (HEARTH_ORIGIN is set)")

    def keep_to_oneself(self) -> None:
        """Make the instance folder, and everything this process writes from now on, readable by its owner only."""
        os.umask(0o077)
        self.instance.mkdir(parents=True, exist_ok=True, mode=0o700)

    def key(self, name: str) -> bytes:
        """The 32-byte secret of that name, made on first use in `instance/keys/` with mode 0600."""
        return bytes.fromhex(self._kept(name, secrets.token_hex(32)).strip())

    def sealing_keys(self, name: str) -> list[str]:
        """Keys of the vault, the newest first; one is made on first use (`community.vault`)."""
        return self._kept(name, _sealing_key()).split()

    def add_sealing_key(self, name: str) -> None:
        """Put a new key before those that are there; a crash leaves the old file or the new one."""
        kept = "\n".join([_sealing_key(), *self.sealing_keys(name)])
        self._replace(name, kept)

    def drop_sealing_keys(self, name: str) -> None:
        """Keep the newest key alone: what an older one sealed is lost."""
        self._replace(name, self.sealing_keys(name)[0])

    def _kept(self, name: str, first: str) -> str:
        path = self.instance / "keys" / name
        if not path.exists():
            fresh = self._written(name, first)
            try:
                path.hardlink_to(fresh)
            except FileExistsError:
                pass
            finally:
                fresh.unlink()
        return path.read_text()

    def _written(self, name: str, words: str) -> Path:
        path = self.instance / "keys" / f"{name}.{secrets.token_hex(4)}"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.write_text(words)
        return path

    def _replace(self, name: str, words: str) -> None:
        fresh = self._written(name, words)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(self.instance / "keys" / name)


def _database_url(url: str | None, instance: Path) -> str:
    if not url:
        return f"sqlite:///{instance / 'hearth.sqlite3'}"
    if url.startswith("postgres://"):
        return "postgresql" + url.removeprefix("postgres")
    return url


def _folder(name: str | None) -> Path | None:
    return Path(name).resolve() if name else None


def _sealing_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


def _mail(env: Mapping[str, str]) -> MailAccount | None:
    try:
        return mail_account(env.get("HEARTH_SMTP_URL", ""), env.get("HEARTH_MAIL_FROM", ""))
    except ValueError as refusal:
        raise Unsafe(str(refusal)) from None


def _port(value: str) -> int:
    if not value.isdigit() or not 0 <= int(value) < 65536:
        raise Unsafe(f"PORT must be a number between 0 and 65535, not {value!r}")
    return int(value)
