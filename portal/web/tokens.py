"""The CSRF token of a page, masked anew each time, so that its compressed length tells nothing."""

import base64
import binascii
import secrets

from flask_wtf.csrf import CSRFProtect, generate_csrf

MARK = "m."


class MaskedCSRF(CSRFProtect):
    """Flask-WTF's protection, which takes the mask off before it checks."""

    def _get_csrf_token(self) -> str | None:
        token = super()._get_csrf_token()
        return unmask(token) if token else token


def csrf_token() -> str:
    """The token for a form, different each time and equally valid."""
    return mask(generate_csrf())


def mask(token: str) -> str:
    """The token hidden under random bytes of its own length, with those bytes before it."""
    plain = token.encode()
    pad = secrets.token_bytes(len(plain))
    covered = bytes(a ^ b for a, b in zip(plain, pad, strict=True))
    return MARK + base64.urlsafe_b64encode(pad + covered).decode()


def unmask(token: str) -> str:
    """The token without its mask. What was never masked, or is damaged, stays as it is."""
    if not token.startswith(MARK):
        return token
    try:
        both = base64.urlsafe_b64decode(token.removeprefix(MARK))
        half = len(both) // 2
        return bytes(a ^ b for a, b in zip(both[:half], both[half:], strict=True)).decode()
    except (binascii.Error, ValueError):
        return token
