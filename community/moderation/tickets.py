"""Addresses for somebody who does not sign in, of a statement or of a report: only this site can have made them."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from community.errors import NotFound
from community.moderation import queries


def ticket_for(member_id: int, act_id: int) -> str:
    """The last part of the address."""
    return str(_signer("statement").dumps([member_id, act_id]))


def statement_of(member_id: int) -> str:
    """Where somebody who is kept out of the site reads why, and can appeal; empty where nothing says it."""
    act = queries.what_keeps_out(member_id)
    return f"/statements/{ticket_for(member_id, act.id)}" if act is not None else ""


def read(ticket: str) -> tuple[int, int]:
    """Whose act it names, and which. Raises NotFound."""
    member_id, act_id = _read("statement", ticket, 2)
    return member_id, act_id


def receipt_of(report_id: int) -> str:
    """Where somebody from outside finds what became of their report."""
    return f"/reports/outside/{_signer('report').dumps([report_id])}"


def read_receipt(ticket: str) -> int:
    """Which report it names. Raises NotFound."""
    return _read("report", ticket, 1)[0]


def _read(kind: str, ticket: str, parts: int) -> list[int]:
    try:
        named = [int(part) for part in _signer(kind).loads(ticket)]
    except (BadSignature, ValueError, TypeError):
        raise NotFound from None
    # the last sign has bits that mean nothing: a thing has one address
    if len(named) != parts or _signer(kind).dumps(named) != ticket:
        raise NotFound
    return named


def _signer(kind: str) -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["keys"]["seal"].hex(), salt=kind)
