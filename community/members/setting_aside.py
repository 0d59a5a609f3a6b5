"""The names of those who deleted their account: nobody else may take them, and nobody can read them (L1.3, L1.9)."""

import hashlib
import hmac

from flask import current_app

MARK = "~"
"""No skeleton of a name begins so."""


def set_aside(skeleton: str) -> str:
    """What is kept in place of a skeleton: it tells only somebody who holds the key, and who asks for that name."""
    if skeleton.startswith(MARK):
        return skeleton
    key: bytes = current_app.config["HEARTH"].key("names")
    return MARK + hmac.new(key, skeleton.encode(), hashlib.sha256).hexdigest()
