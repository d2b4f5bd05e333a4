"""What was paid in a calendar year: interest, principal and fees, of one account or of all.

payments  sums of what was paid, by account and month    years   which years can be asked for
letters   the summaries as PDFs
"""
