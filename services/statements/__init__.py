"""Statements of lines of credit: a row per billing cycle that never changes (ADR 39).

making     the row of a closed cycle; called by the ledger: imports nothing that posts
copying    its detail, from all that may change      detail      what that is, as JSON
estimates  what repaying the balance takes           announcing  the mail that one is ready
reading    a subject's statements                    page        the tab Statements
truth      any amount a month, live                  delivery    here or on paper (E-SIGN)
choices    which delivery holds
paper      the PDF's texts; `tables`, `warnings`, `errors_notice`, `words` are parts of them
"""
