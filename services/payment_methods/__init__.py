"""Saved bank accounts and cards: what a borrower sees of them and does with them (ADR 0042).

gateway     what is asked of a wallet      wallet_calls  the same over HTTP
adding      a form of the wallet, adopted  verifying     micro-entries of a bank account
changing    make default, delete           dependants    what depends on one
page        what the page shows            usable        which of them can pay, expiry
"""
