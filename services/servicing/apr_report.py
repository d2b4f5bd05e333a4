"""Advances and payments as JSON in, their annual percentage rate out: `portal apr`."""

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import Never, TypedDict

from services.errors import PortalError
from services.money import InvalidAmount, parse_amount
from services.servicing.apr import Flow, apr
from services.servicing.unit_periods import UNITS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


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
    """`fromisoformat` alone would read 20240131 and 2024-W05-3 too."""
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise NotReadable(where, "day")
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise NotReadable(where, "day") from error


def _cents(fields: dict[str, object], where: str) -> int:
    try:
        return parse_amount(fields.get("amount"))
    except InvalidAmount as error:
        raise NotReadable(f"{where}.amount", "amount") from error


def _object(value: object, where: str) -> dict[str, object]:
    if not isinstance(value, dict):
        raise NotReadable(where, "object")
    return value
