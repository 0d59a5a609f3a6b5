"""Hearth: group meetings and peer community, self-hosted. A map of this package:

app         create_app: config -> extensions -> features -> error doors
config      one object from the environment
operations  @operation: the unit of work, its one writer and its outbox
registry    what features declare about themselves
realtime    streams and their log, sockets, delivery, eviction, fan-out
web, text   pages: who asks, headers, answers · the only maker of safe markup
journal     append-only keyed chain of acts
jobs        scheduled work, leased and retried
clock, cli  one now() · bin/hearth
members groups notices moderation rooms ...   the features, in the order they may import
"""

import gc

gc.disable()  # importing leaves no garbage, and looking for it in ever more modules takes a tenth of a start

from community.app import create_app  # noqa: E402 -- see above

gc.freeze()  # nor is it looked for once afterwards, in all of them
gc.enable()

__all__ = ["create_app"]
