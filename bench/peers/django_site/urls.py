"""Log-in, accounts, and the fragment that HTMX swaps in."""

from django.contrib.auth import get_user_model
from django.contrib.auth import login as start_session
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from ledger import ACCOUNTS, BALANCE, CHOICES, DAYS, PAYMENT, RATE, changes

from django_site.models import Account, BusinessDay, Schedule, Transaction


def login(request: HttpRequest) -> HttpResponse:
    return render(request, "login.html")


def enter(request: HttpRequest) -> HttpResponse:
    """A logged-in browser, without a password: only the clicks after it are measured."""
    user, _ = get_user_model().objects.get_or_create(username="maria")
    account, _ = Account.objects.get_or_create(number=ACCOUNTS[0][0], balance=BALANCE)
    BusinessDay.objects.get_or_create(days=DAYS)
    Transaction.objects.get_or_create(account=account)
    Schedule.objects.get_or_create(account=account, payment=PAYMENT, rate=RATE)
    start_session(request, user)
    return redirect("/accounts/")


@login_required
def accounts(request: HttpRequest) -> HttpResponse:
    return render(request, "accounts.html", {"accounts": ACCOUNTS, "choices": CHOICES})


@login_required
def preview(request: HttpRequest) -> HttpResponse:
    account = Account.objects.get(number=ACCOUNTS[0][0])
    day = BusinessDay.objects.first()
    Transaction.objects.filter(account=account).order_by("-id").first()
    terms = Schedule.objects.get(account=account)
    seen = changes(
        request.GET.get("choice", ""), account.balance, terms.payment, terms.rate, day.days
    )
    return render(request, "changes.html", {"changes": seen})


urlpatterns = [
    path("login/", login),
    path("enter/", enter),
    path("accounts/", accounts),
    path("accounts/preview/", preview),
]
