"""The demo: people, accounts and a history, all of it offsets from the day that it is seeded.

agents     who works in the LMS
people     who they are and how they log in      offsets  days counted from the business date
products   the lender's products                 loans    installment accounts with payments
lines      cards, lines of credit, boarded ones  methods  saved methods, held by the wallet
cards      issued by the wallet                  history  a year of swipes, from `merchants`
seeding    all of it, once; `loan_tape.csv` is the rest of the portfolio (SOURCES.md)
"""

from services.demo.seeding import is_seeded, seed
from services.demo.wallet import AskWallet

__all__ = ["AskWallet", "is_seeded", "seed"]
