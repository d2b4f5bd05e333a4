"""the outbox: an index of what waits, and which mails may have arrived before"""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

WAITING = sa.text('sent_at IS NULL AND failed_at IS NULL')
BEFORE = 'ix_messages_sent_at_messages_due_at'


def upgrade() -> None:
    op.add_column('messages', sa.Column('may_repeat', sa.Boolean(), nullable=False, server_default=sa.false()))
    op.drop_index(BEFORE, 'messages')
    op.create_index('ix_messages_waiting', 'messages', ['channel', 'is_secret', 'due_at'], sqlite_where=WAITING, postgresql_where=WAITING)


def downgrade() -> None:
    op.drop_index('ix_messages_waiting', 'messages')
    op.create_index(BEFORE, 'messages', ['sent_at', 'due_at'])
    op.drop_column('messages', 'may_repeat')
