"""What secures an installment account, and its insurance."""
