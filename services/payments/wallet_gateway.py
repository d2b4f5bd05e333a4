"""The wallet over HTTP (`wallet/API.md`): bounded in time, strict about every answer."""

import re
from datetime import date
from typing import Any, Literal

import httpx
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from models.credit_lines import BalanceType
from services.payment_methods.wallet_calls import MethodCalls
from services.payments.gateway import (
    ChargeRefused,
    ChargeResult,
    ChargeState,
    EventPage,
    OutcomeUnknown,
    WalletEventNotice,
    key_in,
)
from services.payments.wallet_http import json_of, parsed
from services.swipes.result import SwipeResult, WalletSwipeState

NOTHING_KEPT = {400, 401, 403, 404, 413, 422}
"""Refusals after which the wallet keeps nothing for the key."""
REUSED = "idempotency-key-reused"
NO_SWIPE = "swipe-not-found"
ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
MOST_CENTS = 9_999_999_999
_BALANCES = {
    "purchase": BalanceType.PURCHASES,
    "cash_advance": BalanceType.CASH_ADVANCES,
}


class _Charge(BaseModel):
    model_config = ConfigDict(strict=True)

    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    idempotency_key: str
    amount: int
    state: str
    decline_code: str | None = Field(max_length=40)
    return_code: str | None = Field(max_length=10)


class _Swipe(BaseModel):
    id: str
    card: str = Field(max_length=64)
    kind: Literal["purchase", "cash_advance"]
    state: WalletSwipeState
    amount: int = Field(strict=True, gt=0, le=MOST_CENTS)
    merchant: str = Field(max_length=80)
    category: str = Field(max_length=40)
    authorized_on: date
    cleared_on: date | None
    created_at: AwareDatetime

    def result(self) -> SwipeResult:
        return SwipeResult(
            id=self.id,
            card_id=self.card,
            state=self.state,
            balance_type=_BALANCES[self.kind],
            amount=self.amount,
            merchant=self.merchant,
            category=self.category,
            authorized_on=self.authorized_on,
            has_cleared=self.cleared_on is not None,
            at=self.created_at,
        )


class _Event(BaseModel):
    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    type: str = Field(max_length=60)
    data: dict[str, Any]


class _Events(BaseModel):
    data: list[_Event]
    next: int
    has_more: bool


class WalletGateway(MethodCalls):
    """One per process; safe to share between threads."""

    def charge(
        self, key: str, profile_token: str, amount: int, business_date: date
    ) -> ChargeResult:
        answer = self._send(
            "POST",
            "/v1/charges",
            headers={"Idempotency-Key": key},
            json={
                "payment_profile": profile_token,
                "amount": amount,
                "currency": "USD",
                "business_date": business_date.isoformat(),
            },
        )
        if answer.status_code in NOTHING_KEPT:
            raise _refusal(answer)
        if answer.status_code != httpx.codes.CREATED:
            raise OutcomeUnknown
        charge = parsed(_Charge, answer)
        if charge.amount != amount:
            raise OutcomeUnknown
        return _result(charge, key)

    def find(self, key: str) -> ChargeResult | None:
        answer = self._send("GET", "/v1/charges", params={"idempotency_key": key})
        found = json_of(answer)
        if answer.status_code != httpx.codes.OK or not isinstance(found.get("data"), list):
            raise OutcomeUnknown
        if not found["data"]:
            return None
        try:
            return _result(_Charge.model_validate(found["data"][0]), key)
        except ValidationError as error:
            raise OutcomeUnknown from error

    def find_swipe(self, swipe_id: str) -> SwipeResult | None:
        if not ID.fullmatch(swipe_id):
            return None
        answer = self._send("GET", f"/v1/swipes/{swipe_id}")
        if answer.status_code == httpx.codes.NOT_FOUND and json_of(answer).get("code") == NO_SWIPE:
            return None
        if answer.status_code != httpx.codes.OK:
            raise OutcomeUnknown
        swipe = parsed(_Swipe, answer)
        if swipe.id != swipe_id:
            raise OutcomeUnknown
        return swipe.result()

    def events(self, after: int) -> EventPage:
        answer = self._send("GET", "/v1/events", params={"after": after, "limit": 100})
        if answer.status_code != httpx.codes.OK:
            raise OutcomeUnknown
        page = parsed(_Events, answer)
        notices = (
            WalletEventNotice(event.id, event.type, str(key_in(event.type, event.data) or ""))
            for event in page.data
        )
        return EventPage(tuple(notices), page.next, page.has_more)

    def advance(self, business_date: date) -> None:
        day = {"business_date": business_date.isoformat()}
        answer = self._send("POST", "/v1/sandbox/advance", json=day)
        if answer.status_code not in {httpx.codes.OK, httpx.codes.NOT_FOUND}:
            raise OutcomeUnknown


def _refusal(answer: httpx.Response) -> Exception:
    """A key that was used for another charge, or an answer not of the wallet, says nothing."""
    code = json_of(answer).get("code")
    if not isinstance(code, str) or code == REUSED:
        return OutcomeUnknown()
    return ChargeRefused(code[:40])


def _result(charge: _Charge, key: str) -> ChargeResult:
    if charge.idempotency_key != key:
        raise OutcomeUnknown
    try:
        state = ChargeState(charge.state)
    except ValueError as error:
        raise OutcomeUnknown from error
    return ChargeResult(state, charge.id, charge.decline_code, charge.return_code)
