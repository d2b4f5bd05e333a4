"""A wallet of payment methods in memory: what it would say over HTTP, and faults to order."""

from dataclasses import dataclass, field, replace

from models.base import utc_now
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

MICRO_ENTRIES = {11, 24}
URL = "http://127.0.0.1:8001/frames/add-payment-method?lang=en#ticket"


@dataclass
class MethodWallet:
    """`away`: it does not answer; `in_use`: profiles with a charge under way."""

    forms: dict[str, FormFound] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    asked: list[FormAsked] = field(default_factory=list)
    tries: dict[str, int] = field(default_factory=dict)
    in_use: set[str] = field(default_factory=set)
    away: bool = False
    url: str = URL

    def open_form(self, asked: FormAsked) -> Form:
        self._answer()
        self.asked.append(asked)
        name = f"ws_{len(self.asked)}"
        self.forms[name] = FormFound(asked.bound_to, asked.reference, FormStatus.OPEN, None)
        return Form(name, self.url)

    def find_form(self, form_id: str) -> FormFound | None:
        self._answer()
        form = self.forms.get(form_id)
        if form and form.profile and form.profile.token not in self.profiles:
            return replace(form, profile=None)
        return form

    def find_profile(self, token: str) -> Profile | None:
        self._answer()
        return self.profiles.get(token)

    def verify(self, token: str, amounts: tuple[int, int]) -> Profile | None:
        self._answer()
        profile = self.profiles.get(token)
        if profile is None:
            return None
        if profile.status is not MethodStatus.UNVERIFIED:
            raise AmountsRefused(None)
        if set(amounts) != MICRO_ENTRIES:
            self.tries[token] = self.tries.get(token, 3) - 1
            if not self.tries[token]:
                self.become(token, MethodStatus.FAILED)
            raise AmountsRefused(self.tries[token])
        return self.become(token, MethodStatus.VERIFIED)

    def delete_profile(self, token: str) -> None:
        self._answer()
        if token in self.in_use:
            raise ProfileInUse
        self.profiles.pop(token, None)

    def become(self, token: str, status: MethodStatus) -> Profile:
        self.profiles[token] = replace(self.profiles[token], status=status)
        return self.profiles[token]

    def type_card(self, form_id: str, last_four: str = "4242", expires: str = "2031-12") -> str:
        """Somebody fills the form in; the profile's token."""
        return self._save(form_id, MethodKind.CARD, "Visa", "", last_four, expires)

    def type_bank(self, form_id: str, bank: str = "First Juniper", last_four: str = "6789") -> str:
        return self._save(form_id, MethodKind.BANK_ACCOUNT, bank, "checking", last_four, "")

    def _save(
        self, form_id: str, kind: MethodKind, brand: str, of: str, last_four: str, expires: str
    ) -> str:
        form = self.forms[form_id]
        is_card = kind is MethodKind.CARD
        status = MethodStatus.VERIFIED if is_card else MethodStatus.UNVERIFIED
        token = f"pp_{len(self.profiles) + 1}_{form_id}"
        saved = Profile(
            token, form.reference, kind, brand, of, last_four, expires, status, utc_now()
        )
        self.profiles[token] = saved
        self.forms[form_id] = replace(form, status=FormStatus.SAVED, profile=saved)
        return token

    def _answer(self) -> None:
        if self.away:
            raise OutcomeUnknown
