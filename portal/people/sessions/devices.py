"""Devices on which somebody signed in before: what the browser keeps to prove it, for one account and its present
password. It opens no door; whoever copied one may only guess apart from everybody else, as slowly."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable

from portal.people.models.people import User

# Who shares a device with more colleagues is no longer known on it after the last so many.
MOST_PROOFS = 5


def proof_of_device(pepper: str, user: User, devices: Iterable[str]) -> str:
    """The proof that this person signed in on this device, the same as before while their password is."""
    device = known_device(pepper, user, devices) or secrets.token_urlsafe(12)
    return f"{device}.{_signature(pepper, user, device)}"


def known_device(pepper: str, user: User, devices: Iterable[str]) -> str | None:
    """The device of the first proof that is this person's; None when there is none, or no password."""
    for proof in list(devices)[:MOST_PROOFS] if user.password_hash else ():
        device, _dot, signature = proof.partition(".")
        if hmac.compare_digest(signature.encode(), _signature(pepper, user, device).encode()):
            return device
    return None


def _signature(pepper: str, user: User, device: str) -> str:
    text = f"known device:{device} {user.id} {user.password_hash}"
    return hmac.new(pepper.encode(), text.encode(), hashlib.sha256).hexdigest()[:32]
