"""orders in which an account's entries and swipes are listed"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    by_day = ["account_id", "effective_on", "sequence"]
    op.create_index("ix_transactions_by_day", "transactions", by_day)
    op.create_index("ix_transactions_by_amount", "transactions", ["account_id", "amount", "sequence"])
    op.create_index("ix_swipes_by_entry", "swipes", ["account_id", "transaction_id", "swiped_on"])


def downgrade() -> None:
    op.drop_index("ix_swipes_by_entry", "swipes")
    op.drop_index("ix_transactions_by_amount", "transactions")
    op.drop_index("ix_transactions_by_day", "transactions")
