"""What became of every row."""

import csv
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from services.csv_text import defused
from services.money import plain

LISTED = 1_000
"""Rejected rows kept in the report; all of them are in the file."""


@dataclass
class Report:
    """`balance_total` is the principal, cents, of rows imported or unchanged."""

    rejects: Path
    rows: int = 0
    imported: int = 0
    unchanged: int = 0
    rejected_count: int = 0
    rejected: list[dict[str, Any]] = field(default_factory=list)
    balance_total: int = 0

    def reject(self, line: int, loan_number: str, reason: str) -> None:
        """Count a row, list it, and append it to the file of rejected ones."""
        self.rejected_count += 1
        entry = {"line": line, "loan_number": loan_number[:80], "reason": reason}
        if self.rejected_count <= LISTED:
            self.rejected.append(entry)
        self.rejects.parent.mkdir(parents=True, exist_ok=True)
        first = self.rejected_count == 1
        with self.rejects.open("w" if first else "a", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            if first:
                writer.writerow(entry)
            writer.writerow([line, defused(entry["loan_number"]), defused(reason)])

    def as_json(self) -> dict[str, Any]:
        """The contract's keys; `rejected_file` only where there is one."""
        report: dict[str, Any] = {
            "rows": self.rows,
            "imported": self.imported,
            "unchanged": self.unchanged,
            "rejected_count": self.rejected_count,
            "rejected": self.rejected,
            "balance_total": plain(self.balance_total),
        }
        if self.rejected_count:
            report["rejected_file"] = str(self.rejects)
        return report
