"""charges that are charged back, and what comes late in the sandbox and at Stripe"""

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None

STATES = ('processing', 'approved', 'pending', 'declined', 'settled', 'returned', 'refunded')


def upgrade() -> None:
    op.add_column('sandbox_charges', sa.Column('late_on', sa.Date(), nullable=True))
    op.add_column('sandbox_charges', sa.Column('late_code', sa.String(length=3), nullable=True))
    op.add_column('sandbox_charges', sa.Column('refunds_fail', sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_index('ix_sandbox_charges_late_on', 'sandbox_charges', ['late_on'])
    op.create_index('ix_stripe_charges_intent', 'stripe_charges', ['intent'])
    _charge_states((*STATES, 'charged_back'))


def downgrade() -> None:
    _charge_states(STATES)
    op.drop_index('ix_stripe_charges_intent', 'stripe_charges')
    op.drop_index('ix_sandbox_charges_late_on', 'sandbox_charges')
    for name in ('refunds_fail', 'late_code', 'late_on'):
        op.drop_column('sandbox_charges', name)


def _charge_states(states: tuple[str, ...]) -> None:
    # SQLite makes the table anew, and would see refunds without their charges meanwhile.
    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    if is_sqlite:
        op.execute('CREATE TEMPORARY TABLE kept_refunds AS SELECT * FROM refunds')
        op.execute('DELETE FROM refunds')
    with op.batch_alter_table('charges', schema=None) as batch_op:
        batch_op.drop_constraint('charge_state', type_='check')
        batch_op.create_check_constraint('charge_state', sa.column('state').in_(states))
    if is_sqlite:
        op.execute('INSERT INTO refunds SELECT * FROM kept_refunds')
        op.execute('DROP TABLE kept_refunds')
