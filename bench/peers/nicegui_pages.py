"""Our login page and an amount's preview in NiceGUI: `PORT=… LEDGER=… python nicegui_pages.py`."""

import os
import sqlite3
from hashlib import sha256

from fastapi.responses import RedirectResponse
from ledger import ACCOUNTS, BALANCE, CHOICES, DAYS, PAYMENT, RATE, changes
from nicegui import app, ui

TOKEN = "bench"
FIGURES = {
    "accounts": "SELECT balance FROM accounts WHERE number = ?",
    "days": "SELECT days FROM days WHERE number = ?",
    "transactions": "SELECT id FROM transactions WHERE number = ? ORDER BY id DESC LIMIT 1",
    "schedules": "SELECT payment, rate FROM schedules WHERE number = ?",
}


def _make_ledger() -> sqlite3.Connection:
    ledger = sqlite3.connect(os.environ["LEDGER"], check_same_thread=False)
    ledger.executescript(
        """
        CREATE TABLE sessions (hash TEXT PRIMARY KEY, login TEXT);
        CREATE TABLE accounts (number TEXT PRIMARY KEY, balance INTEGER);
        CREATE TABLE days (number TEXT PRIMARY KEY, days INTEGER);
        CREATE TABLE transactions (id INTEGER PRIMARY KEY, number TEXT);
        CREATE TABLE schedules (number TEXT PRIMARY KEY, payment INTEGER, rate TEXT);
        """
    )
    number = ACCOUNTS[0][0]
    ledger.execute("INSERT INTO sessions VALUES (?, 'maria')", (_hash(TOKEN),))
    ledger.execute("INSERT INTO accounts VALUES (?, ?)", (number, BALANCE))
    ledger.execute("INSERT INTO days VALUES (?, ?)", (number, DAYS))
    ledger.execute("INSERT INTO transactions (number) VALUES (?)", (number,))
    ledger.execute("INSERT INTO schedules VALUES (?, ?, ?)", (number, PAYMENT, RATE))
    ledger.commit()
    return ledger


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()


ledger = _make_ledger()


@app.get("/enter")
def enter() -> RedirectResponse:
    answer = RedirectResponse("/accounts", 303)
    answer.set_cookie("session", TOKEN, httponly=True)
    return answer


@ui.page("/login", title="Log in")
def login() -> None:
    with ui.header():
        ui.label("Juniper Lending")
    ui.label("Every loan, payment and statement, in one calm place.").classes("gt-sm")
    ui.label(
        "See what you owe and why, pay in seconds, and change your mind until the day it runs."
    ).classes("gt-sm")
    ui.html("<h1>Log in</h1>", sanitize=False)
    ui.input("Email")
    ui.input("Password", password=True, password_toggle_button=True)
    ui.button("Log in", on_click=lambda: None)
    with ui.footer():
        ui.label("Support 1-800-555-0100")
        for name in ("Privacy", "Terms", "Accessibility"):
            ui.link(name, f"/{name.lower()}")


@ui.page("/accounts", title="Accounts")
def accounts() -> None:
    request = ui.context.client.request
    token = request.cookies.get("session", "")
    for number, title, *figures in ACCOUNTS:
        with ui.card():
            ui.label(f"{title} {number}")
            for figure in figures:
                ui.label(figure)

    def choose(event) -> None:
        known = ledger.execute("SELECT login FROM sessions WHERE hash = ?", (_hash(token),))
        if known.fetchone() is None:
            return
        number = (ACCOUNTS[0][0],)
        read = {name: ledger.execute(query, number).fetchone() for name, query in FIGURES.items()}
        payment, rate = read["schedules"]
        seen = changes(event.value, read["accounts"][0], payment, rate, read["days"][0])
        for name, label in labels.items():
            label.text = getattr(seen, name)

    ui.radio(CHOICES, on_change=choose)
    with ui.card().props("id=changes"):
        labels = {name: ui.label() for name in ("interest", "principal", "balance", "next_due")}


FACTS = {
    "Interest rate": "5.625%",
    "APR": "5.63%",
    "Original principal": "$248,000.00",
    "Projected payoff date": "Oct 8, 2040",
    "Remaining payments": "168",
    "Payoff amount today": "$166,491.36",
    "Interest accrued": "$1,162.36",
    "Last payment": "$1,427.63",
}
MONTHS = [f"{2011 + month // 12}-{month % 12 + 1:02}-08" for month in range(360)]
NAMES = ("Principal balance", "Principal paid", "Interest paid")


@ui.page("/account", title="Home loan L-8360")
def account() -> None:
    """An account's page with both charts, a point a payment."""
    ui.label("Home loan L-8360")
    for label, value in FACTS.items():
        ui.label(f"{label} {value}")
    ring = {"type": "pie", "hole": 0.7, "labels": NAMES, "values": [165_314, 82_686, 185_653]}
    ui.plotly({"data": [ring], "layout": {"title": "What you've paid"}})
    lines = [
        {"name": name, "x": MONTHS, "y": [place * month * 100 for month in range(360)]}
        for place, name in enumerate(NAMES, 1)
    ]
    ui.plotly({"data": lines, "layout": {"title": "Amortization schedule"}})


ui.run(port=int(os.environ["PORT"]), host="127.0.0.1", show=False, reload=False)
