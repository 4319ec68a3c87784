"""Coming in: a step that signing in, choosing a password by a link and changing it share."""

from dataclasses import dataclass

from portal.people.models import User
from portal.people.service_devices import proof_of_device
from portal.people.service_session_steps import begin_session
from portal.people.service_tries import Visit
from portal.work import Work


@dataclass(frozen=True)
class Entered:
    """Who came in, the token of their session, and the proof that they did so on this device."""

    user_id: int
    token: str
    device: str


def enter(work: Work, user: User, visit: Visit) -> Entered:
    """Begin a session for somebody who proved who they are, on a device that is known from then on."""
    token = begin_session(work, user.id, visit.browser)
    return Entered(user.id, token, proof_of_device(visit.pepper, user, visit.devices))
