"""Advances and payments as JSON in, their annual percentage rate out: `portal apr`."""

import json
from dataclasses import dataclass
from datetime import date
from typing import Never, TypedDict

from services.days import parse_day
from services.errors import PortalError
from services.money import InvalidAmount, parse_amount
from services.servicing.apr import Flow, apr
from services.servicing.unit_periods import UNITS


class AprReport(TypedDict):
    apr: str


@dataclass
class NotReadable(PortalError):
    """Input that does not say advances and payments; `where` is the part, `problem` what it is
    not: json, object, list, day, amount, unit.
    """

    where: str
    problem: str


def apr_json(text: str) -> AprReport:
    """Raises NotReadable, NoAnnualRate. Amounts may be text or plain JSON numbers; none is a
    float on its way.
    """
    given = _object(_parsed(text), "input")
    unit = given.get("unit")
    if not isinstance(unit, str) or unit not in UNITS:
        raise NotReadable("unit", "unit")
    return {"apr": str(apr(_flows(given, "advances"), _flows(given, "payments"), UNITS[unit]))}


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_float=str, parse_int=str, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise NotReadable("input", "json") from error


def _no_number(name: str) -> Never:
    raise ValueError(name)


def _flows(given: dict[str, object], name: str) -> list[Flow]:
    flows = given.get(name)
    if not isinstance(flows, list):
        raise NotReadable(name, "list")
    return [_flow(flow, f"{name}[{at}]") for at, flow in enumerate(flows)]


def _flow(flow: object, where: str) -> Flow:
    fields = _object(flow, where)
    return _day(fields.get("date"), f"{where}.date"), _cents(fields, where)


def _day(value: object, where: str) -> date:
    day = parse_day(value)
    if day is None:
        raise NotReadable(where, "day")
    return day


def _cents(fields: dict[str, object], where: str) -> int:
    try:
        return parse_amount(fields.get("amount"))
    except InvalidAmount as error:
        raise NotReadable(f"{where}.amount", "amount") from error


def _object(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise NotReadable(where, "object")
    return value
