"""A request to the wallet: bounded in time, strict about every answer."""

from functools import cached_property
from typing import Any, TypeVar

import httpx
from pydantic import BaseModel, ValidationError

from services.payments.bounded_http import BoundedClient, NoAnswer, NothingSent
from services.payments.gateway import OutcomeUnknown, WalletUnavailable

LARGEST_ANSWER = 1_000_000

Shape = TypeVar("Shape", bound=BaseModel)


class WalletHttp:
    """One per process; safe to share between threads."""

    def __init__(self, base_url: str, api_key: str, timeout_seconds: float) -> None:
        self._base_url, self._api_key, self._timeout = base_url, api_key, timeout_seconds

    def _send(self, method: str, path: str, **request: Any) -> httpx.Response:
        """The whole answer within the time-out. Raises OutcomeUnknown, WalletUnavailable."""
        try:
            return self._client.send(method, path, LARGEST_ANSWER, **request)
        except NothingSent as error:
            raise WalletUnavailable from error
        except NoAnswer as error:
            raise OutcomeUnknown from error

    @cached_property
    def _client(self) -> BoundedClient:
        headers = {"Authorization": f"Bearer {self._api_key}"}
        return BoundedClient(self._base_url.rstrip("/"), headers, self._timeout)


def json_of(answer: httpx.Response) -> dict[str, Any]:
    """Raises OutcomeUnknown: it is no object, so not the wallet's."""
    try:
        value = answer.json()
    except (ValueError, RecursionError) as error:
        raise OutcomeUnknown from error
    if not isinstance(value, dict):
        raise OutcomeUnknown
    return value


def parsed(shape: type[Shape], answer: httpx.Response) -> Shape:
    """Raises OutcomeUnknown."""
    try:
        return shape.model_validate(json_of(answer))
    except ValidationError as error:
        raise OutcomeUnknown from error
