"""Column types that mean the same on SQLite and PostgreSQL."""

import secrets
from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import BigInteger, DateTime, Dialect
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator


def new_id() -> int:
    """A random 53-bit id that tells nothing about when or after whom (L1.10)."""
    return secrets.randbits(53) or 1


class Instant(TypeDecorator[datetime]):
    """A moment in UTC: always aware in Python, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Store UTC; a naive moment is a mistake and raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Read UTC."""
        if not isinstance(value, datetime):
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


PublicId = Annotated[
    int, mapped_column(BigInteger, primary_key=True, default=new_id, autoincrement=False)
]
"""A primary key that people may see."""

Moment = Annotated[datetime, mapped_column(Instant())]
"""A required moment."""

MaybeMoment = Annotated[datetime | None, mapped_column(Instant())]
"""A dated fact that may not have happened."""
