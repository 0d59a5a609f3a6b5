"""What is kept of what somebody was told about their days, for them alone (L1.9)."""

import sqlalchemy as sa
from flask_babel import lazy_gettext as _l

from community import vault
from community.personal import Personal, Rows, walk
from community.registry import registry
from community.wellbeing.models.warnings import Outlook, Warning

TOLD = _l("What you were told about your days")
WANTED = _l("How you want to be told about your days")


def declare() -> None:
    """Say it to the registry."""
    registry.keeps(
        Personal(Warning, ("member_id",), "warnings", TOLD, _warnings),
        Personal(Outlook, ("member_id",), "outlook", WANTED, _outlook),
    )


def _warnings(member_id: int) -> Rows:
    wanted = sa.select(
        Warning.id, Warning.day, Warning.rule, Warning.numbers, Warning.word, Warning.at
    )
    for rows in walk(wanted.where(Warning.member_id == member_id), Warning.id):
        yield [
            {key: said for key, said in dict(row).items() if key != "id"}
            | {"word": vault.read(row["word"], f"warning:{row['id']}")}
            for row in rows
        ]


def _outlook(member_id: int) -> Rows:
    wanted = sa.select(Outlook.is_on, Outlook.words).where(Outlook.member_id == member_id)
    for rows in walk(wanted, Outlook.member_id):
        yield [
            {"is_on": row["is_on"], "words": vault.read(row["words"], f"outlook:{member_id}")}
            for row in rows
        ]
