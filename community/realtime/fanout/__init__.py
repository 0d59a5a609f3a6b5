"""The fan-out: one frame to a whole room, through the seams that Socket.IO's server offers.

A driver of our own for Engine.IO (handshake, connection, queue, wheel) takes every WebSocket over
from the HTTP server, and a client manager of our own (manager, turn, audience, loop) encodes and
frames a broadcast once and writes it to all descriptors of the room in one go. Without it the site
works on the stock transport, slower.
"""

from community.realtime.fanout.counters import Counters, counters
from community.realtime.fanout.driver import attach, options
from community.realtime.fanout.loop import loop_name
from community.realtime.fanout.manager import FanoutManager

__all__ = ["Counters", "FanoutManager", "attach", "counters", "loop_name", "options"]
