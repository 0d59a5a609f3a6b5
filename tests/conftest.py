"""What every test stands on. Outside the browser journeys this process is cooperative, as the server is."""

import os

if os.environ.get("HEARTH_TESTS") != "journeys":
    from gevent import monkey

    monkey.patch_socket()
    monkey.patch_select()
    monkey.patch_time()  # threads stay real: they are how the tests themselves are spread over processes

pytest_plugins = [] if os.environ.get("HEARTH_TESTS") == "journeys" else ["tests.stage"]
