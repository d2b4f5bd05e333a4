"""Disputes of billing errors on lines of credit (Regulation Z, 12 CFR 1026.13).

things    what can be disputed, and until when      marks      how a table's rows show it
opening   a borrower disputes, withdraws            states     legal steps, one row each
resolving what agents do                            views      what the dialog and the LMS show
"""
