"""`bin/serve --demo`: a lively, believable community in an instance of its own. Nobody in it exists."""

import contextlib
import sys

from flask import current_app

from community.config import Config
from community.demo import logins
from community.demo.furnishing import SITE, live_through
from community.errors import Conflict
from community.members import passphrases
from community.members.queries import the_site

__all__ = ["furnish"]


def furnish() -> str:
    """Fill the demo's instance, once; what to print: the logins, also of one that is furnished already."""
    config: Config = current_app.config["HEARTH"]
    with current_app.test_request_context():  # addresses are made though nobody asks for a page
        if the_site() is None:
            print("Making up a community ...", file=sys.stderr, flush=True)
            made = logins.make(config.instance)
            with contextlib.suppress(Conflict):  # another process was quicker
                live_through(passphrases.hash_passphrase(made.passphrase), made.totp_keys)
    known = logins.load(config.instance)
    if known is None:
        return "There is a site here that is not the demo, so it was left as it is."
    return logins.in_words(known, SITE)
