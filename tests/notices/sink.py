"""A small SMTP server on this machine that keeps what it is given, and misbehaves where a test asks for that."""

import contextlib
import socket
import ssl
import threading
import time
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mail:
    """What was handed over: the envelope and the mail itself."""

    sender: str
    to: list[str]
    raw: bytes

    @property
    def message(self) -> EmailMessage:
        """The mail, as Python's own parser reads it."""
        read = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read

    @property
    def id(self) -> str:
        """Its Message-ID."""
        return str(self.message["Message-ID"])


@dataclass
class Sink:
    """Listens on a free port of the loopback until it is closed."""

    refuse: dict[str, str] = field(default_factory=dict)
    """Answers by verb, as `{"RCPT": "550 5.1.1 nobody"}`."""

    hangs: str = ""
    """The verb that is never answered."""

    delay: float = 0.0
    """Seconds before the last yes."""

    tls: ssl.SSLContext | None = None
    """What it turns to TLS with when asked, or before anything is said where `at_once`."""

    at_once: bool = False
    mails: list[Mail] = field(default_factory=list)
    said: list[tuple[bool, str]] = field(default_factory=list)
    """Every command, and whether it came through TLS; of a mail itself nothing."""

    port: int = 0
    talking: int = 0
    """How many are being talked to now."""

    def __post_init__(self) -> None:
        self._door = socket.create_server(("127.0.0.1", self.port), reuse_port=True)
        self.port = self._door.getsockname()[1]
        self._open = True
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        """HEARTH_SMTP_URL."""
        scheme = "smtps" if self.at_once else "smtp+starttls" if self.tls else "smtp"
        return f"{scheme}://127.0.0.1:{self.port}"

    @property
    def ids(self) -> list[str]:
        """The Message-ID of every mail, in order."""
        return [mail.id for mail in self.mails]

    def close(self) -> None:
        """Stop listening."""
        self._open = False
        self._door.close()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while self._open:
                line, _address = self._door.accept()
                threading.Thread(target=self._talk, args=(line,), daemon=True).start()

    def _talk(self, line: socket.socket) -> None:
        self.talking += 1
        try:
            with contextlib.suppress(OSError):
                if self.at_once and self.tls:
                    line = self.tls.wrap_socket(line, server_side=True)
                self._hear(line, b"220 sink\r\n")
        finally:
            line.close()
            self.talking -= 1

    def _hear(self, line: socket.socket, greeting: bytes) -> None:
        with contextlib.suppress(OSError, ValueError), line, line.makefile("rb") as heard:
            line.sendall(greeting)
            envelope = Mail("", [], b"")
            while said := heard.readline():
                verb = said[:4].decode().upper().strip()
                self.said.append((isinstance(line, ssl.SSLSocket), said.decode().strip()))
                if verb == "STAR" and self.tls:
                    line.sendall(b"220 go on\r\n")
                    self._hear(self.tls.wrap_socket(line, server_side=True), b"")
                    return
                while verb == self.hangs and self._open:
                    time.sleep(0.05)
                if verb == "DATA" and "DATA" not in self.refuse:
                    line.sendall(b"354 go on\r\n")
                    while (row := heard.readline()) != b".\r\n":
                        if not row:
                            return  # they went away in the middle: that was no mail
                        envelope.raw += row[1:] if row.startswith(b"..") else row
                    self.mails.append(envelope)
                    envelope = Mail("", [], b"")
                    time.sleep(self.delay)
                elif verb == "MAIL":
                    envelope.sender = said.decode().partition("<")[2].partition(">")[0]
                elif verb == "RCPT" and "RCPT" not in self.refuse:
                    envelope.to.append(said.decode().partition("<")[2].partition(">")[0])
                line.sendall(self.refuse.get(verb, "250 yes").encode() + b"\r\n")
                if verb == "QUIT":
                    return
