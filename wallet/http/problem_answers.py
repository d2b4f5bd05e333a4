"""Problems as answers: expected ones, validation, the framework's own, and the unexpected."""

import logging
import secrets
import traceback
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.exceptions import HTTPException

from wallet.problems import (
    MEDIA_TYPE,
    DatabaseBusy,
    InternalError,
    KeyMissing,
    MethodNotAllowed,
    NotFound,
    Problem,
    ProcessorDown,
    ValidationFailed,
)
from wallet.processors.base import ProcessorUnavailable

log = logging.getLogger("wallet")

# Only the messages of these kinds of error: they name the schema's limits, never the value.
SAFE_KINDS = {
    "missing",
    "greater_than",
    "greater_than_equal",
    "less_than_equal",
    "int_type",
    "string_type",
    "string_too_short",
    "string_too_long",
    "string_pattern_mismatch",
    "literal_error",
}
OWN_KINDS = "wallet_"


def answer(problem: Problem) -> JSONResponse:
    return JSONResponse(problem.body(), problem.status, problem.headers(), MEDIA_TYPE)


def documented(*problems: type[Problem]) -> dict[int | str, dict[str, Any]]:
    """OpenAPI's `responses` for these problems, those of one status together."""
    responses: dict[int | str, dict[str, Any]] = {}
    for problem in problems:
        known = responses.get(problem.status)
        codes = f"{known['description']}, `{problem.code}`" if known else f"`{problem.code}`"
        schema = {"schema": {"$ref": "#/components/schemas/Problem"}}
        responses[problem.status] = {"description": codes, "content": {MEDIA_TYPE: schema}}
    return responses


def unexpected(error: Exception) -> JSONResponse:
    """A reference for the caller; in the log where it happened, without any value."""
    reference = secrets.token_hex(6)
    frames = "".join(traceback.format_tb(error.__traceback__))
    log.error("failure %s: %s\n%s", reference, type(error).__name__, frames)
    return answer(InternalError(reference=reference))


def install(app: FastAPI) -> None:
    app.add_exception_handler(Problem, _on_problem)
    app.add_exception_handler(RequestValidationError, _on_validation)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(ProcessorUnavailable, lambda *_: answer(ProcessorDown()))
    app.add_exception_handler(OperationalError, lambda *_: answer(DatabaseBusy()))
    app.add_exception_handler(PoolTimeout, lambda *_: answer(DatabaseBusy()))


def _on_problem(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, Problem)
    return answer(error)


def _on_http(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    if error.status_code == MethodNotAllowed.status:
        response = answer(MethodNotAllowed())
        response.headers.update(error.headers or {})
        return response
    known = {NotFound.status: NotFound}
    return answer(known.get(error.status_code, ValidationFailed)())


def _on_validation(_request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(e["type"] == "missing" and e["loc"][-1] == "Idempotency-Key" for e in found):
        return answer(KeyMissing())
    return answer(ValidationFailed(errors=[_field_error(entry) for entry in found]))


def _field_error(entry: dict[str, Any]) -> dict[str, str]:
    kind, place = str(entry["type"]), list(entry["loc"])
    if kind == "extra_forbidden":
        # The name of an unknown field is itself something submitted.
        return {"field": ".".join(map(str, place[:-1])), "message": "has an unknown field"}
    if kind == "json_invalid":
        return {"field": "body", "message": "is not JSON"}
    safe = kind in SAFE_KINDS or kind.startswith(OWN_KINDS)
    return {
        "field": ".".join(map(str, place)),
        "message": str(entry["msg"]) if safe else "is not valid",
    }
