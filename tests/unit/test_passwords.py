"""The cost of a password's hash, which the other folders' tests lower."""

from services.logins import hash_password
from services.logins.passwords import is_right


def test_the_hash_is_argon2id_at_its_recommended_cost() -> None:
    """RFC 9106, 4, the second recommended option: 64 MiB, 3 passes, 4 lanes."""
    hashed = hash_password("x")
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert is_right("x", hashed)
    assert not is_right("y", hashed)
