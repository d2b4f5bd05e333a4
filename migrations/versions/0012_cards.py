"""cards"""

import sqlalchemy as sa
from alembic import op

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('cards',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('wallet_id', sa.String(length=64), nullable=False),
    sa.Column('brand', sa.String(length=30), nullable=False),
    sa.Column('last_four', sa.String(length=4), nullable=False),
    sa.Column('expires', sa.String(length=7), nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_cards_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cards')),
    sa.UniqueConstraint('wallet_id', name=op.f('uq_cards_wallet_id'))
    )
    with op.batch_alter_table('cards', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_cards_account_id'), ['account_id'], unique=False)

    with op.batch_alter_table('disputes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('credit_id', sa.Integer(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f('uq_disputes_credit_id'), ['credit_id'])
        batch_op.create_index('uq_disputes_swipe_id', ['swipe_id'], unique=True, sqlite_where=sa.text("swipe_id IS NOT NULL AND state <> 'withdrawn'"), postgresql_where=sa.text("swipe_id IS NOT NULL AND state <> 'withdrawn'"))
        batch_op.create_index('uq_disputes_transaction_id', ['transaction_id'], unique=True, sqlite_where=sa.text("transaction_id IS NOT NULL AND state <> 'withdrawn'"), postgresql_where=sa.text("transaction_id IS NOT NULL AND state <> 'withdrawn'"))
        batch_op.create_foreign_key(batch_op.f('fk_disputes_credit_id_transactions'), 'transactions', ['credit_id'], ['id'])

    with op.batch_alter_table('swipes', schema=None) as batch_op:
        batch_op.add_column(sa.Column('card_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('reversed_on', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('credit_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_swipes_account_id_swipes_state'), ['account_id', 'state'], unique=False)
        batch_op.create_unique_constraint(batch_op.f('uq_swipes_credit_id'), ['credit_id'])
        batch_op.create_foreign_key(batch_op.f('fk_swipes_credit_id_transactions'), 'transactions', ['credit_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_swipes_card_id_cards'), 'cards', ['card_id'], ['id'])


def downgrade() -> None:
    with op.batch_alter_table('swipes', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_swipes_card_id_cards'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_swipes_credit_id_transactions'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_swipes_credit_id'), type_='unique')
        batch_op.drop_index(batch_op.f('ix_swipes_account_id_swipes_state'))
        batch_op.drop_column('credit_id')
        batch_op.drop_column('reversed_on')
        batch_op.drop_column('card_id')

    with op.batch_alter_table('disputes', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_disputes_credit_id_transactions'), type_='foreignkey')
        batch_op.drop_index('uq_disputes_transaction_id', sqlite_where=sa.text("transaction_id IS NOT NULL AND state <> 'withdrawn'"), postgresql_where=sa.text("transaction_id IS NOT NULL AND state <> 'withdrawn'"))
        batch_op.drop_index('uq_disputes_swipe_id', sqlite_where=sa.text("swipe_id IS NOT NULL AND state <> 'withdrawn'"), postgresql_where=sa.text("swipe_id IS NOT NULL AND state <> 'withdrawn'"))
        batch_op.drop_constraint(batch_op.f('uq_disputes_credit_id'), type_='unique')
        batch_op.drop_column('credit_id')

    with op.batch_alter_table('cards', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_cards_account_id'))

    op.drop_table('cards')
