"""requests for links, and what a log-in by mail still has to prove"""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('link_requests',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('asked_for', sa.String(length=40), nullable=False),
    sa.Column('door', sa.String(length=40), nullable=False),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('address', sa.String(length=45), nullable=False),
    sa.Column('user_agent', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_link_requests'))
    )
    op.add_column('pending_log_ins', sa.Column('by_mail', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column('pending_log_ins', sa.Column('new_password_hash', sa.String(length=255), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('pending_log_ins', 'new_password_hash')
    op.drop_column('pending_log_ins', 'by_mail')
    op.drop_table('link_requests')
