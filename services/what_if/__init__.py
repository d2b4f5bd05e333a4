"""What would change if more were paid: played on the servicing engine, to the cent (PRODUCT 9.3).

plan     a plan and its outcome: pure          goal    the extra that a payoff date needs
asked    what a borrower asks, from text       answer  the outcome in words and as two curves
"""
