"""disputed: what a line of credit owes and does not ask for"""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table('credit_lines', schema=None) as batch_op:
        for name in ('disputed', 'excused'):
            column = sa.Column(name, sa.BigInteger(), server_default='0', nullable=False)
            batch_op.add_column(column)


def downgrade() -> None:
    with op.batch_alter_table('credit_lines', schema=None) as batch_op:
        for name in ('excused', 'disputed'):
            batch_op.drop_column(name)
