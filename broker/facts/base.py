"""What every fact says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FactBase:
    """When it happened, and who asked for it."""

    at: int
    """Milliseconds since 1970-01-01 UTC."""
    by: str
    """The device that asked; the queue service itself for what comes with time."""
