"""Words as a row keeps them: as they are, or in a private room sealed and nothing else (L4.9).

Nothing else touches the two columns, and a test looks. What is sealed is bound to its place, so that a row that was put
elsewhere opens nothing there. In SQL `body` is what is kept as it is: no statement, and no index, meets sealed words.
"""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from community import vault

SHUT = _l("These words cannot be opened now. The key that they were sealed with is not here.")
"""What is read instead of words whose key is not there."""


class Worded:
    """A row with words. Setting `body` is an error: `say` asks where they are said."""

    @declared_attr
    def plain(cls) -> Mapped[str]:
        """The words as they are; empty where they are sealed."""
        return mapped_column("body", sa.Text, default="")

    @declared_attr
    def sealed(cls) -> Mapped[str]:
        """The words of a private room; else empty."""
        return mapped_column(sa.Text, default="")

    @property
    def about(self) -> str:
        """What its words are sealed with: the place where they were said."""
        raise NotImplementedError

    @hybrid_property
    def body(self) -> str:
        """The words, opened; empty where they cannot be."""
        return self.opened or ""

    @body.inplace.expression
    @classmethod
    def _body(cls) -> sa.SQLColumnExpression[str]:
        return cls.plain

    @property
    def opened(self) -> str | None:
        """The words; None where no key that is here opens them."""
        return opened(self.plain, self.sealed, self.about)

    def say(self, words: str, private: bool) -> None:
        """Keep these words; `private`: sealed, and in no other way."""
        self.plain, self.sealed = ("", vault.seal(words, self.about)) if private else (words, "")

    def unsay(self) -> None:
        """Let go of the words."""
        self.plain = self.sealed = ""


def opened(plain: str, sealed: str, about: str) -> str | None:
    """The words of a row; None where no key that is here opens them."""
    if not sealed:
        return plain
    try:
        return vault.unseal(sealed, about)
    except vault.Broken:
        return None


def about_message(stream_id: int, seq: int) -> str:
    """What the words of a message are sealed with."""
    return f"message:{stream_id}/{seq}"


def about_version(stream_id: int, seq: int, version_id: int) -> str:
    """What the words before an edit are sealed with."""
    return f"version:{stream_id}/{seq}/{version_id}"
