"""`portal import-loans`, `check-ledger`, `schedule`, `seed-demo`: output and exit status."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal_app.cli import portal
from tests.support.tapes import SLICE, changed, rows_of, write_tape

pytestmark = pytest.mark.usefixtures("portal_db")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(portal, [str(argument) for argument in arguments])


def test_import_prints_the_contracts_keys() -> None:
    result = run("import-loans", SLICE, "--json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert list(report) == [
        "rows",
        "imported",
        "unchanged",
        "rejected_count",
        "rejected",
        "balance_total",
    ]
    assert report["balance_total"] == "189668.33"
    assert "17 of 17 rows" in result.stderr


def test_rejected_rows_end_with_three(tmp_path: Path) -> None:
    tape = write_tape(tmp_path, [changed(rows_of(SLICE)[0], state="=1")])
    result = run("import-loans", tape, "--json")
    assert result.exit_code == 3
    report = json.loads(result.stdout)
    assert report["rejected"] == [
        {"line": 2, "loan_number": "LC-000002", "reason": "state begins like a formula"}
    ]
    assert Path(report["rejected_file"]).is_file()


def test_an_unusable_file_ends_with_two(tmp_path: Path) -> None:
    result = run("import-loans", tmp_path / "none.csv")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


def test_check_ledger_of_an_empty_portal() -> None:
    result = run("check-ledger", "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "accounts": 0,
        "transactions": 0,
        "payments": 0,
        "breaches": [],
    }


def test_schedule_prints_published_figures() -> None:
    terms = ("--principal", "180000", "--rate", "4.25", "--payments", 360, "--first", "2026-01-01")
    report = json.loads(run("schedule", *terms, "--json").stdout)
    assert (report["payment"], len(report["rows"])) == ("885.49", 360)
    assert report["rows"][-1]["balance"] == "0.00"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("--principal", "-1"),
        ("--principal", "0"),
        ("--rate", "x"),
        ("--rate", "1001"),
        ("--payments", "0"),
        ("--payments", "1201"),
        ("--first", "2026-02-30"),
        ("--start", "1990-01-01"),
    ],
)
def test_schedule_refuses_in_one_sentence(name: str, value: str) -> None:
    terms = {"--principal": "100", "--rate": "5", "--payments": "3", "--first": "2026-01-01"}
    terms[name] = value
    result = run("schedule", *(part for pair in terms.items() for part in pair))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
