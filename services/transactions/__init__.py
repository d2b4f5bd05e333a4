"""An account's posted entries, and swipes still to be posted, as a borrower reads them."""
