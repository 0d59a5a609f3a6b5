"""The few errors the product has. Each carries status, code and a sentence a tired person understands.

The codes are those of docs/protocol.md; one place turns them into a page, JSON or an acknowledgement.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _


class HearthError(Exception):
    """A refusal. Nothing was changed."""

    status = 500
    code = "server_error"

    def __init__(
        self,
        message: str,
        *,
        code: str | None = None,
        retry_after: int | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.code = code or self.code
        self.retry_after = retry_after
        self.fields = dict(fields or {})

    def payload(self) -> dict[str, Any]:
        """The error as docs/protocol.md words it."""
        body: dict[str, Any] = {"code": self.code, "message": self.message}
        if self.retry_after is not None:
            body["retry_after"] = self.retry_after
        if self.fields:
            body["fields"] = self.fields
        return body


class Unauthenticated(HearthError):
    """Nobody is signed in."""

    status, code = 401, "unauthenticated"

    def __init__(self) -> None:
        super().__init__(_("Please sign in first."))


class NotFound(HearthError):
    """Absent, or forbidden to see: the same answer."""

    status, code = 404, "not_found"

    def __init__(self) -> None:
        super().__init__(_("Nothing is here for you. It may have moved, or it may be for others."))


class Forbidden(HearthError):
    """Visible, but not to be done by this person now. `code` says why in one word."""

    status, code = 403, "forbidden"


class Warned(Forbidden):
    """A rule has a word for the author first. Sent again with these `rules` as known it is taken."""

    code = "warned"

    def __init__(self, message: str, rules: Iterable[int]) -> None:
        super().__init__(message)
        self.known = " ".join(map(str, rules))

    def after(self, sentence: str) -> "Warned":
        """The same, with another sentence first."""
        return Warned(f"{sentence} {self.message}", map(int, self.known.split()))

    def payload(self) -> dict[str, Any]:
        """The error with what is to come along with the words when they are sent all the same."""
        return {**super().payload(), "known": self.known}


class Invalid(HearthError):
    """What was sent does not fit; `fields` holds a sentence per field."""

    status, code = 422, "invalid"

    def __init__(self, fields: Mapping[str, str], message: str | None = None) -> None:
        sentence = message or next(iter(fields.values()), _("That could not be understood."))
        super().__init__(sentence, fields=fields)


class Conflict(HearthError):
    """Someone else changed it first."""

    status, code = 409, "conflict"


class Moved(Conflict):
    """It has another name now: `to` holds the stream and, of a message, the seq; `address` is its page."""

    def __init__(self, message: str, address: str, stream: str, seq: int | None = None) -> None:
        super().__init__(message)
        self.address = address
        self.to: dict[str, Any] = {"stream": stream} | ({"seq": seq} if seq is not None else {})

    def payload(self) -> dict[str, Any]:
        """The error with the new name."""
        return {**super().payload(), "to": self.to}


class TooLarge(HearthError):
    """More than the limit for one piece."""

    status, code = 413, "too_large"


class TooMany(HearthError):
    """Too often; `retry_after` is in seconds."""

    status, code = 429, "too_many"

    def __init__(self, retry_after: int, message: str | None = None) -> None:
        said = message or _(
            "That was a lot at once. Try again in %(seconds)d seconds.", seconds=retry_after
        )
        super().__init__(said, retry_after=retry_after)
