"""The way to an address, in whatever the reader's device opens for it."""

from urllib.parse import quote

from flask import request


def route_url(address: str) -> str:
    """A link that shows the way to an address.

    A phone opens its own maps app: until the volunteer taps, nobody else learns where a household lives, and then only
    the app they chose themselves. Other devices have no such app and open OpenStreetMap. It gets the address without a
    name, and no word of this portal: the policy of every page sends no referrer to another site.
    """
    device = request.user_agent.string
    place = quote(address, safe="")
    if "Android" in device:
        return f"geo:0,0?q={place}"
    if "iPhone" in device or "iPad" in device:
        return f"maps:?daddr={place}"
    return f"https://www.openstreetmap.org/directions?to={place}"
