"""due work"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wallet_cursor",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_wallet_cursor")),
    )
    op.create_table(
        "late_fee_assessments",
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("installment", sa.Integer(), nullable=False),
        sa.Column("transaction_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"],
            ["accounts.id"],
            name=op.f("fk_late_fee_assessments_account_id_accounts"),
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["transactions.id"],
            name=op.f("fk_late_fee_assessments_transaction_id_transactions"),
        ),
        sa.PrimaryKeyConstraint("account_id", "installment", name=op.f("pk_late_fee_assessments")),
        sa.UniqueConstraint("transaction_id", name=op.f("uq_late_fee_assessments_transaction_id")),
    )


def downgrade() -> None:
    op.drop_table("late_fee_assessments")
    op.drop_table("wallet_cursor")
