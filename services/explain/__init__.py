"""*Explain this number* (PRODUCT 9.5): a figure's arithmetic in words, from the ledger's own rows.

page          which figures can be explained        views     how it is sent
balance · interest · owed · due · last_payment      figures of installment accounts
line          figures of lines of credit            entries   the ledger's rows, by name
"""
