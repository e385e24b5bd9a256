"""What Django must find in the plumbing."""

from folkmoot.kit.outbox.models import DrainState, HandlerCursor, OutboxEntry, ParkedFact
from folkmoot.kit.ratelimit import Limit
from folkmoot.kit.timetable import TimetableRun

__all__ = ["DrainState", "HandlerCursor", "Limit", "OutboxEntry", "ParkedFact", "TimetableRun"]
