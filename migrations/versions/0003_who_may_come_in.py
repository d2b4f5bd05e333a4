"""who may come in"""

import secrets

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('agents',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agents'))
    )
    op.create_table('lender_settings',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('support_phone', sa.String(length=40), nullable=False),
    sa.Column('color', sa.String(length=7), nullable=False),
    sa.Column('logo', sa.String(length=80), nullable=False),
    sa.Column('second_step_required', sa.Boolean(), nullable=False),
    sa.Column('offers_sms', sa.Boolean(), nullable=False),
    sa.Column('offers_email', sa.Boolean(), nullable=False),
    sa.Column('offers_authenticator', sa.Boolean(), nullable=False),
    sa.Column('offers_passkeys', sa.Boolean(), nullable=False),
    sa.Column('without_access', sa.String(length=40), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lender_settings'))
    )
    op.create_table('lender_texts',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('body', sa.String(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('created_by', sa.Integer(), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_lender_texts')),
    sa.UniqueConstraint('kind', 'language', 'version', name=op.f('uq_lender_texts_kind_language_version'))
    )
    op.create_table('messages',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('channel', sa.String(length=40), nullable=False),
    sa.Column('recipient', sa.String(length=254), nullable=False),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('template', sa.String(length=60), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('subject', sa.String(length=200), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('html', sa.String(), nullable=False),
    sa.Column('is_secret', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('claimed_until', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('failed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('problem', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_messages'))
    )
    with op.batch_alter_table('messages', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_messages_customer_id'), ['customer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_messages_recipient_messages_id'), ['recipient', 'id'], unique=False)
        batch_op.create_index(batch_op.f('ix_messages_sent_at_messages_due_at'), ['sent_at', 'due_at'], unique=False)

    op.create_table('authenticators',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('sealed_secret', sa.String(length=255), nullable=False),
    sa.Column('last_counter', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_authenticators_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_authenticators')),
    sa.UniqueConstraint('login_id', name=op.f('uq_authenticators_login_id'))
    )
    op.create_table('passkeys',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('credential_id', sa.String(length=1400), nullable=False),
    sa.Column('public_key', sa.String(length=2000), nullable=False),
    sa.Column('sign_count', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=60), nullable=False),
    sa.Column('transports', sa.String(length=100), nullable=False),
    sa.Column('backed_up', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_passkeys_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkeys')),
    sa.UniqueConstraint('credential_id', name=op.f('uq_passkeys_credential_id'))
    )
    with op.batch_alter_table('passkeys', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_passkeys_login_id'), ['login_id'], unique=False)

    op.create_table('pending_log_ins',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=True),
    sa.Column('next_path', sa.String(length=500), nullable=False),
    sa.Column('language', sa.String(length=2), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=True),
    sa.Column('drift_counter', sa.Integer(), nullable=True),
    sa.Column('address', sa.String(length=45), nullable=False),
    sa.Column('user_agent', sa.String(length=200), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_pending_log_ins_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pending_log_ins')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_pending_log_ins_token_hash'))
    )
    with op.batch_alter_table('pending_log_ins', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pending_log_ins_login_id'), ['login_id'], unique=False)

    op.create_table('recovery_codes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('sealed', sa.String(length=255), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_recovery_codes_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recovery_codes')),
    sa.UniqueConstraint('code_hash', name=op.f('uq_recovery_codes_code_hash'))
    )
    with op.batch_alter_table('recovery_codes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recovery_codes_login_id'), ['login_id'], unique=False)

    op.create_table('single_use_links',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('door', sa.String(length=40), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=True),
    sa.Column('customer_id', sa.Integer(), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['customer_id'], ['customers.id'], name=op.f('fk_single_use_links_customer_id_customers')),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_single_use_links_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_single_use_links')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_single_use_links_token_hash'))
    )
    with op.batch_alter_table('single_use_links', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_single_use_links_customer_id_single_use_links_purpose'), ['customer_id', 'purpose'], unique=False)
        batch_op.create_index(batch_op.f('ix_single_use_links_login_id_single_use_links_purpose'), ['login_id', 'purpose'], unique=False)

    op.create_table('trusted_devices',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('user_agent', sa.String(length=200), nullable=False),
    sa.Column('address', sa.String(length=45), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('last_used_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revoked_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_trusted_devices_login_id_logins')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_trusted_devices')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_trusted_devices_token_hash'))
    )
    with op.batch_alter_table('trusted_devices', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_trusted_devices_login_id'), ['login_id'], unique=False)

    op.create_table('codes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('login_id', sa.Integer(), nullable=False),
    sa.Column('purpose', sa.String(length=40), nullable=False),
    sa.Column('method', sa.String(length=40), nullable=False),
    sa.Column('destination', sa.String(length=254), nullable=False),
    sa.Column('code_hash', sa.String(length=64), nullable=False),
    sa.Column('pending_id', sa.Integer(), nullable=True),
    sa.Column('session_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('voided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['login_id'], ['logins.id'], name=op.f('fk_codes_login_id_logins')),
    sa.ForeignKeyConstraint(['pending_id'], ['pending_log_ins.id'], name=op.f('fk_codes_pending_id_pending_log_ins')),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_codes_session_id_sessions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_codes'))
    )
    with op.batch_alter_table('codes', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_codes_login_id_codes_purpose_codes_created_at'), ['login_id', 'purpose', 'created_at'], unique=False)

    op.create_table('passkey_challenges',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('challenge_hash', sa.String(length=64), nullable=False),
    sa.Column('purpose', sa.String(length=20), nullable=False),
    sa.Column('session_id', sa.Integer(), nullable=True),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('used_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['session_id'], ['sessions.id'], name=op.f('fk_passkey_challenges_session_id_sessions')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_passkey_challenges')),
    sa.UniqueConstraint('challenge_hash', name=op.f('uq_passkey_challenges_challenge_hash'))
    )
    # plain ADD COLUMN: rebuilding the table would lose the triggers that keep it append-only
    op.add_column('audit_entries', sa.Column('actor_login_id', sa.Integer(), nullable=True))
    op.add_column('audit_entries', sa.Column('customer_id', sa.Integer(), nullable=True))
    for name, length in (('user_agent', 200), ('previous_hash', 64), ('hash', 64)):
        op.add_column('audit_entries', sa.Column(name, sa.String(length=length), nullable=False, server_default=''))
    op.add_column('sessions', sa.Column('proved_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('sessions', sa.Column('device_id', sa.Integer(), nullable=True))

    with op.batch_alter_table('logins', schema=None) as batch_op:
        batch_op.add_column(sa.Column('door', sa.String(length=40), nullable=False, server_default='portal'))
        batch_op.add_column(sa.Column('agent_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('time_zone', sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column('handle', sa.String(length=64), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('second_step_failures', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('second_step_disabled_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.alter_column('customer_id', existing_type=sa.INTEGER(), nullable=True)
        batch_op.drop_constraint(batch_op.f('uq_logins_email'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_logins_agent_id'), ['agent_id'])
        batch_op.create_unique_constraint(batch_op.f('uq_logins_door_email'), ['door', 'email'])
        batch_op.create_check_constraint(
            batch_op.f('ck_logins_one_owner'), '(customer_id IS NULL) <> (agent_id IS NULL)'
        )
        batch_op.create_foreign_key(batch_op.f('fk_logins_agent_id_agents'), 'agents', ['agent_id'], ['id'])
    logins = sa.table('logins', sa.column('id', sa.Integer()), sa.column('handle', sa.String()))
    for (number,) in op.get_bind().execute(sa.select(logins.c.id)).all():
        handle = secrets.token_urlsafe(32)
        op.execute(logins.update().where(logins.c.id == number).values(handle=handle))


def downgrade() -> None:
    with op.batch_alter_table('logins', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_logins_agent_id_agents'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('ck_logins_one_owner'), type_='check')
        batch_op.drop_constraint(batch_op.f('uq_logins_door_email'), type_='unique')
        batch_op.drop_constraint(batch_op.f('uq_logins_agent_id'), type_='unique')
        batch_op.create_unique_constraint(batch_op.f('uq_logins_email'), ['email'])
        batch_op.alter_column('customer_id', existing_type=sa.INTEGER(), nullable=False)
        for name in ('second_step_disabled_at', 'second_step_failures', 'handle', 'time_zone', 'agent_id', 'door'):
            batch_op.drop_column(name)
    for name in ('device_id', 'proved_at'):
        op.drop_column('sessions', name)
    for name in ('hash', 'previous_hash', 'user_agent', 'customer_id', 'actor_login_id'):
        op.drop_column('audit_entries', name)
    for name in (
        'passkey_challenges', 'codes', 'trusted_devices', 'single_use_links', 'recovery_codes',
        'pending_log_ins', 'passkeys', 'authenticators', 'messages', 'lender_texts',
        'lender_settings', 'agents',
    ):
        op.drop_table(name)
