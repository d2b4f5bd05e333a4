"""Payments on installment accounts: asked for once, charged once, posted once (ADR 0009).

intents     the key that a dialog gets        preview     what a payment would change
flows       paying                            receipts    what the borrower is told
states      which step may follow which       recording   the wallet's answer into the ledger
gateway     what is asked of a wallet         reconcile   asking again what became of it
events      what the wallet reports later     views       what the dialog offers
"""
