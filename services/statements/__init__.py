"""Statements of lines of credit, made as their billing cycles close.

making  the row of a closed cycle; called by the ledger: imports nothing that posts
"""
