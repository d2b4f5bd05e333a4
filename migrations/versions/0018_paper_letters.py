"""letters to be mailed"""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('paper_letters',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('statement_id', sa.Integer(), nullable=True),
    sa.Column('step_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('mailed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('mailed_by', sa.Integer(), nullable=True),
    sa.CheckConstraint('(statement_id IS NULL) <> (step_id IS NULL)', name=op.f('ck_paper_letters_of_one_document')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_paper_letters_account_id_accounts')),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_paper_letters_customer_id_customers')),
    sa.ForeignKeyConstraint(['statement_id'], ['statements.id'], name=op.f('fk_paper_letters_statement_id_statements')),
    sa.ForeignKeyConstraint(['step_id'], ['dispute_steps.id'], name=op.f('fk_paper_letters_step_id_dispute_steps')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_letters')),
    sa.UniqueConstraint('customer_id', 'statement_id', name=op.f('uq_paper_letters_customer_id_statement_id')),
    sa.UniqueConstraint('customer_id', 'step_id', name=op.f('uq_paper_letters_customer_id_step_id'))
    )
    with op.batch_alter_table('paper_letters', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_letters_mailed_at_paper_letters_id'), ['mailed_at', 'id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('paper_letters', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_paper_letters_mailed_at_paper_letters_id'))

    op.drop_table('paper_letters')
