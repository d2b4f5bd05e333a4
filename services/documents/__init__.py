"""Documents of an account: the lender's and the borrowers' own."""
