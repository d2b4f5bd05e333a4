"""known browsers"""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column('sessions', sa.Column('browser_hash', sa.String(length=64), nullable=True))
    op.create_index(op.f('ix_sessions_browser_hash'), 'sessions', ['browser_hash'])


def downgrade() -> None:
    op.drop_index(op.f('ix_sessions_browser_hash'), 'sessions')
    op.drop_column('sessions', 'browser_hash')
