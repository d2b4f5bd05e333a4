import json
from datetime import date
from decimal import Decimal

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
