"""lines of credit, statements, swipes, disputes"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('minimum_rules',
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('floor', sa.BigInteger(), nullable=False),
    sa.Column('percent', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['products.id'], name=op.f('fk_minimum_rules_product_id_products')),
    sa.PrimaryKeyConstraint('product_id', name=op.f('pk_minimum_rules'))
    )
    op.create_table('credit_rates',
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('balance_type', sa.String(length=40), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('rate', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_credit_rates_account_id_accounts')),
    sa.PrimaryKeyConstraint('account_id', 'balance_type', 'from_on', name=op.f('pk_credit_rates'))
    )
    op.create_table('delivery_choices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('electronic', sa.Boolean(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_delivery_choices_account_id_accounts')),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_delivery_choices_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_delivery_choices'))
    )
    with op.batch_alter_table('delivery_choices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_delivery_choices_account_id'), ['account_id'], unique=False)

    op.create_table('statements',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('opened_on', sa.Date(), nullable=False),
    sa.Column('closed_on', sa.Date(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=False),
    sa.Column('last_sequence', sa.Integer(), nullable=False),
    sa.Column('previous_balance', sa.BigInteger(), nullable=False),
    sa.Column('payments', sa.BigInteger(), nullable=False),
    sa.Column('other_credits', sa.BigInteger(), nullable=False),
    sa.Column('purchases', sa.BigInteger(), nullable=False),
    sa.Column('balance_transfers', sa.BigInteger(), nullable=False),
    sa.Column('cash_advances', sa.BigInteger(), nullable=False),
    sa.Column('fees', sa.BigInteger(), nullable=False),
    sa.Column('interest', sa.BigInteger(), nullable=False),
    sa.Column('new_balance', sa.BigInteger(), nullable=False),
    sa.Column('credit_limit', sa.BigInteger(), nullable=False),
    sa.Column('past_due', sa.BigInteger(), nullable=False),
    sa.Column('minimum_due', sa.BigInteger(), nullable=False),
    sa.Column('fees_this_year', sa.BigInteger(), nullable=False),
    sa.Column('interest_this_year', sa.BigInteger(), nullable=False),
    sa.Column('detail', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_statements_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statements')),
    sa.UniqueConstraint('account_id', 'closed_on', name=op.f('uq_statements_account_id_closed_on')),
    sa.UniqueConstraint('account_id', 'number', name=op.f('uq_statements_account_id_number'))
    )
    op.create_table('line_entries',
    sa.Column('transaction_id', sa.Integer(), nullable=False),
    sa.Column('balance_type', sa.String(length=40), nullable=True),
    sa.Column('purchases', sa.BigInteger(), nullable=False),
    sa.Column('cash_advances', sa.BigInteger(), nullable=False),
    sa.Column('balance_transfers', sa.BigInteger(), nullable=False),
    sa.Column('purchases_interest', sa.BigInteger(), nullable=False),
    sa.Column('cash_advances_interest', sa.BigInteger(), nullable=False),
    sa.Column('balance_transfers_interest', sa.BigInteger(), nullable=False),
    sa.Column('after_purchases', sa.BigInteger(), nullable=False),
    sa.Column('after_cash_advances', sa.BigInteger(), nullable=False),
    sa.Column('after_balance_transfers', sa.BigInteger(), nullable=False),
    sa.Column('after_purchases_interest', sa.BigInteger(), nullable=False),
    sa.Column('after_cash_advances_interest', sa.BigInteger(), nullable=False),
    sa.Column('after_balance_transfers_interest', sa.BigInteger(), nullable=False),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_line_entries_transaction_id_transactions')),
    sa.PrimaryKeyConstraint('transaction_id', name=op.f('pk_line_entries'))
    )
    op.create_table('swipes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('wallet_id', sa.String(length=64), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('merchant', sa.String(length=80), nullable=False),
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('balance_type', sa.String(length=40), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('swiped_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('swiped_on', sa.Date(), nullable=False),
    sa.Column('posted_on', sa.Date(), nullable=True),
    sa.Column('transaction_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('amount > 0', name=op.f('ck_swipes_amount_positive')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_swipes_account_id_accounts')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_swipes_transaction_id_transactions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_swipes')),
    sa.UniqueConstraint('transaction_id', name=op.f('uq_swipes_transaction_id')),
    sa.UniqueConstraint('wallet_id', name=op.f('uq_swipes_wallet_id'))
    )
    with op.batch_alter_table('swipes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_swipes_account_id_swipes_swiped_at'), ['account_id', 'swiped_at'], unique=False)

    op.create_table('disputes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_number', sa.String(length=12), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('transaction_id', sa.Integer(), nullable=True),
    sa.Column('swipe_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=40), nullable=False),
    sa.Column('words', sa.String(length=2000), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(transaction_id IS NULL) <> (swipe_id IS NULL)', name=op.f('ck_disputes_of_one_thing')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_disputes_account_id_accounts')),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_disputes_login_id_logins')),
    sa.ForeignKeyConstraint(['swipe_id'], ['swipes.id'], name=op.f('fk_disputes_swipe_id_swipes')),
    sa.ForeignKeyConstraint(['transaction_id'], ['transactions.id'], name=op.f('fk_disputes_transaction_id_transactions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_disputes')),
    sa.UniqueConstraint('case_number', name=op.f('uq_disputes_case_number'))
    )
    with op.batch_alter_table('disputes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_disputes_account_id'), ['account_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disputes_swipe_id'), ['swipe_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_disputes_transaction_id'), ['transaction_id'], unique=False)

    op.create_table('dispute_steps',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('dispute_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['dispute_id'], ['disputes.id'], name=op.f('fk_dispute_steps_dispute_id_disputes')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dispute_steps'))
    )
    with op.batch_alter_table('dispute_steps', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispute_steps_dispute_id'), ['dispute_id'], unique=False)

    with op.batch_alter_table('credit_lines', schema=None) as batch_op:
        batch_op.add_column(sa.Column('due_day', sa.Integer(), server_default='1', nullable=False))
        batch_op.add_column(sa.Column('statement_balance', sa.BigInteger(), server_default='0', nullable=False))
        batch_op.create_check_constraint(op.f('ck_credit_lines_due_day_in_every_month'), 'due_day BETWEEN 1 AND 28')

    with op.batch_alter_table('transactions', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_transactions_payment_id'), ['payment_id'], unique=False)


    for table in APPEND_ONLY:
        _refuse_changes(table)


APPEND_ONLY = ('line_entries', 'statements', 'delivery_choices', 'dispute_steps')


def _refuse_changes(table: str) -> None:
    """As for the ledger: never edited, whoever connects."""
    if op.get_bind().dialect.name == 'sqlite':
        for action in ('UPDATE', 'DELETE'):
            op.execute(
                f'CREATE TRIGGER {table}_no_{action.lower()} BEFORE {action} ON {table} '
                f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
            )
        return
    op.execute(
        f'CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} '
        'FOR EACH ROW EXECUTE FUNCTION refuse_change()'
    )


def downgrade() -> None:
    with op.batch_alter_table('transactions', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_transactions_payment_id'))

    with op.batch_alter_table('credit_lines', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('ck_credit_lines_due_day_in_every_month'), type_='check')
        batch_op.drop_column('statement_balance')
        batch_op.drop_column('due_day')

    with op.batch_alter_table('dispute_steps', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dispute_steps_dispute_id'))

    op.drop_table('dispute_steps')
    with op.batch_alter_table('disputes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_disputes_transaction_id'))
        batch_op.drop_index(batch_op.f('ix_disputes_swipe_id'))
        batch_op.drop_index(batch_op.f('ix_disputes_account_id'))

    op.drop_table('disputes')
    with op.batch_alter_table('swipes', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_swipes_account_id_swipes_swiped_at'))

    op.drop_table('swipes')
    op.drop_table('line_entries')
    op.drop_table('statements')
    with op.batch_alter_table('delivery_choices', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_delivery_choices_account_id'))

    op.drop_table('delivery_choices')
    op.drop_table('credit_rates')
    op.drop_table('minimum_rules')
