import json
from datetime import date
from decimal import Decimal

import pytest
from click.testing import CliRunner

from portal_app.cli import portal
from services.servicing.report import schedule_json
from services.servicing.terms import Terms


def test_the_report_is_json_with_amounts_as_text():
    report = json.loads(json.dumps(schedule_json(Terms(1000_00, Decimal(12), 2, date(2024, 2, 1)))))
    assert report == {
        "payment": "507.51",
        "apr": "12.00",
        "total_interest": "15.02",
        "rows": [
            {
                "number": 1,
                "date": "2024-02-01",
                "payment": "507.51",
                "principal": "497.51",
                "interest": "10.00",
                "balance": "502.49",
            },
            {
                "number": 2,
                "date": "2024-03-01",
                "payment": "507.51",
                "principal": "502.49",
                "interest": "5.02",
                "balance": "0.00",
            },
        ],
    }


AGREED = "schedule --principal 100000 --rate 6 --payments 60 --first 2024-02-01 --json --payment"


def test_the_command_takes_an_agreed_payment():
    done = CliRunner().invoke(portal, [*AGREED.split(), "500.00"])
    report = json.loads(done.stdout)
    assert (report["payment"], report["apr"]) == ("500.00", "6.00")
    assert [report["rows"][n]["balance"] for n in (0, 58, 59)] == ["100000.00"] * 2 + ["0.00"]


@pytest.mark.parametrize(
    ("payment", "reason"),
    [
        ("499.99", "--payment 499.99 is less than a month's interest, 500.00: the debt would grow"),
        ("0", "--payment cannot be used: out of range"),
        ("1e3", "--payment '1e3' is not an amount like 14000.00"),
    ],
)
def test_one_that_cannot_be_is_refused_with_why(payment: str, reason: str):
    done = CliRunner().invoke(portal, [*AGREED.split(), payment])
    assert (done.exit_code, done.stderr) == (2, f"portal: {reason}.\n")
