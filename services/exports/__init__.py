"""A borrower's transactions as files for other programs: CSV, OFX, JSON."""

from services.exports.flows import Export, Form, export

__all__ = ["Export", "Form", "export"]
