"""rules for minimum payments have a first day"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

_FROM_THE_FIRST = date(1970, 1, 1)
_NEWEST = (
    'SELECT product_id, floor, percent FROM minimum_rules AS one WHERE from_on ='
    ' (SELECT max(from_on) FROM minimum_rules AS other WHERE other.product_id = one.product_id)'
)


def upgrade() -> None:
    kept = _rows('SELECT product_id, floor, percent FROM minimum_rules')
    op.drop_table('minimum_rules')
    made = op.create_table('minimum_rules',
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('floor', sa.BigInteger(), nullable=False),
    sa.Column('percent', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['products.id'], name=op.f('fk_minimum_rules_product_id_products')),
    sa.PrimaryKeyConstraint('product_id', 'from_on', name=op.f('pk_minimum_rules'))
    )
    op.bulk_insert(made, [{**row, 'from_on': _FROM_THE_FIRST} for row in kept])


def downgrade() -> None:
    kept = _rows(_NEWEST)
    op.drop_table('minimum_rules')
    made = op.create_table('minimum_rules',
    sa.Column('product_id', sa.Integer(), nullable=False),
    sa.Column('floor', sa.BigInteger(), nullable=False),
    sa.Column('percent', sa.String(length=20), nullable=False),
    sa.ForeignKeyConstraint(['product_id'], ['products.id'], name=op.f('fk_minimum_rules_product_id_products')),
    sa.PrimaryKeyConstraint('product_id', name=op.f('pk_minimum_rules'))
    )
    op.bulk_insert(made, kept)


def _rows(query: str) -> list[dict[str, object]]:
    return [dict(row) for row in op.get_bind().execute(sa.text(query)).mappings()]
