"""what the wallet says of a payment method, and the forms in which one is added"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('method_sessions',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=False),
    sa.Column('payment_method_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_method_sessions_customer_id_customers')),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_method_sessions_login_id_logins')),
    sa.ForeignKeyConstraint(['payment_method_id'], ['payment_methods.id'], name=op.f('fk_method_sessions_payment_method_id_payment_methods')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_method_sessions'))
    )
    with op.batch_alter_table('method_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_method_sessions_customer_id'), ['customer_id'], unique=False)

    with op.batch_alter_table('payment_methods', schema=None) as batch_op:
        batch_op.add_column(sa.Column('status', sa.String(length=40), server_default='verified', nullable=False))
        batch_op.add_column(sa.Column('tries_left', sa.Integer(), nullable=True))

    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_payments_payment_method_id_payments_state'), ['payment_method_id', 'state'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('payments', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_payments_payment_method_id_payments_state'))

    with op.batch_alter_table('payment_methods', schema=None) as batch_op:
        batch_op.drop_column('tries_left')
        batch_op.drop_column('status')

    with op.batch_alter_table('method_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_method_sessions_customer_id'))

    op.drop_table('method_sessions')
