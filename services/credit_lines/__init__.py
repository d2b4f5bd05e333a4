"""The engine of lines of credit: pure functions of terms, positions and days (ADR 0029).

terms       limit, due day, rates and fees      balances    what is owed by type of balance
cycle       billing cycles                      interest    average daily balances, grace
minimum     the minimum payment                 asked       what is left of a statement
allocation  payments and credits                postings    draws, fees, interest, reversals
late        late fees                           closing     what the end of a cycle brings
repayment   how long the balance takes, and what it costs (appendices M1 and M2)
"""
