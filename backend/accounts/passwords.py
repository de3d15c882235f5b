"""Passwords: hashed with argon2id, long rather than intricate, never a well-known one."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from backend.errors import define

SHORTEST, LONGEST = 12, 128
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_COMMON = ("password", "passw0rd", "qwerty", "abc123", "iloveyou", "letmein", "welcome", "admin", "gangwei", "woaini", "baoan")
_RUNS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")

TooShort = define("account.password_too_short", 422, f"A password has {SHORTEST} characters or more")
TooLong = define("account.password_too_long", 422, f"A password has {LONGEST} characters at most")
Common = define("account.password_common", 422, "This password is easy to guess")
Unchanged = define("account.password_unchanged", 422, "The new password is the old one")


def hash_password(password: str) -> str:
    """The argon2id hash, 19 MiB, two passes (OWASP's first choice)."""
    return _hasher.hash(password)


NOBODY = hash_password(secrets.token_urlsafe(16))
"""Checked when there is no such account, so that both cases take the same time."""


def matches(hashed: str, password: str) -> bool:
    """Whether the password is the right one."""
    try:
        return _hasher.verify(hashed, password)
    except (VerificationError, InvalidHashError):
        return False


def check_new(password: str, user_name: str, old: str | None = None) -> None:
    """Refuse a weak new password. Raises TooShort, TooLong, Common, Unchanged."""
    if len(password) < SHORTEST:
        raise TooShort(errors=[{"field": "new_password", "code": "too_short", "message": TooShort.title}])
    if len(password) > LONGEST:
        raise TooLong(errors=[{"field": "new_password", "code": "too_long", "message": TooLong.title}])
    if old is not None and secrets.compare_digest(password.encode(), old.encode()):
        raise Unchanged(errors=[{"field": "new_password", "code": "unchanged", "message": Unchanged.title}])
    if _is_common(password.lower(), user_name.lower()):
        raise Common(errors=[{"field": "new_password", "code": "common", "message": Common.title}])


def first_password() -> str:
    """A random first password, easy to read aloud; it must be changed at the first sign-in."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def _is_common(password: str, user_name: str) -> bool:
    if len(set(password)) < 5 or (len(user_name) >= 4 and user_name in password):
        return True
    rest = password
    for word in _COMMON:
        rest = rest.replace(word, "")
    return len(rest) < 6 or any(rest in run for run in _RUNS)
