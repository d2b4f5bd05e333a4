"""micro-entries that are still to be sent"""

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('payment_profiles', sa.Column('entries_due_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        'ix_payment_profiles_entries_due', 'payment_profiles', ['entries_due_at'],
        sqlite_where=sa.text('entries_due_at IS NOT NULL'),
        postgresql_where=sa.text('entries_due_at IS NOT NULL'),
    )
    # Whether they were sent was not written down; to send them again does nothing.
    op.execute(
        "UPDATE payment_profiles SET entries_due_at = created_at"
        " WHERE kind = 'bank' AND status = 'unverified' AND deleted_at IS NULL"
    )


def downgrade() -> None:
    op.drop_index('ix_payment_profiles_entries_due', table_name='payment_profiles')
    op.drop_column('payment_profiles', 'entries_due_at')
