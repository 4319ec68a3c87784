"""The address of the portal as people use it, for what leaves it; the way to a household, and to who helps."""

import re
from urllib.parse import quote

from flask import current_app, request

from portal.config import Config
from portal.refusals import Refused


def site() -> str:
    """The address, without a slash at its end. In production it is the one that was set: whoever sends a request
    chooses its Host header, and would choose where a link leads. Raises Refused("no_public_url") where none was set."""
    config: Config = current_app.extensions["config"]
    if config.production and not config.public_url:
        raise Refused("no_public_url")
    return config.public_url or request.host_url.rstrip("/")


def own_path(target: str | None) -> str | None:
    """The target when it is a path of this portal, None when it is an address of somebody else or nothing at all."""
    target = target or ""
    foreign = not target.startswith("/") or target.startswith(("//", "/\\"))
    return None if foreign or any(ord(sign) < 32 for sign in target) else target


def ways_to_reach(contact: str) -> list[tuple[str, str | None]]:
    """The parts of a contact with commas between, each with the address that rings or mails it, where it has one."""
    found: list[tuple[str, str | None]] = []
    for part in filter(None, map(str.strip, contact.split(","))):
        number = re.sub(r"[\s()-]", "", part)
        if re.fullmatch(r"[^\s@]+@[^\s@]+", part):
            found.append((part, f"mailto:{part}"))
        else:
            found.append((part, f"tel:{number}" if re.fullmatch(r"\+?\d{3,15}", number) else None))
    return found


def is_behind_unknown_proxy() -> bool:
    """Whether a proxy stands in front that nobody told the portal of: to it all people are one address."""
    config: Config = current_app.extensions["config"]
    return not config.trusted_proxies and "X-Forwarded-For" in request.headers


def route_url(address: str) -> str:
    """A link that shows the way to an address. A phone opens its own maps app, others OpenStreetMap.
    Nobody learns where a household lives until the volunteer taps, and then without a name."""
    device = request.user_agent.string
    place = quote(address, safe="")
    if "Android" in device:
        return f"geo:0,0?q={place}"
    if "iPhone" in device or "iPad" in device:
        return f"maps:?daddr={place}"
    return f"https://www.openstreetmap.org/directions?to={place}"
