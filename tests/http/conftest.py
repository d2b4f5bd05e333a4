"""Fixtures of the tests in this folder."""

from tests.support.portal import engine_url, portal_db

__all__ = ["engine_url", "portal_db"]
