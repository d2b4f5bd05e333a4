"""the audit chain: its sealed head, and what agents search by"""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None

INDEXES = (('account_id', 'id'), ('action', 'id'), ('actor_login_id', 'id'), ('at',), ('customer_id', 'id'))


def _name(columns: tuple[str, ...]) -> str:
    return 'ix_' + '_'.join(f'audit_entries_{column}' for column in columns)


def upgrade() -> None:
    op.add_column('audit_head', sa.Column('seal', sa.String(length=64), nullable=False, server_default=''))
    # the row that writers lock: there from the beginning, so that no two of them make it
    op.execute("INSERT INTO audit_head (id, entry_id, hash, seal) SELECT 1, 0, '', '' WHERE NOT EXISTS (SELECT 1 FROM audit_head)")
    # plain indexes: rebuilding the table would lose the triggers that keep it append-only
    for columns in INDEXES:
        op.create_index(op.f(_name(columns)), 'audit_entries', list(columns), unique=False)


def downgrade() -> None:
    for columns in INDEXES:
        op.drop_index(op.f(_name(columns)), 'audit_entries')
    op.drop_column('audit_head', 'seal')
