"""processors, and the canary of the vault"""

import sqlalchemy as sa
from alembic import op


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None

STATES = ('processing', 'succeeded')


def upgrade() -> None:
    op.create_table('canaries',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.PrimaryKeyConstraint('id')
    )
    op.create_table('stripe_charges',
    sa.Column('key', sa.String(length=255), nullable=False),
    sa.Column('kind', sa.Enum('card', 'bank', name='stripe_charge_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('intent', sa.String(length=255), nullable=True),
    sa.Column('decline_code', sa.Enum('card_declined', 'insufficient_funds', 'expired_card', 'processing_error', name='stripe_charge_decline_code', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('settles_on', sa.Date(), nullable=False),
    sa.PrimaryKeyConstraint('key')
    )
    op.create_table('stripe_accounts',
    sa.Column('key', sa.String(length=255), nullable=False),
    sa.Column('setup', sa.String(length=255), nullable=False),
    sa.Column('customer', sa.String(length=255), nullable=False),
    sa.Column('payment_method', sa.String(length=255), nullable=False),
    sa.PrimaryKeyConstraint('key')
    )
    op.create_table('stripe_refunds',
    sa.Column('key', sa.String(length=255), nullable=False),
    sa.Column('intent', sa.String(length=255), nullable=False),
    sa.PrimaryKeyConstraint('key')
    )
    _refund_states((*STATES, 'failed'))


def downgrade() -> None:
    _refund_states(STATES)
    op.drop_table('stripe_refunds')
    op.drop_table('stripe_accounts')
    op.drop_table('stripe_charges')
    op.drop_table('canaries')


def _refund_states(states: tuple[str, ...]) -> None:
    with op.batch_alter_table('refunds', schema=None) as batch_op:
        batch_op.drop_constraint('refund_state', type_='check')
        batch_op.create_check_constraint('refund_state', sa.column('state').in_(states))
