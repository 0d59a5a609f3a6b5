"""`python -m community.demo`: the authenticator codes of the demo's staff, for who has no such app at hand."""

import os
import sys

import pyotp

from community.clock import now
from community.config import Config
from community.demo import logins
from community.members import totp


def main() -> int:
    """Print a code for each, and how long it holds."""
    known = logins.load(Config.from_environment(os.environ, demo=True).instance)
    if known is None:
        print("There is no demo here yet: bin/serve --demo", file=sys.stderr)
        return 1
    moment = int(now().timestamp())
    for handle, key in known.totp_keys.items():
        print(f"{handle:12}{pyotp.TOTP(key).at(moment)}")
    print(f"For the next {totp.STEP - moment % totp.STEP} seconds. Each code works once.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
