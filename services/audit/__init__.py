"""The audit log: append-only, chained, searched by agents (ADR 0021)."""

from services.audit.actions import UnknownAction
from services.audit.recording import record
from services.audit.refusals import record_refusal

__all__ = ["UnknownAction", "record", "record_refusal"]
