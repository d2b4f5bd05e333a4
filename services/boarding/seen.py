"""Loan numbers that one file has shown so far: on disk, so that memory stays flat."""

import sqlite3


class Seen:
    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE seen (number TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def add(self, number: str) -> bool:
        """Whether it is new."""
        added = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (number,))
        return added.rowcount == 1

    def close(self) -> None:
        self._database.close()
