"""What the fan-out has done since the process started, for the metrics page."""

from dataclasses import dataclass


@dataclass(slots=True)
class Counters:
    """Sums that only grow, except `open`, the WebSocket connections that stand now."""

    open: int = 0
    deliveries: int = 0
    """Room frames handed to a reader's socket or backlog; over `writes`, the gain of batching."""
    writes: int = 0
    refused_writes: int = 0
    """Writes that a full socket buffer took in part or not at all."""
    cut_off: int = 0
    """Readers dropped because they were a whole backlog behind."""
    violations: int = 0
    """Clients closed because they broke the WebSocket or Engine.IO protocol."""


counters = Counters()
