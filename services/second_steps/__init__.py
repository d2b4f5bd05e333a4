"""Second steps: which one a login needs, codes that are sent, authenticator apps, recovery codes.

One module per mechanism (no request, no cookie in it); `flows` is what a borrower does with them.
"""
