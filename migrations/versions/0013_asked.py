"""what a line's last statement asks for, cash advance fees"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('credit_lines', schema=None) as batch_op:
        batch_op.add_column(sa.Column('closed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('asked_sequence', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('asked_balance', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('asked_minimum', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('asked_past_due', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('asked_fees', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('past_due_since', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('late_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('paid_since', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('credits_since', sa.BigInteger(), server_default='0', nullable=False))

    with op.batch_alter_table('products', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cash_advance_fee', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.add_column(sa.Column('cash_advance_percent', sa.String(length=20), server_default='0', nullable=False))



def downgrade() -> None:
    with op.batch_alter_table('products', schema=None) as batch_op:
        batch_op.drop_column('cash_advance_percent')
        batch_op.drop_column('cash_advance_fee')

    with op.batch_alter_table('credit_lines', schema=None) as batch_op:
        batch_op.drop_column('credits_since')
        batch_op.drop_column('paid_since')
        batch_op.drop_column('late_on')
        batch_op.drop_column('past_due_since')
        batch_op.drop_column('asked_fees')
        batch_op.drop_column('asked_past_due')
        batch_op.drop_column('asked_minimum')
        batch_op.drop_column('asked_balance')
        batch_op.drop_column('asked_sequence')
        batch_op.drop_column('closed_on')

