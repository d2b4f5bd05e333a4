"""cards and swipes"""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('issued_cards',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('reference', sa.String(length=64), nullable=False),
    sa.Column('brand', sa.String(length=16), nullable=False),
    sa.Column('last4', sa.String(length=4), nullable=False),
    sa.Column('exp_month', sa.Integer(), nullable=False),
    sa.Column('exp_year', sa.Integer(), nullable=False),
    sa.Column('status', sa.Enum('active', 'active_reissued', 'active_virtual_only', 'inactive', 'blocked', 'stolen', 'lost', 'expired', 'cancelled', 'frozen', 'pending_activation', 'pending_emboss', name='issued_card_status', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('hold_limit', sa.BigInteger(), nullable=True),
    sa.Column('sealed', sa.LargeBinary(), nullable=False),
    sa.Column('fingerprint', sa.String(length=80), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('hold_limit > 0', name='issued_card_hold_limit_positive'),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('fingerprint')
    )
    with op.batch_alter_table('issued_cards', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_issued_cards_reference'), ['reference'], unique=False)

    op.create_table('swipes',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('card_id', sa.String(), nullable=False),
    sa.Column('kind', sa.Enum('purchase', 'cash_advance', name='swipe_kind', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('state', sa.Enum('authorized', 'cleared', 'reversed', name='swipe_state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('merchant', sa.String(length=80), nullable=False),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('authorized_on', sa.Date(), nullable=False),
    sa.Column('cleared_on', sa.Date(), nullable=True),
    sa.Column('reversed_on', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('amount > 0', name='swipe_amount_positive'),
    sa.ForeignKeyConstraint(['card_id'], ['issued_cards.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('swipes', schema=None) as batch_op:
        batch_op.create_index('ix_swipes_card_id_state', ['card_id', 'state'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('swipes', schema=None) as batch_op:
        batch_op.drop_index('ix_swipes_card_id_state')

    op.drop_table('swipes')
    with op.batch_alter_table('issued_cards', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_issued_cards_reference'))

    op.drop_table('issued_cards')
