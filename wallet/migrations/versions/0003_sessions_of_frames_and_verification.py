"""sessions of frames and verification"""

import sqlalchemy as sa
from alembic import op


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('wallet_sessions',
    sa.Column('id', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.Enum('add_payment_method', 'show_card_number', 'activate_card', name='wallet_session_purpose', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('bound_to', sa.String(length=64), nullable=False),
    sa.Column('reference', sa.String(length=64), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('lender', sa.String(length=100), nullable=False),
    sa.Column('accent', sa.String(length=7), nullable=True),
    sa.Column('kinds', sa.String(length=16), nullable=False),
    sa.Column('ticket_hash', sa.String(length=64), nullable=False),
    sa.Column('ticket_expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('token_hash', sa.String(length=64), nullable=True),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('payment_profile_id', sa.String(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['payment_profile_id'], ['payment_profiles.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('wallet_sessions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_wallet_sessions_expires_at'), ['expires_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_wallet_sessions_reference'), ['reference'], unique=False)

    # Without batches: SQLite would make the table anew, which charges refer to.
    op.add_column('payment_profiles', sa.Column('reference', sa.String(length=64), nullable=True))
    op.execute("ALTER TABLE payment_profiles ADD COLUMN status VARCHAR(32) DEFAULT 'verified' NOT NULL CONSTRAINT payment_profile_status CHECK (status IN ('verified', 'unverified', 'failed'))")
    op.add_column('payment_profiles', sa.Column('verification_tries', sa.Integer(), server_default='0', nullable=False))
    op.add_column('payment_profiles', sa.Column('authorization', sa.Text(), nullable=True))
    op.create_index(op.f('ix_payment_profiles_reference'), 'payment_profiles', ['reference'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('wallet_sessions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_wallet_sessions_reference'))
        batch_op.drop_index(batch_op.f('ix_wallet_sessions_expires_at'))

    op.drop_table('wallet_sessions')
    op.drop_index(op.f('ix_payment_profiles_reference'), 'payment_profiles')
    for name in ('authorization', 'verification_tries', 'status', 'reference'):
        op.execute(f'ALTER TABLE payment_profiles DROP COLUMN "{name}"')
