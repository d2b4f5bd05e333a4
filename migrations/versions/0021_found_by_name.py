"""entries by kind, swipes by merchant and category"""

from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index('ix_transactions_by_kind', 'transactions', ['account_id', 'kind'])
    op.create_index('ix_swipes_by_merchant', 'swipes', ['account_id', 'merchant', 'transaction_id'])
    op.create_index('ix_swipes_by_category', 'swipes', ['account_id', 'category', 'transaction_id'])


def downgrade() -> None:
    op.drop_index('ix_swipes_by_category', 'swipes')
    op.drop_index('ix_swipes_by_merchant', 'swipes')
    op.drop_index('ix_transactions_by_kind', 'transactions')
