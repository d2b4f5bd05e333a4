"""A new password in the profile."""

from models.customers import Login
from services.database import reading, unit_of_work
from services.logins.new_password import replace_password
from services.logins.password_rules import require_strong, rules_for
from services.logins.passwords import hash_password
from services.logins.pending import Visit
from services.profile import proof
from services.subject import Subject


def change(subject: Subject, password: str, visit: Visit) -> None:
    """Ends the login's other sessions; nothing is locked while it is judged and hashed.

    Raises `ProofNeeded`, `WeakPassword`.
    """
    with reading() as session:
        proof.require(session, subject)
        rules = rules_for(session, session.get_one(Login, subject.login_id))
    require_strong(password, rules)
    hashed = hash_password(password)
    with unit_of_work() as session:
        proof.require(session, subject)
        login = session.get_one(Login, subject.login_id)
        replace_password(session, login, hashed, visit, keep=subject.session_id)
