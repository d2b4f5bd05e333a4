"""documents and collateral"""

import sqlalchemy as sa
from alembic import op

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('collateral',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('vin', sa.String(length=17), nullable=False),
    sa.Column('year', sa.Integer(), nullable=True),
    sa.Column('make', sa.String(length=60), nullable=False),
    sa.Column('model', sa.String(length=60), nullable=False),
    sa.Column('trim', sa.String(length=60), nullable=False),
    sa.Column('mileage', sa.Integer(), nullable=True),
    sa.Column('color', sa.String(length=40), nullable=False),
    sa.Column('license_plate', sa.String(length=20), nullable=False),
    sa.Column('address', sa.String(length=240), nullable=False),
    sa.Column('parcel', sa.String(length=60), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=True),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('insurer', sa.String(length=120), nullable=False),
    sa.Column('policy_number', sa.String(length=60), nullable=False),
    sa.Column('insurer_phone', sa.String(length=40), nullable=False),
    sa.Column('deductible', sa.BigInteger(), nullable=True),
    sa.Column('insured_from', sa.Date(), nullable=True),
    sa.Column('insured_until', sa.Date(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('mileage IS NULL OR mileage >= 0', name=op.f('ck_collateral_mileage_not_negative')),
    sa.CheckConstraint('value IS NULL OR value >= 0', name=op.f('ck_collateral_value_not_negative')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_collateral_account_id_accounts')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_collateral'))
    )
    with op.batch_alter_table('collateral', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_collateral_account_id'), ['account_id'], unique=False)

    op.create_table('documents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(length=32), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('section', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=120), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('added_by', sa.String(length=40), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=True),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('visible', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deleted_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('size > 0', name=op.f('ck_documents_size_positive')),
    sa.ForeignKeyConstraint(['account_id'], ['accounts.id'], name=op.f('fk_documents_account_id_accounts')),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_documents_customer_id_customers')),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_documents_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_documents')),
    sa.UniqueConstraint('key', name=op.f('uq_documents_key'))
    )
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_documents_account_id_documents_section_documents_id'), ['account_id', 'section', 'id'], unique=False, sqlite_where=sa.text('deleted_at IS NULL'), postgresql_where=sa.text('deleted_at IS NULL'))
        batch_op.create_index(batch_op.f('ix_documents_login_id_documents_created_at'), ['login_id', 'created_at'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('documents', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_documents_login_id_documents_created_at'))
        batch_op.drop_index(batch_op.f('ix_documents_account_id_documents_section_documents_id'), sqlite_where=sa.text('deleted_at IS NULL'), postgresql_where=sa.text('deleted_at IS NULL'))

    op.drop_table('documents')
    with op.batch_alter_table('collateral', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_collateral_account_id'))

    op.drop_table('collateral')
