"""a pending log-in keeps how far off an authenticator's clock is"""

from alembic import op

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute('ALTER TABLE pending_log_ins RENAME COLUMN drift_counter TO drift_steps')


def downgrade() -> None:
    op.execute('ALTER TABLE pending_log_ins RENAME COLUMN drift_steps TO drift_counter')
