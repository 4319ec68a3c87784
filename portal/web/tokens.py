"""The CSRF token of a page, masked anew on each, so that its compressed length tells nothing."""

import base64
import binascii
import secrets

from flask import g
from flask_wtf.csrf import CSRFProtect, generate_csrf

MARK = "m."


class MaskedCSRF(CSRFProtect):
    """Flask-WTF's protection, which takes the mask off before it checks."""

    def _get_csrf_token(self) -> str | None:
        token = super()._get_csrf_token()
        return unmask(token) if token else token


def csrf_token() -> str:
    """The token for the forms of a page, different on each page and equally valid. They share a mask: what stands in
    every form of a page weighs nothing once it is compressed, and tells nothing more."""
    plain = generate_csrf()
    known, masked = g.get("masked_token", ("", ""))
    if known != plain:
        masked = mask(plain)
        g.masked_token = plain, masked
    return masked


def begin_token() -> None:
    """Give a session its token as it begins. Two pages that open at once would each make one, and one of the two could
    then send nothing."""
    g.pop("csrf_token", None)
    generate_csrf()


def mask(token: str) -> str:
    """The token hidden under random bytes of its own length, with those bytes before it."""
    plain = token.encode()
    pad = secrets.token_bytes(len(plain))
    return MARK + base64.urlsafe_b64encode(pad + _xor(plain, pad)).decode()


def unmask(token: str) -> str:
    """The token without its mask. A token that was never masked, or is damaged, stays as it is."""
    if not token.startswith(MARK):
        return token
    try:
        both = base64.urlsafe_b64decode(token.removeprefix(MARK))
        half = len(both) // 2
        return _xor(both[:half], both[half:]).decode()
    except (binascii.Error, ValueError, OverflowError):
        return token


def _xor(one: bytes, other: bytes) -> bytes:
    """Two texts of one length over each other. Raises OverflowError when the second is longer."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).to_bytes(len(one), "big")
