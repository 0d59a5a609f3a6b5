"""A socket to a server that may vanish at any moment, even while hands are shaken."""

from tests.wire import Frame, Wire


class Line(Wire):
    """A wire that gives its socket back where connecting fails. Raises OSError where nobody answers."""

    def __init__(self, port: int, token: str | None = None, cookie: str = "") -> None:
        try:
            super().__init__(port, token=token, cookie=cookie)
        except BaseException:
            if "_socket" in self.__dict__:
                self._socket.close()
            raise

    def _take(self, opcode: int, payload: bytes) -> None:
        if not payload.startswith(b"44/"):  # a namespace was refused, not the connection
            super()._take(opcode, payload)

    @property
    def is_up(self) -> bool:
        """Whether it was let in and nobody has hung up."""
        return self.connected and not self.closed

    def ask(self, event: str, seconds: float = 10, **data: object) -> Frame | None:
        """The acknowledgement; None where the line broke, or nothing came within `seconds`."""
        try:
            return self.wait(self.emit(event, **data), seconds)
        except OSError:
            self.close()  # whoever asks again must not find it up before its reader has noticed
        except AssertionError:
            pass  # not in time
        return None


def connected(port: int, token: str) -> Line | None:
    """A line that was let in, or None."""
    try:
        line = Line(port, token=token)
    except (OSError, AssertionError):
        return None
    if line.is_up:
        return line
    line.close()
    return None
