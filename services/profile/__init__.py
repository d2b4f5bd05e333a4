"""What a borrower changes about their own login: see PRODUCT.md's Profile.

`proof` comes before every change; each flow then acts, records and mails the owner.
"""
