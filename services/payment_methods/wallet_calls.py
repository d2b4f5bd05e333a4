"""Payment methods at the wallet over HTTP (`wallet/API.md`)."""

import re
from typing import Literal

import httpx
from pydantic import AwareDatetime, BaseModel, Field

from models.payment_methods import MethodKind, MethodStatus
from services.payment_methods.gateway import (
    AmountsRefused,
    Form,
    FormAsked,
    FormFound,
    FormStatus,
    Profile,
    ProfileInUse,
)
from services.payments.gateway import OutcomeUnknown
from services.payments.wallet_http import WalletHttp, json_of, parsed

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
PURPOSE = "add_payment_method"
_BRANDS = {
    "visa": "Visa",
    "mastercard": "Mastercard",
    "amex": "American Express",
    "discover": "Discover",
}


class _Profile(BaseModel):
    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    reference: str | None = Field(default=None, max_length=64)
    kind: Literal["card", "bank"]
    brand: str | None = Field(max_length=40)
    last4: str = Field(pattern=r"^[0-9]{4}$")
    exp_month: int | None = Field(ge=1, le=12)
    exp_year: int | None = Field(ge=2000, le=2199)
    account_type: Literal["checking", "savings"] | None
    bank_name: str | None = Field(max_length=200)
    status: MethodStatus = MethodStatus.VERIFIED
    created_at: AwareDatetime

    def found(self) -> Profile:
        is_card = self.kind == "card"
        name = _BRANDS.get(self.brand or "", "") if is_card else self.bank_name or ""
        dated = is_card and self.exp_year and self.exp_month
        return Profile(
            token=self.id,
            reference=self.reference or "",
            kind=MethodKind.CARD if is_card else MethodKind.BANK_ACCOUNT,
            brand=name[:40],
            account_type=self.account_type or "",
            last_four=self.last4,
            expires=f"{self.exp_year}-{self.exp_month:02}" if dated else "",
            status=self.status,
            saved_at=self.created_at,
        )


class _Opened(BaseModel):
    id: str = Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")
    url: str = Field(max_length=500)


class _Form(BaseModel):
    id: str
    purpose: str
    bound_to: str = Field(max_length=64)
    reference: str | None = Field(max_length=64)
    status: FormStatus
    payment_profile: _Profile | None


class MethodCalls(WalletHttp):
    """The part of the gateway that `MethodGateway` describes."""

    def open_form(self, asked: FormAsked) -> Form:
        answer = self._send(
            "POST",
            "/v1/sessions",
            json={
                "purpose": PURPOSE,
                "bound_to": asked.bound_to,
                "reference": asked.reference,
                "language": asked.language,
                "lender": asked.lender,
                "accent": asked.accent,
                "kinds": ["card", "bank"],
            },
        )
        if answer.status_code != httpx.codes.CREATED:
            raise OutcomeUnknown
        opened = parsed(_Opened, answer)
        return Form(opened.id, opened.url)

    def find_form(self, form_id: str) -> FormFound | None:
        answer = self._one(f"/v1/sessions/{form_id}", form_id)
        if answer is None:
            return None
        form = parsed(_Form, answer)
        if form.id != form_id or form.purpose != PURPOSE:
            raise OutcomeUnknown
        saved = form.payment_profile.found() if form.payment_profile else None
        return FormFound(form.bound_to, form.reference or "", form.status, saved)

    def find_profile(self, token: str) -> Profile | None:
        answer = self._one(f"/v1/payment-profiles/{token}", token)
        return _of(token, answer) if answer is not None else None

    def verify(self, token: str, amounts: tuple[int, int]) -> Profile | None:
        if not ID.fullmatch(token):
            return None
        path = f"/v1/payment-profiles/{token}/verification"
        answer = self._send("POST", path, json={"amounts": list(amounts)})
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.status_code in {httpx.codes.CONFLICT, httpx.codes.UNPROCESSABLE_ENTITY}:
            raise _refusal(answer)
        if answer.status_code != httpx.codes.OK:
            raise OutcomeUnknown
        return _of(token, answer)

    def delete_profile(self, token: str) -> None:
        answer = self._send("DELETE", f"/v1/payment-profiles/{token}")
        if answer.status_code == httpx.codes.CONFLICT:
            raise ProfileInUse
        if answer.status_code not in {httpx.codes.NO_CONTENT, httpx.codes.NOT_FOUND}:
            raise OutcomeUnknown

    def _one(self, path: str, named: str) -> httpx.Response | None:
        """None: 404, or no id that the wallet gives out."""
        if not ID.fullmatch(named):
            return None
        answer = self._send("GET", path)
        if answer.status_code == httpx.codes.NOT_FOUND:
            return None
        if answer.status_code != httpx.codes.OK:
            raise OutcomeUnknown
        return answer


def _refusal(answer: httpx.Response) -> Exception:
    """409: there is nothing to verify any more."""
    problem = json_of(answer)
    match problem.get("code"):
        case "not-verifiable":
            return AmountsRefused(None)
        case "verification-failed":
            left = problem.get("tries_left")
            return AmountsRefused(left if type(left) is int and 0 <= left <= 10 else None)
        case _:
            return OutcomeUnknown()


def _of(token: str, answer: httpx.Response) -> Profile:
    profile = parsed(_Profile, answer)
    if profile.id != token:
        raise OutcomeUnknown
    return profile.found()
