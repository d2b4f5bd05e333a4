"""What Stripe does with what it is asked: a small model of PaymentIntents, after its test numbers.

https://docs.stripe.com/testing and https://docs.stripe.com/payments/ach-direct-debit name them.
"""

from typing import Any

from stripe import params

from tests.wallet.support import stripe_shapes as shapes

Answer = tuple[int, dict[str, Any]]
DECLINES = {
    "4000000000000002": ("card_declined", "generic_decline"),
    "4000000000009995": ("card_declined", "insufficient_funds"),
    "4000000000000069": ("expired_card", None),
    "4000000000000119": ("processing_error", None),
}
NEEDS_A_PERSON = "4000002760003184"
NO_DEPOSITS = "000666666661"
ROUTING = "110000000"
FAILURES = {
    "000222222227": ("insufficient_funds", None),
    "000111111113": ("account_closed", "R02"),
    "000111111116": ("no_account", "R03"),
    "000333333335": ("debit_not_authorized", "R10"),
}
SETTLES = "000123456789"
DISPUTED, DISPUTED_ACCOUNT = "4000000000000259", "000444444440"
REFUND_FAILS = "4000000000005126"
MICRO_DEPOSITS = ["11", "24"]
WRONG_CODE = "4000000000000127"
# What the API version of the pinned library takes; Stripe refuses all else.
KNOWN = {
    ("POST", "payment_methods"): set(params.PaymentMethodCreateParams.__annotations__),
    ("POST", "payment_intents"): set(params.PaymentIntentCreateParams.__annotations__),
    ("POST", "confirm"): set(params.PaymentIntentConfirmParams.__annotations__),
    ("POST", "customers"): set(params.CustomerCreateParams.__annotations__),
    ("POST", "setup_intents"): set(params.SetupIntentCreateParams.__annotations__),
    ("POST", "verify_microdeposits"): {"amounts"},
    ("POST", "refunds"): set(params.RefundCreateParams.__annotations__),
    ("GET", "refunds"): set(params.RefundListParams.__annotations__),
    ("GET", "disputes"): set(params.DisputeListParams.__annotations__),
}


class Books:
    """`moved` counts what took money or tried to: each confirmation that was carried out."""

    def __init__(self) -> None:
        self.methods: dict[str, dict[str, Any]] = {}
        self.numbers: dict[str, str] = {}
        self.intents: dict[str, dict[str, Any]] = {}
        self.refunds: list[dict[str, Any]] = []
        self.disputes: list[dict[str, Any]] = []
        self.setups: dict[str, dict[str, Any]] = {}
        self.customers = 0
        self.moved = 0
        self.takes_numbers = True

    def answer(self, method: str, parts: list[str], given: dict[str, Any]) -> Answer:
        if unknown := set(given) - KNOWN.get((method, parts[-1]), {"expand"}):
            text = f"Received unknown parameter: {min(unknown)}"
            return 400, shapes.error("invalid_request_error", text, code="parameter_unknown")
        match method, parts:
            case "POST", ["payment_methods"]:
                return self._method(given)
            case "POST", ["customers"]:
                self.customers += 1
                return 200, shapes.customer(self.customers)
            case "POST", ["setup_intents"]:
                return self._set_up(given)
            case "POST", ["setup_intents", setup, "verify_microdeposits"]:
                return self._verify(self.setups[setup], given)
            case "GET", ["setup_intents", setup]:
                return 200, self.setups[setup]
            case "POST", ["payment_intents"]:
                made = shapes.payment_intent(len(self.intents) + 1, given)
                self.intents[made["id"]] = made
                return 200, made
            case "GET", ["payment_intents", intent] if intent in self.intents:
                return 200, self.intents[intent]
            case "POST", ["payment_intents", intent, "confirm"] if intent in self.intents:
                return self._confirm(self.intents[intent])
            case "POST", ["payment_intents", intent, "cancel"] if intent in self.intents:
                return self._cancel(self.intents[intent])
            case "POST", ["refunds"]:
                return self._refund(given)
            case "GET", ["refunds"] if "payment_intent" in given:
                return 200, shapes.listed(self._refunds(given["payment_intent"]), "/v1/refunds")
            case "GET", ["refunds" | "disputes" as name]:
                return 200, shapes.page(getattr(self, name), given, f"/v1/{name}")
        return 404, shapes.error("invalid_request_error", "Unrecognized request URL")

    def settle(self) -> None:
        """Days pass: what was processing has its end, and every balance is available."""
        for intent in self.intents.values():
            charge = intent["latest_charge"]
            if intent["status"] == "processing":
                self._end_debit(intent, charge)
            if charge and charge["balance_transaction"]:
                charge["balance_transaction"]["status"] = "available"

    def later(self) -> None:
        """Weeks pass: what is disputed is disputed, and what fails late has failed."""
        for intent in self.intents.values():
            number = self.numbers.get(intent["payment_method"] or "", "")
            if intent["status"] == "succeeded" and number in (DISPUTED, DISPUTED_ACCOUNT):
                self.dispute(intent)
        for one in self.refunds:
            if self.numbers[self.intents[one["payment_intent"]]["payment_method"]] == REFUND_FAILS:
                one.update(status="failed", failure_reason="expired_or_canceled_card")

    def dispute(self, intent: dict[str, Any], **changes: Any) -> None:
        is_debit = intent["payment_method_types"] == ["us_bank_account"]
        said = {"status": "lost", "reason": "debit_not_authorized"} if is_debit else {}
        made = shapes.dispute(len(self.disputes) + 1, intent)
        self.disputes.insert(0, {**made, **said, **changes})

    def _method(self, given: dict[str, Any]) -> Answer:
        if given["type"] == "card" and not self.takes_numbers:
            text = "Sending credit card numbers directly to the Stripe API is generally unsafe."
            return 402, shapes.error("invalid_request_error", text)
        made = shapes.payment_method(len(self.methods) + 1, given)
        self.methods[made["id"]] = made
        account = given.get("us_bank_account", {})
        self.numbers[made["id"]] = given.get("card", account).get(
            "number", account.get("account_number")
        )
        return 200, made

    def _set_up(self, given: dict[str, Any]) -> Answer:
        made = shapes.setup_intent(len(self.setups) + 1, given)
        self.setups[made["id"]] = made
        number = self.numbers[given["payment_method"]]
        if number == NO_DEPOSITS:
            code = "payment_method_microdeposit_failed"
            return 400, shapes.error("invalid_request_error", "No.", code=code)
        if made["payment_method_types"] == ["us_bank_account"]:
            deposits = {"arrival_date": 0, "microdeposit_type": "amounts"}
            action = {"type": "verify_with_microdeposits", "verify_with_microdeposits": deposits}
            made.update(status="requires_action", next_action=action)
        elif number == WRONG_CODE:
            return 402, shapes.error("card_error", "Wrong.", code="incorrect_cvc", param="cvc")
        elif number in DECLINES:
            code, decline_code = DECLINES[number]
            return 402, shapes.error("card_error", "No.", code=code, decline_code=decline_code)
        else:
            made["status"] = "requires_action" if number == NEEDS_A_PERSON else "succeeded"
        return 200, made

    def _verify(self, setup: dict[str, Any], given: dict[str, Any]) -> Answer:
        if setup["status"] != "requires_action":
            code = "setup_intent_unexpected_state"
            return 400, shapes.error("invalid_request_error", "No.", code=code)
        if sorted(given["amounts"].values()) != MICRO_DEPOSITS:
            code = "payment_method_microdeposit_verification_amounts_mismatch"
            return 400, shapes.error("invalid_request_error", "No.", code=code)
        setup.update(status="succeeded", next_action=None)
        return 200, setup

    def _confirm(self, intent: dict[str, Any]) -> Answer:
        if intent["status"] not in ("requires_confirmation", "requires_payment_method"):
            return 400, shapes.error(
                "invalid_request_error",
                "This PaymentIntent's status does not allow it.",
                code="payment_intent_unexpected_state",
            )
        self.moved += 1
        number = self.numbers[intent["payment_method"]]
        if intent["payment_method_types"] == ["us_bank_account"]:
            return self._begin_debit(intent)
        if number == NEEDS_A_PERSON:
            return self._decline(intent, ("authentication_required", "authentication_required"))
        if number in DECLINES:
            return self._decline(intent, DECLINES[number])
        charge = shapes.charge(self.moved, intent, "succeeded")
        charge["balance_transaction"] = shapes.balance_transaction(
            self.moved, intent["amount"], "pending"
        )
        intent.update(status="succeeded", amount_received=intent["amount"], latest_charge=charge)
        return 200, intent

    def _decline(self, intent: dict[str, Any], codes: tuple[str, str | None]) -> Answer:
        code, decline_code = codes
        charge = shapes.charge(self.moved, intent, "failed")
        charge["failure_code"] = code
        body = shapes.error(
            "card_error",
            "Your card was declined.",
            code=code,
            decline_code=decline_code,
            charge=charge["id"],
        )
        method = self.methods[intent["payment_method"]]
        intent.update(
            status="requires_payment_method",
            latest_charge=charge,
            payment_method=None,
            last_payment_error={**body["error"], "payment_method": method},
        )
        body["error"]["payment_intent"] = dict(intent)
        return 402, body

    def _begin_debit(self, intent: dict[str, Any]) -> Answer:
        intent.update(
            status="processing", latest_charge=shapes.charge(self.moved, intent, "pending")
        )
        return 200, intent

    def _end_debit(self, intent: dict[str, Any], charge: dict[str, Any]) -> None:
        method = self.methods[intent["payment_method"]]
        number = self.numbers[method["id"]]
        known = method["us_bank_account"]["routing_number"] == ROUTING
        if known and number in (SETTLES, DISPUTED_ACCOUNT):
            charge.update(status="succeeded", paid=True, captured=True)
            intent.update(status="succeeded", amount_received=intent["amount"])
            return
        failure, network = FAILURES.get(number if known else "", ("no_account", "R03"))
        charge.update(status="failed", failure_code=failure)
        if network:
            blocked = {"network_code": network, "reason": failure}
            method["us_bank_account"]["status_details"] = {"blocked": blocked}
        intent.update(
            status="requires_payment_method",
            last_payment_error={
                "type": "invalid_request_error",
                "code": "payment_intent_payment_attempt_failed",
                "message": "The payment failed.",
                "payment_method": method,
            },
        )

    def _cancel(self, intent: dict[str, Any]) -> Answer:
        if intent["status"] in ("succeeded", "processing"):
            return 400, shapes.error(
                "invalid_request_error", "No.", code="payment_intent_unexpected_state"
            )
        intent.update(status="canceled", cancellation_reason=None)
        return 200, intent

    def _refund(self, given: dict[str, Any]) -> Answer:
        intent = self.intents[given["payment_intent"]]
        given_back = sum(one["amount"] for one in self._refunds(intent["id"]))
        if given_back + int(given["amount"]) > intent["amount_received"]:
            return 400, shapes.error(
                "invalid_request_error", "Greater than unrefunded.", param="amount"
            )
        made = shapes.refund(len(self.refunds) + 1, intent, given)
        self.refunds.append(made)
        return 200, made

    def _refunds(self, intent: str) -> list[dict[str, Any]]:
        return [one for one in self.refunds if one["payment_intent"] == intent]
