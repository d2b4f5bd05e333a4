"""customers by name: keys in the order of bytes"""

import sqlalchemy as sa
from alembic import op

from models.name_keys import search_key
from models.types import sorted_by_bytes

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None

AT_ONCE = 5_000


def upgrade() -> None:
    for key in ('name_key', 'surname_key'):
        op.add_column('customers', sa.Column(key, sorted_by_bytes(200), nullable=False, server_default=''))
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER TABLE customers ALTER COLUMN email TYPE VARCHAR(254) COLLATE "C"')
    _fill()
    for key in ('name_key', 'surname_key'):
        op.create_index(op.f(f'ix_customers_{key}_customers_id'), 'customers', [key, 'id'], unique=False)


def _fill() -> None:
    customers = sa.table('customers', *map(sa.column, ('id', 'first_name', 'last_name', 'name_key', 'surname_key')))
    find = sa.select(customers.c.id, customers.c.first_name, customers.c.last_name)
    change = customers.update().where(customers.c.id == sa.bindparam('of')).values(
        name_key=sa.bindparam('by_name'), surname_key=sa.bindparam('by_surname')
    )
    after = 0
    while rows := op.get_bind().execute(find.where(customers.c.id > after).order_by(customers.c.id).limit(AT_ONCE)).all():
        op.get_bind().execute(change, [
            {'of': id_, 'by_name': search_key(f'{first} {last}'), 'by_surname': search_key(f'{last} {first}')}
            for id_, first, last in rows
        ])
        after = rows[-1][0]


def downgrade() -> None:
    for key in ('name_key', 'surname_key'):
        op.drop_index(op.f(f'ix_customers_{key}_customers_id'), 'customers')
        op.drop_column('customers', key)
    if op.get_bind().dialect.name == 'postgresql':
        op.execute('ALTER TABLE customers ALTER COLUMN email TYPE VARCHAR(254) COLLATE "default"')
