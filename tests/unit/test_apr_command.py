"""`portal apr`: output and exit status."""

import json

import pytest
from click.testing import CliRunner, Result

from portal_app.cli import portal

LENT = {"date": "1978-01-10", "amount": "5000.00"}
PAID = {"date": "1978-02-10", "amount": "5230.00"}


def run(text: str | bytes) -> Result:
    return CliRunner().invoke(portal, ["apr", "--json"], input=text)


def given(**changes: object) -> str:
    return json.dumps({"advances": [LENT], "payments": [PAID], "unit": "month"} | changes)


def test_it_prints_the_contracts_json():
    result = run(given())
    assert (result.exit_code, json.loads(result.stdout)) == (0, {"apr": "55.20"})


def test_plain_numbers_are_amounts_and_no_floats():
    assert (
        run(given(payments=[PAID | {"amount": 5230.10}])).stdout
        == run(given(payments=[PAID | {"amount": "5,230.10"}])).stdout
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "input is not JSON."),
        (b"\xff", "input is not UTF-8 text."),
        ("[" * 100_000, "input is not JSON."),
        ("[]", "input is not a JSON object."),
        (given(unit="fortnight"), "unit is not one of"),
        (given(unit=["month"]), "unit is not one of"),
        (given(payments={}), "payments is not a list."),
        (given(payments=[PAID, 7]), "payments[1] is not a JSON object."),
        (given(payments=[PAID | {"date": "19780210"}]), "payments[0].date is not a date"),
        (given(payments=[PAID | {"date": "1978-02-30"}]), "payments[0].date is not a date"),
        (given(payments=[PAID | {"amount": "-1"}]), "payments[0].amount is not an amount"),
        (given(payments=[PAID | {"amount": 1.005}]), "payments[0].amount is not an amount"),
        (given(advances=[LENT | {"amount": float("nan")}]), "input is not JSON."),
        (given(advances=[]), "nothing is advanced."),
        (given(payments=[PAID | {"amount": "4999.99"}]), "the payments do not repay"),
        (given(payments=[PAID | {"date": "1978-01-09"}]), "all payments come before"),
        (given(payments=[PAID | {"date": "1978-01-10"}]), "no rate up to"),
    ],
)
def test_bad_input_ends_with_two_and_one_sentence(text: str | bytes, sentence: str):
    result = run(text)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"portal: {sentence}")
