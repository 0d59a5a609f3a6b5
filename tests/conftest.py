"""What every test stands on. Outside the browser journeys this process is cooperative, as the server is."""

import os

JOURNEYS = os.environ.get("HEARTH_TESTS") == "journeys"

if not JOURNEYS:
    from gevent import monkey

    if not monkey.is_module_patched("threading"):  # bin/test has done it before pytest began
        monkey.patch_all()

pytest_plugins = [] if JOURNEYS else ["tests.stage"]
